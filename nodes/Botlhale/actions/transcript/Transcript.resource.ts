import type { INodeProperties } from 'n8n-workflow';

import type { Resource } from '../../../shared/execution/operation';
import { getCaptionsOperation } from '../../../shared/operations/getCaptions';
import { getTranscriptOperation } from '../../../shared/operations/getTranscript';
import { jobIdField } from '../../../shared/operations/jobFields';
import { searchWordsOperation } from '../../../shared/operations/searchWords';
import { vendorSource } from '../../../shared/operations/source';
import { transcribeOperation } from '../../../shared/operations/transcribe';
import { additionalOption } from '../../parameters/recognition';
import { recordingFields } from '../../parameters/recording';
import { createJob } from '../../request/create';
import { jobFields } from '../../request/request';
import { botlhale } from '../../vendor';
import { transcribeShortOperation } from './transcribeShort.operation';

const jobId = jobIdField('ID of a completed job, as returned by Job: Create');
const source = vendorSource(botlhale, jobId);

/** If n8n stops while Transcribe waits, it stores nothing of the node, and the vendor cannot be asked for its jobs. */
const longRecordingNotice: INodeProperties = {
	displayName:
		"For long recordings, use Job: Create and Job: Wait for Completion. Botlhale AI has no list of jobs: if the execution is stopped while this node waits, the job IDs are only in n8n's log.",
	name: 'longRecordingNotice',
	type: 'notice',
	default: '',
	displayOptions: { hide: { '@tool': [true] } },
};

export const transcriptResource: Resource = {
	name: 'Transcript',
	value: 'transcript',
	operations: [
		transcribeOperation(
			botlhale,
			{ recording: [longRecordingNotice, ...recordingFields], parameters: jobFields },
			createJob,
			[additionalOption],
		),
		transcribeShortOperation,
		getTranscriptOperation(botlhale, jobId),
		getCaptionsOperation(source),
		searchWordsOperation(source),
	],
	defaultOperation: 'transcribe',
};
