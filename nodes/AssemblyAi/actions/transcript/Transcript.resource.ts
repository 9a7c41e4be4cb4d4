import { jobField } from '../../../shared/jobs/operations/fields';
import type { Resource } from '../../../shared/node/operation';
import { getTranscriptOperation } from '../../../shared/transcript/operations/get';
import { transcribeOperation } from '../../../shared/transcript/operations/transcribe';
import { createJob, recordingFields } from '../../create';
import { additionalOption, transcriptionFields } from '../../request';
import { assemblyAi } from '../../vendor';
import { captionsOperation } from './getCaptions.operation';
import { getParagraphsOperation, getSentencesOperation } from './getParts.operation';
import { getRedactedAudioOperation } from './getRedactedAudio.operation';
import { searchOperation } from './searchWords.operation';

export const transcriptResource: Resource = {
	name: 'Transcript',
	value: 'transcript',
	operations: [
		transcribeOperation(
			assemblyAi,
			{ recording: recordingFields, parameters: transcriptionFields },
			createJob,
			[additionalOption],
		),
		getTranscriptOperation(assemblyAi, jobField({ fromItem: true })),
		captionsOperation,
		getParagraphsOperation,
		getRedactedAudioOperation,
		getSentencesOperation,
		searchOperation,
	],
	defaultOperation: 'transcribe',
};
