import type { Resource } from '../../../shared/execution/operation';
import { reuseOption } from '../../../shared/jobs/reuse';
import { getCaptionsOperation } from '../../../shared/operations/getCaptions';
import { getTranscriptOperation } from '../../../shared/operations/getTranscript';
import { jobField } from '../../../shared/operations/jobFields';
import { searchWordsOperation } from '../../../shared/operations/searchWords';
import { vendorSource } from '../../../shared/operations/source';
import { transcribeOperation } from '../../../shared/operations/transcribe';
import { additionalOption, submissionFields } from '../../parameters/recognition';
import { downloadOption, recordingFields, serverWaitOption } from '../../parameters/recording';
import { createJobWaiting } from '../../request/create';
import { prosa } from '../../vendor';

const job = jobField({ fromItem: true });
const source = vendorSource(prosa, job);

export const transcriptResource: Resource = {
	name: 'Transcript',
	value: 'transcript',
	operations: [
		transcribeOperation(
			prosa,
			{ recording: recordingFields, parameters: submissionFields },
			createJobWaiting,
			[additionalOption, downloadOption, reuseOption, serverWaitOption],
		),
		getTranscriptOperation(prosa, job),
		getCaptionsOperation(source),
		searchWordsOperation(source),
	],
	defaultOperation: 'transcribe',
};
