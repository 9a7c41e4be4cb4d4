import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import { compare, sidesOf, type Comparison, type Side } from '../../shared/compare/compare';
import { differencesOf, renderDifferences } from '../../shared/compare/differences';
import { renderComparison } from '../../shared/compare/page';
import { mergeByVote } from '../../shared/compare/vote';
import { mapYielding } from '../../shared/core/eventLoop';
import { trimmedText } from '../../shared/core/trimmedText';
import type { RunOperation } from '../../shared/execution/operation';
import { enumField, textField } from '../../shared/fields/define';
import { fieldError, optionLabel, readEnum } from '../../shared/fields/parameters';
import { showWhen } from '../../shared/fields/showWhen';
import { FormatError, importTranscript } from '../../shared/formats';
import { isToolExecution } from '../../shared/n8n/versions';
import { fileParts } from '../../shared/operations/getTranscript';
import { fileNameFor, fileOptions } from '../../shared/operations/output';
import type { Transcript } from '../../shared/transcript/model';
import { splitWords, spreadWords } from '../../shared/transcript/words';
import { importSource } from '../source';
import {
	comparingOptions,
	forEachRecording,
	namesOf,
	readComparing,
	type Entry,
	type Group,
} from './comparing';
import { AGENT_ROWS } from './forAgents';

const OUTPUTS = ['scores', 'differences', 'text', 'html'] as const;

const outputField = enumField(
	'output',
	'Output',
	'Format of the output',
	[
		{
			name: 'Differences',
			value: 'differences',
			description: 'One item for each difference, with its time and context',
		},
		{ name: 'HTML Page', value: 'html', description: 'All scores and differences of a recording, as a file' },
		{ name: 'Scores', value: 'scores', description: 'One item for each transcript, with its error rate' },
		{
			name: 'Text',
			value: 'text',
			description: 'One item for each transcript, with its differences marked in the text',
		},
	],
	'scores',
);

const REFERENCES = ['first', 'majority'] as const;

const referenceOption: INodeProperties = enumField(
	'reference',
	'Reference',
	'What the transcripts are compared with. Default: First Item.',
	[
		{ name: 'First Item', value: 'first', description: 'The first input item of the recording' },
		{
			name: 'Majority',
			value: 'majority',
			description: 'What most of the transcripts say; requires at least three to tell which is wrong',
		},
	],
	'first',
);

const referenceTextOption = textField(
	'referenceText',
	'Reference Text',
	'Correct text or captions of the recording, with which every transcript is compared instead',
	'e.g. Good morning, Ada.',
	4,
);

const count = z.number();

const scoresSchema = z.lazy(() =>
	z.object({
		recording: z.string().nullable(),
		reference: z.string(),
		transcript: z.string(),
		vendor: z.string(),
		jobId: z.string(),
		duration: count.nullable(),
		unit: z.enum(['words', 'characters']),
		errorRate: count.nullable(),
		correct: count,
		substitutions: count,
		deletions: count,
		insertions: count,
		referenceLength: count,
		length: count,
		speakerAgreement: count.nullable(),
	}),
);

/** A comparison with the names of both sides. */
interface Result {
	comparison: Comparison;
	referenceName: string;
	name: string;
	entry: Entry;
}

/** Transcript: Compare. */
export const compareOperation: RunOperation = {
	name: 'Compare',
	value: 'compare',
	description:
		'Get the word error rate and the differences between transcripts of a recording, or between a transcript and a text',
	action: 'Compare transcripts',
	properties: [
		...importSource.fields,
		outputField,
		importSource.optionsField([
			...comparingOptions,
			referenceOption,
			referenceTextOption,
			...fileOptions.map((option) => showWhen({ '/output': ['html'] }, option)),
		]),
	],
	output: scoresSchema,
	executeAll: async (context) =>
		await forEachRecording(context, async (group) => await itemsOf(group, await resultsOf(group))),
};

async function resultsOf(group: Group): Promise<Result[]> {
	const [first] = group;
	const options = readComparing(first.options);
	const names = namesOf(group);
	const transcripts = group.map(({ transcript }) => transcript);
	const texts = await Promise.all(group.map(async (entry) => await referenceOf(entry)));
	const given = texts.flatMap((text) => text ?? []);
	const { sides, unit } = await sidesOf([...transcripts, ...given], options);
	const own = sides.slice(0, group.length);
	const references = sides.slice(group.length);
	const shared = given.length > 0 ? undefined : await sharedReference(group, own, options);
	const results: Result[] = [];
	for (const [index, entry] of group.entries()) {
		const other = own[index];
		const hasText = texts[index] !== undefined;
		const reference = hasText ? references.shift() : shared?.side;
		if (!other || !reference || reference === other) continue;
		results.push({
			comparison: await compare(reference, other, unit),
			referenceName: hasText ? 'Reference Text' : (shared?.name ?? ''),
			name: names[index] ?? '',
			entry,
		});
	}
	return results;
}

