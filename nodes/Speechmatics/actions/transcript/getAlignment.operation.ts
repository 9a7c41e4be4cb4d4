import { z } from 'zod/v4';

import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { readJobId, readRequiredText } from '../../../shared/fields/parameters';
import { clientFor } from '../../../shared/operations/getJob';
import { fileParts } from '../../../shared/operations/getTranscript';
import { jobField } from '../../../shared/operations/jobFields';
import { fileNameFor, textFileOptions } from '../../../shared/operations/output';
import { recordingName } from '../../../shared/operations/recordingName';
import { getAlignment } from '../../api/api';
import { identity } from '../../api/identity';
import { resultOrFailure } from '../../response/resultOrFailure';
import { speechmatics } from '../../vendor';

export const getAlignmentOperation: ItemOperation = {
	name: 'Get Alignment',
	value: 'getAlignment',
	description: 'Get the text of an alignment job with the time at which each word or line is spoken',
	action: 'Get alignment of a transcript',
	properties: [
		jobField({ fromItem: true, description: 'A completed job created by Job: Create Alignment' }),
		{
			displayName: 'Tags',
			name: 'tags',
			type: 'options',
			options: [
				{
					name: 'One per Line',
					value: 'one_per_line',
					description: 'The start time at the beginning of each line',
				},
				{
					name: 'Word Start and End',
					value: 'word_start_and_end',
					description: 'The start and end time around each word',
				},
			],
			default: 'word_start_and_end',
		},
		optionsField(textFileOptions),
	],
	output: z.lazy(() =>
		z.object({
			vendor: z.string(),
			jobId: z.string(),
			recording: z.string().nullable(),
			tags: z.string(),
			alignment: z.string(),
		}),
	),
	execute: async (call) => {
		const jobId = readJobId(call);
		const tags = readRequiredText(call, 'tags', 'Tags');
		const client = (await clientFor(speechmatics, call)).forJob(jobId);
		const alignment = await resultOrFailure(
			client,
			jobId,
			async () => await getAlignment(client, jobId, tags),
		);
		const { settings } = fileParts(call);
		const json = { vendor: identity.id, jobId, recording: recordingName(call), tags, alignment };
		if (!settings.asFile) return [{ json }];
		const fileName = fileNameFor(json, settings, 'txt');
		const file = await call.context.helpers.prepareBinaryData(Buffer.from(alignment), fileName, 'text/plain');
		return [{ json: { ...json, fileName }, binary: { [settings.property]: file } }];
	},
};
