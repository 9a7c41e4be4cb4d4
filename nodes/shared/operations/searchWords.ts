import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { ItemOperation } from '../execution/operation';
import { optionsField } from '../execution/requestOptions';
import type { ItemContext } from '../execution/runItems';
import { checkField, fieldError, readOptions } from '../fields/parameters';
import type { Vendor } from '../jobs/vendor';
import { parseTerms, searchTranscript, type SearchOptions } from '../search';
import { isVendorChosen } from './alternatives';
import { sourceFields, transcriptOf } from './source';

export const termsField: INodeProperties = {
	displayName: 'Terms',
	name: 'terms',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	required: true,
	placeholder: 'e.g. refund',
	hint: 'One word or phrase a line',
	description:
		'Words, numbers or phrases of any length, one a line. Capital letters and punctuation make no difference.',
};

const searchOptions: INodeProperties[] = [
	{
		displayName: 'Across Speakers',
		name: 'acrossSpeakers',
		type: 'boolean',
		default: true,
		description: 'Whether a phrase may begin with one speaker and end with the next',
	},
	{
		displayName: 'Context Words',
		name: 'contextWords',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: 5,
		description: 'How many words before and after each hit are given with it',
	},
	{
		displayName: 'Ignore Accents',
		name: 'ignoreAccents',
		type: 'boolean',
		default: false,
		description: 'Whether é counts as e and the like',
	},
	{
		displayName: 'Parts of Words',
		name: 'partialWords',
		type: 'boolean',
		default: false,
		description: 'Whether «script» also finds «transcription»',
	},
	{
		displayName: 'Split Results',
		name: 'split',
		type: 'options',
		options: [
			{ name: 'One Item per Hit', value: 'hit' },
			{ name: 'One Item per Term', value: 'term' },
		],
		default: 'term',
	},
];

/** An item with what was found of one term. */
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

/** A vendor's own search, where it has one. */
export interface VendorSearch {
	/** The option that chooses it, see `makerOption`. */
	choice: INodeProperties;
	fetch(call: ItemContext, terms: string[]): Promise<IDataObject>;
}

/** Transcript: Search Words, here on the transcript, or by the vendor where it offers that. */
export function searchWordsOperation(
	vendor: Vendor,
	job: INodeProperties,
	own?: VendorSearch,
): ItemOperation {
	return {
		name: 'Search Words',
		value: 'searchWords',
		description: 'Find words and phrases in a transcript: how often, when, and who said them',
		action: 'Search words in a transcript',
		properties: [
			termsField,
			...sourceFields(job),
			optionsField([...searchOptions, ...(own ? [own.choice] : [])]),
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
					packageOptions: searchOptions,
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
	const set = readOptions(call, 'options', 'Options');
	const words = z.coerce.number().int().min(0).max(100);
	return {
		ignoreAccents: set.ignoreAccents === true,
		partialWords: set.partialWords === true,
		acrossSpeakers: set.acrossSpeakers !== false,
		contextWords: checkField(call, 'Context Words', words, set.contextWords ?? 5),
		byHit: set.split === 'hit',
	};
}

/** The switch between our search or captions and the vendor's own, an option. */
export function makerOption(name: string, what: string, vendorName: string): INodeProperties {
	return {
		displayName: `${what} Made By`,
		name,
		type: 'options',
		displayOptions: { show: { '/transcriptSource': ['job'] } },
		options: [
			{ name: vendorName, value: 'vendor', description: 'As the vendor gives it' },
			{ name: 'This Package', value: 'package', description: 'With all options' },
		],
		default: 'package',
		description: 'Where this option is left out, this package does it',
	};
}
