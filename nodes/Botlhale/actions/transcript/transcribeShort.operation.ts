import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { toItemData } from '../../../shared/execution/toItemData';
import { createOnce } from '../../../shared/jobs/createOnce';
import { lostResultError } from '../../../shared/jobs/results';
import { costNotice } from '../../../shared/operations/costNotice';
import { clientFor } from '../../../shared/operations/getJob';
import { outputItem, readOutput } from '../../../shared/operations/getTranscript';
import { outputOptions, withOutput } from '../../../shared/operations/output';
import { recordingOfJob } from '../../../shared/operations/recordingName';
import { readRedaction, redactionOptions } from '../../../shared/operations/redaction';
import { inVersion, named, type TranscriptResponse } from '../../../shared/transcript/response';
import { transcriptWithoutWordsSchema } from '../../../shared/transcript/withoutWords';
import { transcribeShort } from '../../api/api';
import type { NamedParameters } from '../../api/names';
import type { ShortResponse } from '../../api/schemas';
import { additionalOption } from '../../parameters/recognition';
import { recordingFields } from '../../parameters/recording';
import { readRecording } from '../../request/create';
import { readShortParameters, shortFields } from '../../request/request';
import { toShortJob, toShortTranscript, toSpokenShortTranscript } from '../../response/shortTranscript';
import { botlhale } from '../../vendor';

export const transcribeShortOperation: ItemOperation = {
	name: 'Transcribe Short Audio',
	value: 'transcribeShort',
	description: 'Transcribe a recording of up to 60 seconds in a single request, without a job',
	action: 'Transcribe a short recording',
	properties: [
		costNotice(botlhale.http.displayName),
		...recordingFields,
		...withOutput(shortFields),
		optionsField([...outputOptions(), ...redactionOptions(botlhale), additionalOption]),
	],
	output: transcriptWithoutWordsSchema,
	execute: async (call) => {
		const output = readOutput(call);
		const parameters = readShortParameters(call);
		const file = await readRecording(call);
		const client = await clientFor(botlhale, call);
		const { transcript } = await createOnce(call, client, {
			what: [parameters, await file.identity()],
			send: async () =>
				toShortJob(
					await toResponse(await transcribeShort(client, file, parameters), isRedacting(parameters)),
				),
			resume: async (jobId) =>
				await Promise.reject(lostResultError(jobId, 'Botlhale AI does not store results of short audio.')),
		});
		if (!transcript) return [];
		const response = await inVersion(transcript, readRedaction(call));
		return [await outputItem(call, named(response, recordingOfJob(call)), output)];
	},
};

/** Whether redaction is requested, by the field or by additional parameters; an unknown value counts as requested. */
function isRedacting({ snake: { redact = 'False' } }: NamedParameters): boolean {
	return !/^(false|0|no|null|)$/i.test(redact.trim());
}

async function toResponse(raw: ShortResponse, redacts: boolean): Promise<TranscriptResponse> {
	return {
		transcript: await toShortTranscript(raw, redacts),
		raw: toItemData(raw),
		readAsSpoken: async () => await toSpokenShortTranscript(raw),
	};
}
