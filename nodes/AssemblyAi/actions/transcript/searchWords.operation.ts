import { toItemData } from '../../../shared/execution/toItemData';
import { wordCount } from '../../../shared/fields/exclusions';
import { fieldError, readJobId } from '../../../shared/fields/parameters';
import { clientFor } from '../../../shared/operations/getJob';
import { jobField } from '../../../shared/operations/jobFields';
import { makerOption, searchWordsOperation } from '../../../shared/operations/searchWords';
import { searchWords } from '../../api/api';
import { identity } from '../../api/identity';
import { assemblyAi } from '../../vendor';

/** API reference, «Word search». */
const MOST_WORDS = 5;

export const searchOperation = searchWordsOperation(assemblyAi, jobField({ fromItem: true }), {
	options: [makerOption('searchMaker', 'Search', identity.displayName)],
	fetch: async (call, terms) => {
		const jobId = readJobId(call);
		const withComma = terms.find((term) => term.includes(','));
		if (withComma !== undefined) {
			throw fieldError(
				call,
				'Terms',
				`AssemblyAI’s search would take «${withComma}» as several terms, because of the comma`,
				'Choose «This Package» under «Search Made By», which finds it as it is.',
			);
		}
		const long = terms.find((term) => wordCount(term) > MOST_WORDS);
		if (long !== undefined) {
			throw fieldError(
				call,
				'Terms',
				`AssemblyAI’s search takes phrases of up to five words, and «${long.slice(0, 100)}» has more`,
				'Choose «This Package» under «Search Made By», which finds phrases of any length.',
			);
		}
		const client = (await clientFor(assemblyAi, call)).forJob(jobId);
		return toItemData(await searchWords(client, jobId, terms));
	},
});
