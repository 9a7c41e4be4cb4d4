import { z } from 'zod/v4';

import type { ItemOperation } from '../../shared/execution/operation';
import { measure } from '../../shared/measures/measure';
import { metadataOf } from '../../shared/operations/output';
import { importSource } from '../source';

const count = z.number();

const measuresSchema = z.lazy(() =>
	z.object({
		vendor: z.string(),
		jobId: z.string(),
		recording: z.string().nullable(),
		language: z.string().nullable(),
		duration: count,
		speech: count,
		silence: count,
		longestSilence: count,
		overlap: count,
		turns: count,
		words: count,
		fillers: count,
		questions: count,
		speakers: z.array(
			z.object({
				speaker: z.string().nullable(),
				talkTime: count,
				talkShare: count,
				turns: count,
				longestTurn: count,
				longestMonologue: count,
				words: count,
				wordsPerMinute: count,
				fillers: count,
				questions: count,
				interruptions: count,
				firstTurnAt: count,
				firstResponse: count.nullable(),
			}),
		),
	}),
);

/** Transcript: Measure. */
export const measureOperation: ItemOperation = {
	name: 'Measure',
	value: 'measure',
	description:
		'Get talk time and share, turns, pace, fillers, questions, interruptions, silence and overlap by speaker',
	action: 'Measure a transcript',
	properties: [...importSource.fields, importSource.optionsField([])],
	output: measuresSchema,
	execute: async (call) => {
		const transcript = await importSource.read(call);
		const measures = await measure(transcript);
		return [
			{
				json: {
					...metadataOf(transcript),
					...measures,
					speakers: measures.speakers.map((each) => ({ ...each })),
				},
			},
		];
	},
};
