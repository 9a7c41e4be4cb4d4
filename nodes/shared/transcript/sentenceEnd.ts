/** Quotes and brackets that close at the end of a word; the source of a pattern. */
export const CLOSERS = '["\'”’»›)\\]」』）】》〉]*';

/** A period, question mark or the like at the end of a word, in any script, with quotes and brackets after it. */
export const SENTENCE_END = new RegExp(`[.!?…‽。！？｡؟۔।॥።။។]${CLOSERS}$`, 'u');
