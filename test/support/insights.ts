import type { Insights, Segment } from '../../nodes/shared/transcript/model';

/** A turn without words, a second long. */
export function aTurn(
	speaker: string | null,
	start: number,
	text: string,
	rest: Partial<Segment> = {},
): Segment {
	return {
		speaker,
		channel: null,
		start,
		end: start + 1,
		text,
		confidence: null,
		words: { from: 0, to: 0 },
		...rest,
	};
}

/** Something said by a speaker, as sentiments, entities and translations have it. */
export const aPiece = (speaker: string | null, start: number, text: string) => ({
	speaker,
	channel: null,
	start,
	end: start + 1,
	text,
});

export const aSentiment = (
	speaker: string | null,
	sentiment: NonNullable<Insights['sentiment']>[number]['sentiment'],
) => ({ ...aPiece(speaker, 0, ''), sentiment, confidence: null });

export const anEntity = (type: string, text: string, start: number) => ({
	...aPiece(null, start, text),
	type,
});

/** Topics that are named at these times, with their weights. */
export const topicsOf = (
	summary: Record<string, number>,
	found: ReadonlyArray<readonly [start: number, topic: string]> = [],
) => ({
	summary,
	segments: found.map(([start, topic]) => ({
		start,
		end: start + 1,
		text: '',
		topics: [{ topic, relevance: null }],
	})),
});
