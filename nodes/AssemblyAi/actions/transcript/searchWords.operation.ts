import { toItemData } from '../../../shared/execution/toItemData';
import { wordCount } from '../../../shared/fields/exclusions';
import { fieldError, readJobId } from '../../../shared/fields/parameters';
import { clientFor } from '../../../shared/operations/getJob';
import { jobField } from '../../../shared/operations/jobFields';
import { makerOption, searchWordsOperation } from '../../../shared/operations/searchWords';
import { searchWords } from '../../api/api';
import { identity } from '../../api/identity';
import { assemblyAi } from '../../vendor';

/** API reference, section "Word search". */
const MOST_WORDS = 5;

const maker = makerOption('searchMaker', 'Search', identity.displayName);

export const searchOperation = searchWordsOperation(assemblyAi, jobField({ fromItem: true }), {
	options: [maker],
	fetch: async (call, terms) => {
		const jobId = readJobId(call);
		const withComma = terms.find((term) => term.includes(','));
		if (withComma !== undefined) {
			throw fieldError(
				call,
				'Terms',
				`must not contain commas if "${maker.displayName}" is "${identity.displayName}"`,
				`Set it to "This Package", which also finds "${withComma.slice(0, 100)}".`,
			);
		}
		const long = terms.find((term) => wordCount(term) > MOST_WORDS);
		if (long !== undefined) {
			throw fieldError(
				call,
				'Terms',
				`must have at most ${MOST_WORDS} words each if "${maker.displayName}" is "${identity.displayName}"`,
				`Set it to "This Package", which also finds "${long.slice(0, 100)}".`,
			);
		}
		const client = (await clientFor(assemblyAi, call)).forJob(jobId);
		return toItemData(await searchWords(client, jobId, terms));
	},
});
