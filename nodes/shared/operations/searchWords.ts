import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import { mapYielding } from '../core/eventLoop';
import { messageOf } from '../core/messageOf';
import type { ItemOperation } from '../execution/operation';
import type { ItemContext } from '../execution/runItems';
import { fieldError, readEnum } from '../fields/parameters';
import { hideWhen } from '../fields/showWhen';
import { isToolExecution } from '../n8n/versions';
import {
	distinctTerms,
	hasHits,
	parseQuery,
	parseTerms,
	QuerySyntaxError,
	searchTranscript,
	type Query,
	type SearchResult,
} from '../search';
import { isVendorChosen } from './alternatives';
import { MATCH_FILES, matchFileItem, matchFileOptions, readMatchFile } from './matchFile';
import { readSearchOptions, searchOptions } from './searchOptions';
import type { TranscriptSource } from './source';

const termsField: INodeProperties = {
	displayName: 'Terms',
	name: 'terms',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	required: true,
	placeholder: 'e.g. refund',
	hint: 'One phrase per line, or operators, e.g. education NOT experts, refund OR "money back", refund NEAR/5 invoice, school*',
	description:
		'Words, numbers or phrases of any length, one per line. Case and punctuation are ignored. Terms may contain "quotes", AND, OR, NOT or a leading -, NEAR/n, * and parentheses.',
};

const packageOptions: readonly INodeProperties[] = [
	...searchOptions.map((option) =>
		option.name === 'split' ? hideWhen({ matchFile: MATCH_FILES }, option) : option,
	),
	...matchFileOptions,
];

/** An item with one match. */
const foundSchema = z.lazy(() =>
	z.object({
		jobId: z.string(),
		recording: z.string().nullable(),
		term: z.string(),
		speaker: z.string().nullable(),
		channel: z.string().nullable(),
		start: z.number(),
		end: z.number(),
		before: z.string(),
		text: z.string(),
		after: z.string(),
		confidence: z.number().nullable(),
		match: z.enum(['exact', 'inflection', 'soundsLike', 'fuzzy']),
		wordIndexes: z.object({ from: z.number(), to: z.number() }),
	}),
);

/** A vendor's own search. */
export interface VendorSearch {
	vendorName: string;
	/** The option that chooses it, see `implementationOption`. */
	choice: INodeProperties;
	fetch(call: ItemContext, terms: string[]): Promise<IDataObject>;
}

/**
 * Transcript: Search Words, in the words of the transcript.
 * @param own the vendor's search, which the user can choose instead
 */
export function searchWordsOperation(source: TranscriptSource, own?: VendorSearch): ItemOperation {
	return {
		name: 'Search Words',
		value: 'searchWords',
		description: 'Find words and phrases in a transcript, with times, speakers and context',
		action: 'Search words in a transcript',
		properties: [
			termsField,
			...source.fields,
			source.optionsField([...packageOptions, ...(own ? [own.choice] : [])]),
		],
		output: foundSchema,
		execute: async (call) => {
			const terms = readTerms(call);
			for (const term of terms) queryOf(call, term);
			const isByVendor =
				own &&
				isVendorChosen(call, {
					choice: own.choice,
					vendorName: own.vendorName,
					vendorOptions: [],
					packageOptions: [...packageOptions, ...source.options],
				});
			return isByVendor ? [{ json: await own.fetch(call, terms) }] : await search(source, call, terms);
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

type Split = (typeof SPLITS)[number];

const SPLITS = ['hit', 'term', 'transcript'] as const;

async function search(
	source: TranscriptSource,
	call: ItemContext,
	terms: string[],
): Promise<INodeExecutionData[]> {
	const file = readMatchFile(call);
	const split = file === undefined ? readSplit(call) : 'hit';
	checkTerms(call, terms, split);
	const options = readSearchOptions(call);
	const transcript = await source.read(call);
	const results = await searchTranscript(transcript, distinctTerms(terms, options), options);
	if (file !== undefined) return [await matchFileItem(call, file, transcript, results)];
	const { jobId, recording = null } = transcript;
	const origin = { jobId, recording };
	const mostHits = isToolExecution(call.context) && split !== 'hit' ? AGENT_HITS : Infinity;
	const rows = await rowsOf(results, origin, split, mostHits);
	return rows.map((json) => ({ json }));
}

/** Matches of a term that an AI agent receives; `count` is that of all. More would fill its context window. */
const AGENT_HITS = 20;

async function rowsOf(
	results: readonly SearchResult[],
	origin: IDataObject,
	split: Split,
	mostHits: number,
): Promise<IDataObject[]> {
	if (split === 'hit') {
		const rows = await mapYielding(
			results,
			({ term, hits }) => hits.map((hit) => ({ ...origin, term, ...hit })),
			1,
		);
		return rows.flat();
	}
	const terms = await mapYielding(
		results,
		({ hits, ...result }) => ({ ...result, hits: hits.slice(0, mostHits).map((hit) => ({ ...hit })) }),
		1,
	);
	if (split === 'term') return terms.map((result) => ({ ...origin, ...result }));
	const count = results.reduce((sum, result) => sum + result.count, 0);
	return [{ ...origin, count, terms }];
}

/** An agent could not tell an empty result from a failure, so it receives an item for each term. */
function readSplit(call: ItemContext): Split {
	const byDefault = isToolExecution(call.context) ? 'term' : 'hit';
	return readEnum(call, 'options.split', 'Options: Split Results', SPLITS, byDefault);
}

/** @throws NodeOperationError for a term that is not understood, or that can have no matches */
function checkTerms(call: ItemContext, terms: readonly string[], split: Split): void {
	for (const term of terms) {
		const query = queryOf(call, term);
		if (split !== 'hit' || hasHits(query)) continue;
		throw fieldError(
			call,
			'Terms',
			`contains a term that only excludes words, which has no matches: ${shown(term)}`,
			'Add words to find, e.g. education NOT experts, or set "Split Results" to "One Item per Term": its "found" is true if the words do not occur.',
		);
	}
}

function queryOf(call: ItemContext, term: string): Query {
	try {
		return parseQuery(term);
	} catch (error) {
		const hint = error instanceof QuerySyntaxError ? error.hint : undefined;
		throw fieldError(call, 'Terms', `${messageOf(error)}: ${shown(term)}`, hint);
	}
}

function shown(term: string): string {
	return term.length > 100 ? `${term.slice(0, 100)}…` : term;
}
