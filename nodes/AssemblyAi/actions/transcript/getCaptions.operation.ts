import { z } from 'zod/v4';

import { checkField, readJobId, readOptions } from '../../../shared/fields/parameters';
import { implementationOption } from '../../../shared/operations/alternatives';
import { getCaptionsOperation } from '../../../shared/operations/getCaptions';
import { clientFor } from '../../../shared/operations/getJob';
import { jobField } from '../../../shared/operations/jobFields';
import { exportCaptions } from '../../api/api';
import { identity } from '../../api/identity';
import { assemblyAi } from '../../vendor';

const charactersSchema = z.coerce.number().int().min(0);

const choice = implementationOption('captionMaker', 'Caption Generator', identity.displayName);

export const captionsOperation = getCaptionsOperation(assemblyAi, jobField({ fromItem: true }), {
	choice,
	options: [
		{
			displayName: 'Characters per Caption',
			name: 'charsPerCaption',
			type: 'number',
			typeOptions: { minValue: 0 },
			displayOptions: { show: { '/transcriptSource': ['job'] } },
			default: 0,
			description: `Maximum length of a caption. Set to 0 for the default of AssemblyAI. Requires "${choice.displayName}" to be "AssemblyAI".`,
		},
	],
	fetch: async (call, format) => {
		const jobId = readJobId(call);
		const { charsPerCaption = 0 } = readOptions(call, 'options', 'Options');
		const limit = checkField(call, 'Characters per Caption', charactersSchema, charsPerCaption);
		const client = (await clientFor(assemblyAi, call)).forJob(jobId);
		const content = await exportCaptions(client, jobId, format, limit === 0 ? undefined : limit);
		return { vendor: identity.id, jobId, content };
	},
});
