import type { ItemOperation } from '../../../shared/execution/operation';
import { propertiesOf } from '../../../shared/fields/mapped';
import type { SynchronousVendor } from '../../../shared/jobs/vendor';
import { transcribeNowOperation } from '../../../shared/operations/transcribeSynchronously';
import { syncHttp } from '../../api/sync';
import { shortGroups, shortRecordingFields } from '../../parameters/short';
import { readShortRequest, shortAdditionalOption } from '../../request/short';
import { sessionId, toShortTranscript } from '../../response/short';

/** The Sync API as the shared operations use it: it stores nothing that could be fetched later. */
const assemblyAiSync: SynchronousVendor = {
	http: syncHttp,
	requestId: sessionId,
	toTranscript: toShortTranscript,
};

/** The languages and formats of the Sync API are fewer than those of jobs, so it has an operation of its own. */
export const transcribeShortOperation: ItemOperation = {
	...transcribeNowOperation(
		assemblyAiSync,
		{
			recording: shortRecordingFields,
			parameters: propertiesOf(shortGroups),
			options: [shortAdditionalOption],
		},
		readShortRequest,
	),
	name: 'Transcribe Short Audio',
	value: 'transcribeShort',
	description: 'Transcribe a WAV file of up to 120 seconds in a single request, without a job',
	action: 'Transcribe a short recording',
};
