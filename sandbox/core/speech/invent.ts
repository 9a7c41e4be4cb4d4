import { phrasesOf } from './phrases';
import { seededRandom } from './random';
import { readScript, type ScriptWord } from './script';
import type { SpokenWord, Speech } from './words';

const LEAD_MS = 240;
const WORD_GAP_MS = 24;
const SENTENCE_GAP_MS = 380;
const TURN_GAP_MS = 620;

/**
 * Generates words for an unknown file: always the same for the same seed, about two and a half per second, for the whole
 * file, with two speakers in turn (each on a separate channel if there are two or more).
 */
export function inventSpeech(options: {
	/** Hash of the file. */
	seed: string;
	durationMs: number;
	channels: number;
	/** The language of the words, e.g. `id` or `en_us`; English if there are no phrases in it. */
	language?: string | undefined;
}): Speech {
	const phrases = phrasesOf(options.language ?? 'en');
	const random = seededRandom(`${options.seed}:${phrases.language}`);
	const words: SpokenWord[] = [];
	let clock = Math.min(LEAD_MS, options.durationMs / 4);
	let run = 0;
	let at = Math.floor(random() * phrases.turns.length);
	let last: number | null = null;
	let full = options.durationMs <= 0;
	while (!full) {
		const turn = phrases.turns[at % phrases.turns.length];
		at += 1;
		if (turn === undefined) break;
		const speaker = turn.speaker;
		if (last !== null) clock += last === speaker ? SENTENCE_GAP_MS : TURN_GAP_MS;
		last = speaker;
		const script = readScript(turn.text, run);
		run += 1 + script.reduce((most, word) => Math.max(most, (word.mark?.run ?? run) - run), 0);
		for (const word of script) {
			const length = wordLength(word, random);
			const start = Math.round(clock);
			const end = Math.min(Math.round(clock + length), options.durationMs);
			if (end - start < 60) {
				full = true;
				break;
			}
			words.push({
				text: word.text,
				start,
				end,
				confidence: Number((0.9 + random() * 0.099).toFixed(5)),
				speaker: speaker === 0 ? 'A' : 'B',
				channel: Math.min(speaker + 1, options.channels),
				...(word.mark === undefined ? {} : { mark: word.mark }),
			});
			clock = end + WORD_GAP_MS + (/[.?!]$/u.test(word.text) ? SENTENCE_GAP_MS : 0);
			if (clock >= options.durationMs) {
				full = true;
				break;
			}
		}
	}
	return {
		language: phrases.language,
		languageConfidence: Number((0.95 + random() * 0.0499).toFixed(4)),
		durationMs: options.durationMs,
		channels: options.channels,
		words: startingWithA(words),
		notes: null,
	};
}

/** Duration in milliseconds: longer words take longer; 330 on average. */
function wordLength(word: ScriptWord, random: () => number): number {
	const letters = word.text.replace(/[^\p{L}\p{N}]/gu, '').length;
	return 130 + Math.min(letters, 14) * 46 + random() * 40;
}

/** Speakers are named in the order of appearance. */
function startingWithA(words: SpokenWord[]): SpokenWord[] {
	if (words[0]?.speaker !== 'B') return words;
	return words.map((word) => ({ ...word, speaker: word.speaker === 'A' ? 'B' : 'A' }));
}
