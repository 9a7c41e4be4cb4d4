import { jobField } from '../../../shared/jobs/operations/fields';
import type { Resource } from '../../../shared/node/operation';
import { getCaptionsOperation } from '../../../shared/transcript/operations/captions';
import { getTranscriptOperation } from '../../../shared/transcript/operations/get';
import { searchWordsOperation } from '../../../shared/transcript/operations/search';
import { transcribeOperation } from '../../../shared/transcript/operations/transcribe';
import { createJobWaiting, recordingFields, waitField } from '../../create';
import { additionalOption, submissionFields } from '../../recognition';
import { prosa } from '../../vendor';

const job = jobField({ fromItem: true });

export const transcriptResource: Resource = {
	name: 'Transcript',
	value: 'transcript',
	operations: [
		transcribeOperation(
			prosa,
			{ recording: recordingFields, parameters: submissionFields },
			createJobWaiting,
			[additionalOption, waitField],
		),
		getTranscriptOperation(prosa, job),
		getCaptionsOperation(prosa, job),
		searchWordsOperation(prosa, job),
	],
	defaultOperation: 'transcribe',
};
