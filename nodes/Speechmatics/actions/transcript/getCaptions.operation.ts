import { fieldError, readJobId } from '../../../shared/fields/parameters';
import { implementationOption } from '../../../shared/operations/alternatives';
import { getCaptionsOperation } from '../../../shared/operations/getCaptions';
import { clientFor } from '../../../shared/operations/getJob';
import { jobField } from '../../../shared/operations/jobFields';
import { vendorSource } from '../../../shared/operations/source';
import { getTranscriptText } from '../../api/api';
import { identity } from '../../api/identity';
import { resultOrFailure } from '../../response/resultOrFailure';
import { speechmatics } from '../../vendor';

const GENERATOR = 'Caption Generator';

export const captionsOperation = getCaptionsOperation(
	vendorSource(speechmatics, jobField({ fromItem: true })),
	{
		vendorName: identity.displayName,
		choice: implementationOption('captionMaker', GENERATOR, identity.displayName),
		fetch: async (call, format) => {
			const jobId = readJobId(call);
			if (format !== 'srt') {
				throw fieldError(
					call,
					GENERATOR,
					'must be "This Package", because Speechmatics exports SRT only',
					'Change it, or set "Format" to "SubRip (.srt)".',
				);
			}
			const client = (await clientFor(speechmatics, call)).forJob(jobId);
			const content = await resultOrFailure(
				client,
				jobId,
				async () => await getTranscriptText(client, jobId, 'srt'),
			);
			return { vendor: identity.id, jobId, content };
		},
	},
);
