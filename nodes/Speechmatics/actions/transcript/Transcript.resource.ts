import type { Resource } from '../../../shared/execution/operation';
import { reuseOption } from '../../../shared/jobs/reuse';
import { getTranscriptOperation } from '../../../shared/operations/getTranscript';
import { jobField } from '../../../shared/operations/jobFields';
import { searchWordsOperation } from '../../../shared/operations/searchWords';
import { vendorSource } from '../../../shared/operations/source';
import { transcribeOperation } from '../../../shared/operations/transcribe';
import { createTranscription } from '../../request/create';
import { onPremisesOptions } from '../../request/createSettings';
import { jobConfigOption, jobFields } from '../../request/jobConfig';
import { recordingFields } from '../../request/recording';
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
			{ recording: recordingFields, parameters: jobFields('transcription') },
			createTranscription,
			[...onPremisesOptions, jobConfigOption, reuseOption],
		),
		getTranscriptOperation(speechmatics, jobField({ fromItem: true }), vendorOutputs),
		getAlignmentOperation,
		captionsOperation,
		searchWordsOperation(vendorSource(speechmatics, jobField({ fromItem: true }))),
	],
	defaultOperation: 'transcribe',
};
