/** A period, question mark or the like at the end of a word, with quotes and brackets after it. */
export const SENTENCE_END = /[.!?…。！？]["'”’»)\]]*$/u;
