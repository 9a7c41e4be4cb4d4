import { seededNumber } from '../../core/speech/random';
import { joinWords } from '../../core/speech/words';
import type { Word } from '../model';
import { wordSentences } from '../text/sentences';
import { bare } from '../text/words';

const POSITIVE = new Set(
	(
		'good great excellent perfect wonderful glad happy love lovely nice kind thank thanks welcome best better ' +
		'bagus baik hebat terima kasih sempurna dankie goed lekker uitstekend'
	).split(' '),
);
const NEGATIVE = new Set(
	(
		'bad wrong late annoying angry sorry terrible hard problem delay damn never nobody broken twice unfortunately ' +
		'buruk terlambat maaf rusak jammer laat sleg'
	).split(' '),
);

export interface SentimentRow {
	text: string;
	start: number;
	end: number;
	sentiment: 'POSITIVE' | 'NEUTRAL' | 'NEGATIVE';
	confidence: number;
	channel?: string;
	speaker: string | null;
}

/** One row per sentence, found with a list of words. */
export function sentimentRows(words: readonly Word[]): SentimentRow[] {
	return wordSentences(words).map((sentence): SentimentRow => {
		const first = sentence[0];
		const text = joinWords(sentence);
		const score = sentence.reduce((sum, word) => {
			const plain = bare(word.text);
			return sum + Number(POSITIVE.has(plain)) - Number(NEGATIVE.has(plain));
		}, 0);
		return {
			text,
			start: first?.start ?? 0,
			end: sentence.at(-1)?.end ?? 0,
			sentiment: score > 0 ? 'POSITIVE' : score < 0 ? 'NEGATIVE' : 'NEUTRAL',
			confidence: Number((0.7 + seededNumber(text) * 0.29).toFixed(7)),
			...(first?.channel === undefined ? {} : { channel: first.channel }),
			speaker: first?.speaker ?? null,
		};
	});
}
