import { toItemData } from '../../../shared/items/itemData';
import { costNotice } from '../../../shared/jobs/costNotice';
import { clientFor } from '../../../shared/jobs/operations/single';
import type { ItemOperation } from '../../../shared/node/operation';
import { optionsField } from '../../../shared/node/requestOptions';
import { outputItem, readOutput } from '../../../shared/transcript/operations/get';
import { outputFields, outputOptions } from '../../../shared/transcript/operations/output';
import { transcribeShort } from '../../api';
import { readRecording, recordingFields } from '../../create';
import { additionalOption, readShortWishes, shortFields } from '../../request';
import { toShortTranscript } from '../../shortTranscript';
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
		const wishes = readShortWishes(call);
		const file = await readRecording(call);
		const raw = await transcribeShort(await clientFor(botlhale, call), file, wishes);
		const answer = { transcript: await toShortTranscript(raw), raw: toItemData(raw) };
		return [await outputItem(call, answer, output)];
	},
};
