import type { Resource } from '../../../shared/execution/operation';
import { getCaptionsOperation } from '../../../shared/operations/getCaptions';
import { getTranscriptOperation } from '../../../shared/operations/getTranscript';
import { jobIdField } from '../../../shared/operations/jobFields';
import { searchWordsOperation } from '../../../shared/operations/searchWords';
import { transcribeOperation } from '../../../shared/operations/transcribe';
import { additionalOption } from '../../parameters/recognition';
import { recordingFields } from '../../parameters/recording';
import { createJob } from '../../request/create';
import { jobFields } from '../../request/request';
import { botlhale } from '../../vendor';
import { transcribeShortOperation } from './transcribeShort.operation';

const jobId = jobIdField('ID of a completed job, as returned by Job: Create');

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
