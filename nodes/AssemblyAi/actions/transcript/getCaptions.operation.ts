import { readJobId, readNumberOption, type NumberOption } from '../../../shared/fields/parameters';
import { implementationOption } from '../../../shared/operations/alternatives';
import { getCaptionsOperation } from '../../../shared/operations/getCaptions';
import { clientFor } from '../../../shared/operations/getJob';
import { jobField } from '../../../shared/operations/jobFields';
import { vendorSource } from '../../../shared/operations/source';
import { exportCaptions } from '../../api/api';
import { identity } from '../../api/identity';
import { resultOrFailure } from '../../response/resultOrFailure';
import { assemblyAi } from '../../vendor';

const choice = implementationOption('captionMaker', 'Caption Generator', identity.displayName);

const charactersOption: NumberOption = {
	displayName: 'Characters per Caption',
	name: 'charsPerCaption',
	type: 'number',
	typeOptions: { minValue: 0 },
	displayOptions: { show: { '/transcriptSource': ['job'] } },
	default: 0,
	description: `Maximum length of a caption. Set to 0 for the default of AssemblyAI. Requires "${choice.displayName}" to be "AssemblyAI".`,
};

export const captionsOperation = getCaptionsOperation(
	vendorSource(assemblyAi, jobField({ fromItem: true })),
	{
		vendorName: identity.displayName,
		choice,
		options: [charactersOption],
		fetch: async (call, format) => {
			const jobId = readJobId(call);
			const limit = readNumberOption(call, charactersOption, { min: 0, whole: true });
			const client = (await clientFor(assemblyAi, call)).forJob(jobId);
			const content = await resultOrFailure(
				client,
				jobId,
				async () => await exportCaptions(client, jobId, format, limit === 0 ? undefined : limit),
			);
			return { vendor: identity.id, jobId, content };
		},
	},
);