/** The reference text of an item as a transcript, without times if it has none. */
async function referenceOf({ call, options, transcript }: Entry): Promise<Transcript | undefined> {
	const text = trimmedText(options.referenceText);
	if (text === '') return undefined;
	const [imported] = await Promise.allSettled([importTranscript(text)]);
	if (imported.status === 'fulfilled') return imported.value.transcript;
	if (!(imported.reason instanceof FormatError)) throw imported.reason;
	const { language } = transcript;
	if (splitWords(text, language).length === 0) {
		throw fieldError(call, optionLabel(referenceTextOption), 'contains no words');
	}
	const words = spreadWords(text, 0, 0, { language });
	return { ...transcript, vendor: 'text', jobId: '', text, words, segments: [], insights: {} };
}

/** The side that all transcripts of a recording are compared with, and its name. */
async function sharedReference(
	group: Group,
	sides: readonly Side[],
	options: ReturnType<typeof readComparing>,
): Promise<{ side: Side; name: string } | undefined> {
	const [first] = group;
	const [side] = sides;
	if (
		readEnum(first.call, 'options.reference', optionLabel(referenceOption), REFERENCES, 'first') === 'first'
	) {
		if (group.length < 2) {
			throw fieldError(
				first.call,
				optionLabel(referenceOption),
				'is the only transcript of its recording',
				'Connect a second transcript of the same recording, or set "Reference Text". If the items belong to several recordings, check "Group By".',
			);
		}
		return side && { side, name: namesOf(group)[0] ?? '' };
	}
	if (group.length < 3) {
		throw fieldError(
			first.call,
			optionLabel(referenceOption),
			`requires at least three transcripts of a recording, not ${group.length}`,
			'Set "Reference" to "First Item", or check "Group By".',
		);
	}
	const { transcript } = await mergeByVote(sides, 0);
	const { sides: merged } = await sidesOf([transcript], options);
	return merged[0] && { side: merged[0], name: 'Majority' };
}

async function itemsOf(group: Group, results: readonly Result[]): Promise<INodeExecutionData[]> {
	const [first] = group;
	const output = readEnum(first.call, outputField.name, outputField.displayName, OUTPUTS, 'scores');
	if (output === 'html') return results.length === 0 ? [] : [await pageOf(group, results)];
	const items: INodeExecutionData[][] = [];
	for (const { comparison, entry, ...names } of results) {
		const about = {
			recording: entry.recording,
			reference: names.referenceName,
			transcript: names.name,
		};
		const rows = await rowsOf(comparison, entry, output);
		const pairedItem = { item: entry.call.itemIndex };
		items.push(await mapYielding(rows, (row) => ({ json: { ...about, ...row }, pairedItem })));
	}
	return items.flat();
}

async function rowsOf(
	comparison: Comparison,
	{ call, transcript: { vendor, jobId, duration } }: Entry,
	output: Exclude<(typeof OUTPUTS)[number], 'html'>,
): Promise<readonly object[]> {
	if (output === 'differences') {
		const differences = await differencesOf(comparison);
		return isToolExecution(call.context) ? differences.slice(0, AGENT_ROWS) : differences;
	}
	const scores = { vendor, jobId, duration, ...comparison.scores };
	return output === 'scores' ? [scores] : [{ ...scores, text: await renderDifferences(comparison) }];
}

async function pageOf(group: Group, results: readonly Result[]): Promise<INodeExecutionData> {
	const [first] = group;
	const { settings, prepareBinary } = fileParts(first.call);
	const title = first.recording === null ? 'Comparison of transcripts' : `Transcripts of ${first.recording}`;
	const named = results.map(({ comparison, referenceName, name }) => ({
		...comparison,
		referenceName,
		name,
	}));
	const content = await renderComparison(named, title);
	const fileName = fileNameFor(first.transcript, { fileName: settings.fileName }, 'html');
	const binary = await prepareBinary(Buffer.from(content), fileName, 'text/html');
	const scores = results.map(({ comparison, name }) => ({ transcript: name, ...comparison.scores }));
	return {
		json: { recording: first.recording, reference: results[0]?.referenceName ?? '', scores },
		binary: { [settings.property]: binary },
		pairedItem: group.map(({ call }) => ({ item: call.itemIndex })),
	};
}
