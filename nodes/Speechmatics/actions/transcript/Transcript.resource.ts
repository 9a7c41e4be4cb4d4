import { jobField } from '../../../shared/jobs/operations/fields';
import type { Resource } from '../../../shared/node/operation';
import { getTranscriptOperation } from '../../../shared/transcript/operations/get';
import { searchWordsOperation } from '../../../shared/transcript/operations/search';
import { transcribeOperation } from '../../../shared/transcript/operations/transcribe';
import { createOptions, createTranscription } from '../../create';
import { jobConfigOption, jobFields, transcriptionFields } from '../../request';
import { recordingFields } from '../../sources';
import { speechmatics } from '../../vendor';
import { getAlignmentOperation } from './getAlignment.operation';
import { captionsOperation } from './getCaptions.operation';
import { vendorOutputs } from './vendorOutputs';

export const transcriptResource: Resource = {
	name: 'Transcript',
	value: 'transcript',
	operations: [
		transcribeOperation(
			speechmatics,
			{ recording: recordingFields, parameters: [...transcriptionFields, ...jobFields] },
			createTranscription,
			[...createOptions, jobConfigOption],
		),
		getTranscriptOperation(speechmatics, jobField({ fromItem: true }), vendorOutputs),
		getAlignmentOperation,
		captionsOperation,
		searchWordsOperation(speechmatics, jobField({ fromItem: true })),
	],
	defaultOperation: 'transcribe',
};
