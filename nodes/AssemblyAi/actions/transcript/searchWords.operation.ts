import { wordCount } from '../../../shared/items/conflicts';
import { toItemData } from '../../../shared/items/itemData';
import { fieldError, readJobId } from '../../../shared/items/parameters';
import { jobField } from '../../../shared/jobs/operations/fields';
import { clientFor } from '../../../shared/jobs/operations/single';
import { makerOption, searchWordsOperation } from '../../../shared/transcript/operations/search';
import { searchWords } from '../../api';
import { assemblyAi } from '../../vendor';

/** API reference, «Word search». */
const MOST_WORDS = 5;

export const searchOperation = searchWordsOperation(assemblyAi, jobField({ fromItem: true }), {
	options: [makerOption('searchMaker', 'Search', 'AssemblyAI')],
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
