import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Normalization, Unit } from '../../shared/compare/tokens';
import { messageOf } from '../../shared/core/messageOf';
import { trimmedText } from '../../shared/core/trimmedText';
import { readRunSettings } from '../../shared/execution/requestOptions';
import { runItems, type ItemContext } from '../../shared/execution/runItems';
import { enumField, multiEnumField } from '../../shared/fields/define';
import { toList } from '../../shared/fields/group';
import { readOptions } from '../../shared/fields/parameters';
import { recordingName } from '../../shared/operations/recordingName';
import type { Transcript } from '../../shared/transcript/model';
import { importSource } from '../source';

/** The transcript of an input item. */
export interface Entry {
	call: ItemContext;
	transcript: Transcript;
	options: IDataObject;
	/** Name of the recording; `null` if the item does not contain it. */
	recording: string | null;
}

/** The transcripts of one recording, in the order of the items. */
export type Group = readonly [Entry, ...Entry[]];

const ignoreOption = multiEnumField(
	'ignore',
	'Ignore',
	'What does not count as a difference. Default: case, number format and punctuation.',
	[
		{ name: 'Case', value: 'case' },
		{ name: 'Fillers', value: 'fillers', description: 'Hesitation sounds such as "um"' },
		{
			name: 'Number Format',
			value: 'numbers',
			description: '1,000 and 1000; in English also 25 and twenty-five',
		},
		{ name: 'Punctuation', value: 'punctuation' },
	],
);

const unitOption = enumField(
	'unit',
	'Unit',
	'What is compared. Default: automatic.',
	[
		{
			name: 'Automatic',
			value: 'auto',
			description: 'Characters for scripts without spaces, otherwise words',
		},
		{ name: 'Characters', value: 'characters' },
		{ name: 'Words', value: 'words' },
	],
	'auto',
);

const groupOption: INodeProperties = {
	displayName: 'Group By',
	name: 'groupBy',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.recording }}',
	description:
		'Items with the same value belong to the same recording. If omitted, all input items belong to one recording.',
};

/** Options of all operations that compare. */
export const comparingOptions: readonly INodeProperties[] = [
	groupOption,
	{ ...ignoreOption, default: ['case', 'numbers', 'punctuation'] },
	unitOption,
];

/** The values of `Ignore` and `Unit`. */
export function readComparing({ ignore, unit }: IDataObject): {
	ignore: Normalization;
	unit: Unit | undefined;
} {
	const ignored = ignore === undefined ? ['case', 'numbers', 'punctuation'] : toList(ignore);
	return {
		ignore: {
			case: ignored.includes('case'),
			punctuation: ignored.includes('punctuation'),
			numbers: ignored.includes('numbers'),
			fillers: ignored.includes('fillers'),
		},
		unit: unit === 'words' || unit === 'characters' ? unit : undefined,
	};
}

/**
 * Reads the transcripts of all items and runs `work` once for each recording. Its items are paired with the input items
 * that they name.
 * @throws NodeOperationError
 */
export async function forEachRecording(
	context: IExecuteFunctions,
	work: (group: Group) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	const entries = new Map<number, Entry>();
	const failed = await runItems(context, readRunSettings(context), async (call) => {
		const transcript = await importSource.read(call);
		const options = readOptions(call, 'options', 'Options');
		entries.set(call.itemIndex, { call, transcript, options, recording: recordingName(call) });
		return [];
	});
	const groups = new Map<string, [Entry, ...Entry[]]>();
	for (const [, entry] of [...entries].sort(([a], [b]) => a - b)) {
		const key = trimmedText(entry.options.groupBy);
		const group = groups.get(key);
		if (group) group.push(entry);
		else groups.set(key, [entry]);
	}
	const results: INodeExecutionData[][] = [];
	for (const group of groups.values()) {
		const [result] = await Promise.allSettled([work(group)]);
		if (result.status === 'fulfilled') results.push(result.value);
		else if (context.continueOnFail()) results.push([failedGroup(group, result.reason)]);
		else throw result.reason;
	}
	return [...results, failed].flat();
}

/** The item of a recording that could not be compared, if the node continues on errors. */
function failedGroup(group: Group, reason: unknown): INodeExecutionData {
	const [{ recording, call }] = group;
	const error = messageOf(reason);
	const isErrorOutput = call.context.getNode().onError === 'continueErrorOutput';
	return { json: isErrorOutput ? { error } : { recording, error }, pairedItem: { item: call.itemIndex } };
}

/** Names of the transcripts of a group: the vendor, with the job ID or a number where a vendor occurs again. */
export function namesOf(group: Group): string[] {
	const counts = new Map<string, number>();
	for (const { transcript } of group) counts.set(transcript.vendor, (counts.get(transcript.vendor) ?? 0) + 1);
	const seen = new Map<string, number>();
	return group.map(({ transcript: { vendor, jobId } }) => {
		if ((counts.get(vendor) ?? 0) < 2) return vendor;
		const number = (seen.get(vendor) ?? 0) + 1;
		seen.set(vendor, number);
		return jobId === '' ? `${vendor} ${number}` : `${vendor} ${jobId}`;
	});
}
