import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { toItemData } from '../../../shared/execution/toItemData';
import { createOnce } from '../../../shared/jobs/createOnce';
import { JobError } from '../../../shared/jobs/jobError';
import { costNotice } from '../../../shared/operations/costNotice';
import { clientFor } from '../../../shared/operations/getJob';
import { outputItem, readOutput } from '../../../shared/operations/getTranscript';
import { outputFields, outputOptions } from '../../../shared/operations/output';
import type { TranscriptResponse } from '../../../shared/transcript/response';
import { transcribeShort } from '../../api/api';
import type { ShortResponse } from '../../api/schemas';
import { additionalOption } from '../../parameters/recognition';
import { recordingFields } from '../../parameters/recording';
import { readRecording } from '../../request/create';
import { readShortParameters, shortFields } from '../../request/request';
import { toShortJob, toShortTranscript } from '../../response/shortTranscript';
import { botlhale } from '../../vendor';

export const transcribeShortOperation: ItemOperation = {
	name: 'Transcribe Short Audio',
	value: 'transcribeShort',
	description: 'Transcribe a recording of up to 60 seconds in a single request, without a job',
	action: 'Transcribe a short recording',
	properties: [
		costNotice(botlhale.http.displayName),
		...recordingFields,
		...outputFields(),
		...shortFields,
		optionsField([...outputOptions, additionalOption]),
	],
	execute: async (call) => {
		const output = readOutput(call);
		const parameters = readShortParameters(call);
		const file = await readRecording(call);
		const client = await clientFor(botlhale, call);
		const { transcript } = await createOnce(call, client, {
			what: [parameters, await file.identity()],
			send: async () => toShortJob(await toResponse(await transcribeShort(client, file, parameters))),
			resume: async (jobId) => {
				throw new JobError(
					jobId,
					'The recording was transcribed by an earlier attempt, whose result is no longer available',
					'Botlhale AI keeps no result of short audio. To transcribe the recording again, start a new execution.',
				);
			},
		});
		return transcript ? [await outputItem(call, transcript, output)] : [];
	},
};

async function toResponse(raw: ShortResponse): Promise<TranscriptResponse> {
	return { transcript: await toShortTranscript(raw), raw: toItemData(raw) };
}
