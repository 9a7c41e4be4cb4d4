import { downloadFile } from '../../../shared/execution/download';
import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { readBoolean, readJobId, readOptions } from '../../../shared/fields/parameters';
import { deadlineIn, pollUntilReady } from '../../../shared/jobs/polling';
import { clientFor } from '../../../shared/operations/getJob';
import { jobField, readTimeLimit, timeLimitOption } from '../../../shared/operations/jobFields';
import { getRedactedAudio } from '../../api/api';
import { assemblyAi } from '../../vendor';

export const getRedactedAudioOperation: ItemOperation = {
	name: 'Get Redacted Audio',
	value: 'getRedactedAudio',
	description: 'Get the copy of the recording with personal data beeped out',
	action: 'Get redacted audio of a transcript',
	properties: [
		jobField({ fromItem: true }),
		{
			displayName: 'Download',
			name: 'download',
			type: 'boolean',
			default: true,
			description:
				'Whether to download the file. If off, only a link is returned, which is valid for 30 minutes.',
		},
		optionsField([
			{
				displayName: 'File Field Name',
				name: 'binaryPropertyOutput',
				type: 'string',
				default: 'data',
				description: 'Name of the output field that holds the file',
			},
			{ ...timeLimitOption, description: 'How long to wait for AssemblyAI to create the file' },
		]),
	],
	execute: async (call) => {
		const jobId = readJobId(call);
		const client = (await clientFor(assemblyAi, call)).forJob(jobId);
		const url = await pollUntilReady(
			assemblyAi,
			client,
			jobId,
			deadlineIn(readTimeLimit(call)),
			async () => await getRedactedAudio(client, jobId),
		);
		const json = { jobId, redactedAudioUrl: url };
		if (!readBoolean(call, 'download', 'Download')) return [{ json }];
		const options = readOptions(call, 'options', 'Options');
		const property = typeof options.binaryPropertyOutput === 'string' ? options.binaryPropertyOutput : 'data';
		const file = await downloadFile(call, client, url, `${jobId}.redacted`);
		return [{ json: { ...json, fileName: file.fileName ?? null }, binary: { [property]: file } }];
	},
};
