import { z } from 'zod/v4';

import { sidesOf } from '../../shared/compare/compare';
import { mergeByVote } from '../../shared/compare/vote';
import type { RunOperation } from '../../shared/execution/operation';
import { numberField } from '../../shared/fields/define';
import { readNumberOption, type NumberOption } from '../../shared/fields/parameters';
import { isToolExecution } from '../../shared/n8n/versions';
import { transcriptSchema } from '../../shared/transcript/model';
import { withRecording } from '../../shared/transcript/recording';
import { importSource } from '../source';
import { comparingOptions, forEachRecording, namesOf, readComparing } from './comparing';
import { AGENT_ROWS, forAgents } from './forAgents';

const agreementOption: NumberOption = {
	...numberField(
		'minAgreement',
		'Minimum Agreement',
		'Share of the transcripts that must contain a word, from 0 to 1. Words below it are marked as doubtful. Default: 0.6.',
		{ minValue: 0, maxValue: 1, numberPrecision: 2 },
		0.6,
	),
	default: 0.6,
};

const mergedSchema = z.lazy(() =>
	transcriptSchema.extend({
		merged: z.array(z.string()),
		doubts: z.array(
			z.object({
				text: z.string(),
				start: z.number(),
				end: z.number(),
				agreement: z.number(),
				alternatives: z.array(z.string()),
			}),
		),
	}),
);

/** Transcript: Merge. */
export const mergeOperation: RunOperation = {
	name: 'Merge',
	value: 'merge',
	description: 'Merge transcripts of one recording by vote, and mark the words they disagree on',
	action: 'Merge transcripts',
	properties: [...importSource.fields, importSource.optionsField([...comparingOptions, agreementOption])],
	output: mergedSchema,
	executeAll: async (context) =>
		await forEachRecording(context, async (group) => {
			const [first] = group;
			const minAgreement = readNumberOption(first.call, agreementOption, { min: 0, max: 1 });
			const { sides } = await sidesOf(
				group.map(({ transcript }) => transcript),
				readComparing(first.options),
			);
			const { transcript, doubts } = await mergeByVote(sides, minAgreement);
			const isForAgent = isToolExecution(context);
			const shown = isForAgent ? doubts.slice(0, AGENT_ROWS) : doubts;
			const more = {
				merged: namesOf(group),
				doubts: shown.map((doubt) => ({ ...doubt })),
				...(shown.length < doubts.length ? { moreDoubts: doubts.length - shown.length } : {}),
			};
			const named = withRecording(transcript, first.recording);
			return [
				{
					json: { ...(isForAgent ? await forAgents(named) : named), ...more },
					pairedItem: group.map(({ call }) => ({ item: call.itemIndex })),
				},
			];
		}),
};
