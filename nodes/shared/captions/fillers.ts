import { EventLoopYielder } from '../core/eventLoop';
import type { Word } from '../transcript/model';

/** Sounds of hesitation by primary language. Words that also have a meaning (e.g. `like`) are not among them. */
const FILLERS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
	Object.entries({
		en: 'um umm uhm uh uhh er erm',
		de: 'äh ähh ähm öh öhm',
		es: 'eh ehm em emm eeh',
		fr: 'euh heu euhm',
		id: 'em emm ehm ee eee',
		ja: 'えーと えっと ええと えー',
	}).map(([language, words]) => [language, new Set(words.split(' '))]),
);

const AROUND = /^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu;
const SENTENCE_END = /[.?!。？！…]["'”’»)\]]*$/u;
const PAUSE_MARK = /[,;:、，]$/u;
const STARTS_UPPER = /^\P{L}*\p{Lu}/u;

/** Words without fillers, and the place of each of them in the list that they are from. */
export interface KeptWords {
	words: Word[];
	indexes: number[];
}

/**
 * The words without sounds of hesitation ("um"): those that the vendor marks as disfluencies, and in some languages those
 * of a list. The punctuation of a filler is omitted with it; a full stop moves to the word before, and the next word of a
 * sentence that began with a filler gets its capital letter. A filler that is a question ("eh?") stays. Yields to the
 * event loop.
 *
 * @param language of words that have none of their own
 */
export async function withoutFillers(words: readonly Word[], language: string | null): Promise<KeptWords> {
	const yielder = new EventLoopYielder();
	const kept: KeptWords = { words: [], indexes: [] };
	/** By channel: the place of the last kept word, and whether the next one begins a sentence. */
	const tracks = new Map<string | null, { last?: number; capital: boolean }>();
	for (let index = 0; index < words.length; index += 1) {
		if (index % 1024 === 0) await yielder.pause();
		const word = words[index];
		if (!word) continue;
		const track = tracks.get(word.channel) ?? { capital: false };
		tracks.set(word.channel, track);
		const marks = isFiller(word, language) ? marksAfter(words, index) : undefined;
		if (marks === undefined || /[?!？！]/u.test(marks.text)) {
			const isCapital = track.capital && word.kind === 'word';
			track.capital = track.capital && !isCapital;
			track.last = kept.words.push(isCapital ? { ...word, text: capitalized(word.text) } : word) - 1;
			kept.indexes.push(index);
			continue;
		}
		if (STARTS_UPPER.test(word.text)) track.capital = true;
		const stop = SENTENCE_END.exec(marks.text)?.[0];
		const before = track.last === undefined ? undefined : kept.words[track.last];
		if (stop !== undefined && before && track.last !== undefined && before.speaker === word.speaker) {
			kept.words[track.last] = { ...before, text: ended(before.text, stop) };
		}
		index += marks.count;
	}
	await yielder.finish();
	return kept;
}

function isFiller(word: Word, language: string | null): boolean {
	if (word.kind !== 'word') return false;
	if (word.tags?.includes('disfluency')) return true;
	const primary = (word.language ?? language ?? '').toLowerCase().split(/[-_]/)[0] ?? '';
	return FILLERS.get(primary)?.has(word.text.toLowerCase().replace(AROUND, '')) ?? false;
}

/** The punctuation of a word: at its end, and the separate marks after it. */
function marksAfter(words: readonly Word[], index: number): { text: string; count: number } {
	const own = words[index];
	let text = /[\p{P}\p{S}]*$/u.exec(own?.text ?? '')?.[0] ?? '';
	let count = 0;
	for (;;) {
		const next = words[index + count + 1];
		const isMark = next?.kind === 'punctuation' && !next.spaceBefore && next.channel === own?.channel;
		if (!isMark) return { text, count };
		text += next.text;
		count += 1;
	}
}

function ended(text: string, stop: string): string {
	return SENTENCE_END.test(text) ? text : text.replace(PAUSE_MARK, '') + stop;
}

function capitalized(text: string): string {
	return text.replace(/\p{L}/u, (letter) => letter.toUpperCase());
}
