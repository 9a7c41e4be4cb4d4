import { jobIdField } from '../../../shared/jobs/operations/fields';
import type { Resource } from '../../../shared/node/operation';
import { getCaptionsOperation } from '../../../shared/transcript/operations/captions';
import { getTranscriptOperation } from '../../../shared/transcript/operations/get';
import { searchWordsOperation } from '../../../shared/transcript/operations/search';
import { transcribeOperation } from '../../../shared/transcript/operations/transcribe';
import { createJob, recordingFields } from '../../create';
import { additionalOption, jobFields } from '../../request';
import { botlhale } from '../../vendor';
import { transcribeShortOperation } from './transcribeShort.operation';

const jobId = jobIdField('The ID of a completed job, as Job: Create gave it');

export const transcriptResource: Resource = {
	name: 'Transcript',
	value: 'transcript',
	operations: [
		transcribeOperation(botlhale, { recording: recordingFields, parameters: jobFields }, createJob, [
			additionalOption,
		]),
		transcribeShortOperation,
		getTranscriptOperation(botlhale, jobId),
		getCaptionsOperation(botlhale, jobId),
		searchWordsOperation(botlhale, jobId),
	],
	defaultOperation: 'transcribe',
};
