import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { ItemOperation } from '../execution/operation';
import { optionsField } from '../execution/requestOptions';
import type { ItemContext } from '../execution/runItems';
import { fieldError, readNumberOption, readOptions, type NumberOption } from '../fields/parameters';
import type { JobVendor, SynchronousVendor, Vendor } from '../jobs/vendor';
import { parseTerms, searchTranscript, type SearchOptions } from '../search';
import { isVendorChosen } from './alternatives';
import { redactionOptions } from './redaction';
import { sourceFields, transcriptOf } from './source';

const termsField: INodeProperties = {
	displayName: 'Terms',
	name: 'terms',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	required: true,
	placeholder: 'e.g. refund',
	hint: 'One word or phrase per line',
	description: 'Words, numbers or phrases of any length, one per line. Case and punctuation are ignored.',
};

const contextWordsOption: NumberOption = {
	displayName: 'Context Words',
	name: 'contextWords',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 100 },
	default: 5,
	description: 'Number of context words to return before and after each match',
};

const searchOptions: INodeProperties[] = [
	{
		displayName: 'Across Speakers',
		name: 'acrossSpeakers',
		type: 'boolean',
		default: true,
		description: 'Whether a phrase may start with one speaker and end with the next',
	},
	contextWordsOption,
	{
		displayName: 'Ignore Accents',
		name: 'ignoreAccents',
		type: 'boolean',
		default: false,
		description: 'Whether to ignore accents, e.g. match é with e',
	},
	{
		displayName: 'Partial Words',
		name: 'partialWords',
		type: 'boolean',
		default: false,
		description: 'Whether to match parts of words, e.g. find "transcription" with "script"',
	},
	{
		displayName: 'Split Results',
		name: 'split',
		type: 'options',
		options: [
			{ name: 'One Item per Match', value: 'hit' },
			{ name: 'One Item per Term', value: 'term' },
		],
		default: 'term',
		description: 'How to split the results into items',
	},
];

/** An item with the matches of one term. */
const foundSchema = z.object({
	jobId: z.string(),
	term: z.string(),
	count: z.number(),
	hits: z.array(
		z.object({
			start: z.number(),
			end: z.number(),
			speaker: z.string().nullable(),
			channel: z.string().nullable(),
			wordIndexes: z.object({ from: z.number(), to: z.number() }),
			text: z.string(),
			before: z.string(),
			after: z.string(),
		}),
	),
});

/** A vendor's own search. */
export interface VendorSearch {
	/** The option that chooses it, see `implementationOption`. */
	choice: INodeProperties;
	fetch(call: ItemContext, terms: string[]): Promise<IDataObject>;
}

/**
 * Transcript: Search Words, in the words of the transcript.
 * @param own the vendor's search, which the user can choose instead
 */
export function searchWordsOperation(
	vendor: JobVendor,
	jobField: INodeProperties,
	own?: VendorSearch,
): ItemOperation;
export function searchWordsOperation(vendor: SynchronousVendor): ItemOperation;
export function searchWordsOperation(
	vendor: Vendor,
	jobField?: INodeProperties,
	own?: VendorSearch,
): ItemOperation {
	return {
		name: 'Search Words',
		value: 'searchWords',
		description: 'Find words and phrases in a transcript, with count, times and speakers',
		action: 'Search words in a transcript',
		properties: [
			termsField,
			...sourceFields(jobField),
			optionsField([...searchOptions, ...redactionOptions(vendor, true), ...(own ? [own.choice] : [])]),
		],
		output: foundSchema,
		execute: async (call) => {
			const terms = readTerms(call);
			const isByVendor =
				own &&
				isVendorChosen(call, {
					choice: own.choice,
					vendorName: vendor.http.displayName,
					vendorOptions: [],
					packageOptions: [...searchOptions, ...redactionOptions(vendor)],
				});
			return isByVendor ? [{ json: await own.fetch(call, terms) }] : await search(vendor, call, terms);
		},
	};
}

function readTerms(call: ItemContext): string[] {
	const value: unknown = call.context.getNodeParameter('terms', call.itemIndex, '');
	const terms = parseTerms(value);
	if (terms.length === 0) {
		throw fieldError(call, 'Terms', 'is required', 'Enter at least one word or phrase, one per line.');
	}
	return terms;
}

async function search(vendor: Vendor, call: ItemContext, terms: string[]): Promise<INodeExecutionData[]> {
	const options = readSearchOptions(call);
	const transcript = await transcriptOf(vendor, call);
	const results = await searchTranscript(transcript, terms, options);
	const { jobId } = transcript;
	if (options.byHit) {
		return results.flatMap(({ term, hits }) => hits.map((hit) => ({ json: { jobId, term, ...hit } })));
	}
	return results.map(({ term, count, hits }) => ({
		json: { jobId, term, count, hits: hits.map((hit) => ({ ...hit })) },
	}));
}

function readSearchOptions(call: ItemContext): Required<SearchOptions> & { byHit: boolean } {
	const options = readOptions(call, 'options', 'Options');
	return {
		ignoreAccents: options.ignoreAccents === true,
		partialWords: options.partialWords === true,
		acrossSpeakers: options.acrossSpeakers !== false,
		contextWords: readNumberOption(call, contextWordsOption, { min: 0, max: 100, whole: true }),
		byHit: options.split === 'hit',
	};
}
