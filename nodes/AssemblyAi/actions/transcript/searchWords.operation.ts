import { toItemData } from '../../../shared/execution/toItemData';
import { wordCount } from '../../../shared/fields/exclusions';
import { fieldError, readJobId } from '../../../shared/fields/parameters';
import { implementationOption } from '../../../shared/operations/alternatives';
import { clientFor } from '../../../shared/operations/getJob';
import { jobField } from '../../../shared/operations/jobFields';
import { searchWordsOperation } from '../../../shared/operations/searchWords';
import { vendorSource } from '../../../shared/operations/source';
import { distinctTerms, parseQuery } from '../../../shared/search';
import { searchWords } from '../../api/api';
import { identity } from '../../api/identity';
import { resultOrFailure } from '../../response/resultOrFailure';
import { assemblyAi } from '../../vendor';

/** API reference, section "Word search". */
export const MOST_WORDS = 5;

const choice = implementationOption('searchMaker', 'Search Engine', identity.displayName);

export const searchOperation = searchWordsOperation(vendorSource(assemblyAi, jobField({ fromItem: true })), {
	vendorName: identity.displayName,
	choice,
	fetch: async (call, given) => {
		const operator = given.find((term) => parseQuery(term).kind !== 'phrase' || term.includes('*'));
		if (operator !== undefined) {
			throw fieldError(
				call,
				'Terms',
				`must not contain operators if "${choice.displayName}" is "${identity.displayName}"`,
				`Set it to "This Package", which understands "${operator.slice(0, 100)}".`,
			);
		}
		const terms = distinctTerms(given, { ignoreQuotes: true });
		const jobId = readJobId(call);
		const withComma = terms.find((term) => term.includes(','));
		if (withComma !== undefined) {
			throw fieldError(
				call,
				'Terms',
				`must not contain commas if "${choice.displayName}" is "${identity.displayName}"`,
				`Set it to "This Package", which also finds "${withComma.slice(0, 100)}".`,
			);
		}
		const long = terms.find((term) => wordCount(term) > MOST_WORDS);
		if (long !== undefined) {
			throw fieldError(
				call,
				'Terms',
				`must have at most ${MOST_WORDS} words each if "${choice.displayName}" is "${identity.displayName}"`,
				`Set it to "This Package", which also finds "${long.slice(0, 100)}".`,
			);
		}
		const client = (await clientFor(assemblyAi, call)).forJob(jobId);
		return toItemData(
			await resultOrFailure(client, jobId, async () => await searchWords(client, jobId, terms)),
		);
	},
});
