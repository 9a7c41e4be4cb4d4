import type { Resource } from '../../../shared/execution/operation';
import { getTranscriptOperation } from '../../../shared/operations/getTranscript';
import { jobField } from '../../../shared/operations/jobFields';
import { transcribeOperation } from '../../../shared/operations/transcribe';
import { createJob, recordingFields } from '../../request/create';
import { transcriptionFields, transcriptionOptions } from '../../request/request';
import { assemblyAi } from '../../vendor';
import { captionsOperation } from './getCaptions.operation';
import { getParagraphsOperation, getSentencesOperation } from './getParts.operation';
import { getRedactedAudioOperation } from './getRedactedAudio.operation';
import { searchOperation } from './searchWords.operation';
import { transcribeShortOperation } from './transcribeShort.operation';
import { understandOperation } from './understand.operation';

export const transcriptResource: Resource = {
	name: 'Transcript',
	value: 'transcript',
	operations: [
		transcribeOperation(
			assemblyAi,
			{ recording: recordingFields, parameters: transcriptionFields },
			createJob,
			transcriptionOptions,
		),
		transcribeShortOperation,
		getTranscriptOperation(assemblyAi, jobField({ fromItem: true })),
		captionsOperation,
		getParagraphsOperation,
		getRedactedAudioOperation,
		getSentencesOperation,
		searchOperation,
		understandOperation,
	],
	defaultOperation: 'transcribe',
};
