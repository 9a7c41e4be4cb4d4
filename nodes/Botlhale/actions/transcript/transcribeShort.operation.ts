import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { toItemData } from '../../../shared/execution/toItemData';
import { costNotice } from '../../../shared/operations/costNotice';
import { clientFor } from '../../../shared/operations/getJob';
import { outputItem, readOutput } from '../../../shared/operations/getTranscript';
import { outputFields, outputOptions } from '../../../shared/operations/output';
import { transcribeShort } from '../../api/api';
import { additionalOption } from '../../parameters/recognition';
import { recordingFields } from '../../parameters/recording';
import { readRecording } from '../../request/create';
import { readShortParameters, shortFields } from '../../request/request';
import { toShortTranscript } from '../../response/shortTranscript';
import { botlhale } from '../../vendor';

export const transcribeShortOperation: ItemOperation = {
	name: 'Transcribe Short Audio',
	value: 'transcribeShort',
	description: 'Turn a recording of at most 60 seconds into text in one call, without a job',
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
		const raw = await transcribeShort(await clientFor(botlhale, call), file, parameters);
		const answer = { transcript: await toShortTranscript(raw), raw: toItemData(raw) };
		return [await outputItem(call, answer, output)];
	},
};
