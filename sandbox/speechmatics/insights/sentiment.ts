import { seededNumber } from '../../core/speech/random';
import type { Passage } from '../transcript/sentences';
import { plainWords, type Placed, placed } from './plain';

const POSITIVE = set(
	'good great excellent perfect wonderful glad happy love nice kind thank thanks welcome best better certainly',
);
const NEGATIVE = set(
	'bad wrong late annoying angry sorry terrible hard problem delay damn never nobody twice',
);

type Sentiment = 'positive' | 'negative' | 'neutral';

interface Counts {
	positive_count: number;
	negative_count: number;
	neutral_count: number;
}

/** One segment a sentence, by a list of words, and the counts of all, of each speaker and of each channel. */
export function analyseSentiment(sentences: readonly Passage[]) {
	const segments = sentences.map((sentence) => {
		const words = plainWords(sentence.text);
		const score =
			words.filter((word) => POSITIVE.has(word)).length - words.filter((word) => NEGATIVE.has(word)).length;
		const sentiment: Sentiment = score > 0 ? 'positive' : score < 0 ? 'negative' : 'neutral';
		const { text, start, end } = sentence;
		return {
			text,
			start_time: start,
			end_time: end,
			sentiment,
			...placed(sentence),
			confidence: Number((0.6 + seededNumber(text) * 0.39).toFixed(2)),
		};
	});
	const by = (key: keyof Placed): Array<Counts & Record<string, string | number>> =>
		[...new Set(segments.flatMap((segment) => segment[key] ?? []))].map((name) => ({
			[key]: name,
			...count(segments.filter((segment) => segment[key] === name)),
		}));
	return {
		segments,
		summary: { overall: count(segments), speakers: by('speaker'), channels: by('channel') },
	};
}

function count(segments: ReadonlyArray<{ sentiment: Sentiment }>): Counts {
	const of = (sentiment: Sentiment): number =>
		segments.filter((segment) => segment.sentiment === sentiment).length;
	return { positive_count: of('positive'), negative_count: of('negative'), neutral_count: of('neutral') };
}

function set(words: string): ReadonlySet<string> {
	return new Set(words.split(' '));
}
