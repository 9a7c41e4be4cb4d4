/** A word as it is written, with its part in the sentence's parse. */
export interface WrittenWord {
	text: string;
	/** Index of the sentence. */
	sentence: number;
	/** The tokens of the word, without punctuation; more than one for contractions such as `del`. */
	tokens: readonly Token[];
}

/** One token of a CoNLL-U file. */
export interface Token {
	id: number;
	form: string;
	lemma: string;
	upos: string;
	features: string;
	head: number;
	relation: string;
}

/** The words of a CoNLL-U file, document by document. Tokens that no space separates are one word. */
export function readTreebank(content: string): WrittenWord[][] {
	const documents: WrittenWord[][] = [];
	let words: WrittenWord[] = [];
	let sentence = 0;
	let text = '';
	let tokens: Token[] = [];
	let insideUntil = 0;
	let isGlued = false;
	const finish = () => {
		if (text !== '') words.push({ text, sentence, tokens });
		text = '';
		tokens = [];
		isGlued = false;
	};
	for (const line of content.split('\n')) {
		if (line === '') {
			finish();
			sentence += 1;
			insideUntil = 0;
			continue;
		}
		if (line.startsWith('# newdoc') && words.length > 0) {
			documents.push(words);
			words = [];
		}
		const [
			id = '',
			form = '',
			lemma = '',
			upos = '',
			,
			features = '',
			head = '',
			relation = '',
			,
			misc = '',
		] = line.split('\t');
		if (line.startsWith('#') || id.includes('.')) continue;
		const range = /^(\d+)-(\d+)$/.exec(id);
		const isInside = !range && Number(id) <= insideUntil;
		if (!isInside) {
			if (!isGlued) finish();
			text += form.replaceAll(' ', '');
			isGlued = misc.includes('SpaceAfter=No');
		}
		if (range) insideUntil = Number(range[2]);
		else if (upos !== 'PUNCT')
			tokens.push({ id: Number(id), form, lemma, upos, features, head: Number(head), relation });
	}
	finish();
	if (words.length > 0) documents.push(words);
	return documents;
}
