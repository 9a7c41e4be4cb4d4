import { onlyWhen } from '../../../shared/node/describe';
import { readJobId, readNumber } from '../../../shared/items/parameters';
import { jobField } from '../../../shared/jobs/operations/fields';
import { clientFor } from '../../../shared/jobs/operations/single';
import { getCaptionsOperation } from '../../../shared/transcript/operations/captions';
import { makerField } from '../../../shared/transcript/operations/search';
import { exportCaptions } from '../../api';
import { assemblyAi } from '../../vendor';

export const captionsOperation = getCaptionsOperation(assemblyAi, jobField({ fromItem: true }), {
	fields: [
		makerField('captionMaker', 'Captions', 'AssemblyAI'),
		onlyWhen(
			{ captionMaker: ['vendor'], transcriptSource: ['job'] },
			{
				displayName: 'Characters per Caption',
				name: 'charsPerCaption',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'Longest caption; 0 leaves it to AssemblyAI',
			},
		),
	],
	fetch: async (call, format) => {
		const jobId = readJobId(call);
		const limit = readNumber(call, 'charsPerCaption', 'Characters per Caption', { min: 0 });
		const client = (await clientFor(assemblyAi, call)).forJob(jobId);
		return { jobId, content: await exportCaptions(client, jobId, format, limit === 0 ? undefined : limit) };
	},
});
