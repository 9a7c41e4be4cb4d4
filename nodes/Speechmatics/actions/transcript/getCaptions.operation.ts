import { fieldError, readJobId } from '../../../shared/items/parameters';
import { jobField } from '../../../shared/jobs/operations/fields';
import { clientFor } from '../../../shared/jobs/operations/single';
import { getCaptionsOperation } from '../../../shared/transcript/operations/captions';
import { makerOption } from '../../../shared/transcript/operations/search';
import { getTranscriptText } from '../../api';
import { speechmatics } from '../../vendor';

const MAKER = 'Captions';

export const captionsOperation = getCaptionsOperation(speechmatics, jobField({ fromItem: true }), {
	options: [makerOption('captionMaker', MAKER, 'Speechmatics')],
	fetch: async (call, format) => {
		const jobId = readJobId(call);
		if (format !== 'srt') {
			throw fieldError(
				call,
				`${MAKER} Made By`,
				'Speechmatics makes SRT only',
				'Choose the format «SRT», or «This Package».',
			);
		}
		const client = (await clientFor(speechmatics, call)).forJob(jobId);
		return { jobId, content: await getTranscriptText(client, jobId, 'srt') };
	},
});
