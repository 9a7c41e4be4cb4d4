import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import { trimmedText } from '../../../shared/core/trimmedText';
import { fetchLinkedFile } from '../../../shared/execution/download';
import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import {
	fieldError,
	optionLabel,
	readBoolean,
	readJobId,
	readOptions,
} from '../../../shared/fields/parameters';
import { deadlineIn, pollUntilReady } from '../../../shared/jobs/polling';
import { clientFor } from '../../../shared/operations/getJob';
import { jobField, readTimeLimit, timeLimitOption } from '../../../shared/operations/jobFields';
import { getRedactedAudio, REDACTED_AUDIO_READY } from '../../api/api';
import { resultOrFailure } from '../../response/resultOrFailure';
import { assemblyAi } from '../../vendor';

const downloadField: INodeProperties = {
	displayName: 'Download',
	name: 'download',
	type: 'boolean',
	default: true,
	description:
		'Whether to download the file. If off, only a link is returned, which is valid for 30 minutes.',
};

const fileFieldOption: INodeProperties = {
	displayName: 'File Field Name',
	name: 'binaryPropertyOutput',
	type: 'string',
	default: 'data',
	description: 'Name of the output binary field to put the file in',
};

export const getRedactedAudioOperation: ItemOperation = {
	name: 'Get Redacted Audio',
	value: 'getRedactedAudio',
	description: 'Get the copy of the recording with personal data beeped out',
	action: 'Get redacted audio of a transcript',
	properties: [
		jobField({ fromItem: true }),
		downloadField,
		optionsField([
			fileFieldOption,
			{ ...timeLimitOption, description: 'How long to wait for AssemblyAI to create the file' },
		]),
	],
	output: z.lazy(() =>
		z.object({
			jobId: z.string(),
			vendorStatus: z.string(),
			redactedAudioUrl: z.string(),
			fileName: z.string().nullable(),
		}),
	),
	execute: async (call) => {
		const jobId = readJobId(call);
		const download = readBoolean(call, downloadField.name, downloadField.displayName);
		const options = readOptions(call, 'options', 'Options');
		const fileField: unknown = options[fileFieldOption.name];
		if (!download && fileField !== undefined) {
			throw fieldError(
				call,
				optionLabel(fileFieldOption),
				`works only with "${downloadField.displayName}"`,
				`Turn on "${downloadField.displayName}", or remove the option.`,
			);
		}
		const client = (await clientFor(assemblyAi, call)).forJob(jobId);
		const url = await pollUntilReady(
			assemblyAi,
			client,
			jobId,
			deadlineIn(readTimeLimit(call)),
			async (own) => await resultOrFailure(own, jobId, async () => await getRedactedAudio(own, jobId)),
		);
		const json = { jobId, vendorStatus: REDACTED_AUDIO_READY, redactedAudioUrl: url };
		if (!download) return [{ json }];
		const file = await fetchLinkedFile(call, client, url, `${jobId}.redacted`);
		return [
			{
				json: { ...json, fileName: file.fileName ?? null },
				binary: { [trimmedText(fileField) || 'data']: file },
			},
		];
	},
};
