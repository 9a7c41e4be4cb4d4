import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import { chunk } from '../../shared/chunks/chunk';
import type { ItemOperation } from '../../shared/execution/operation';
import type { ItemContext } from '../../shared/execution/runItems';
import { booleanField, numberField } from '../../shared/fields/define';
import {
	checkWebAddress,
	fieldError,
	optionLabel,
	readBoolean,
	readNumber,
	readNumberOption,
	readText,
	type NumberOption,
} from '../../shared/fields/parameters';
import { importSource } from '../source';

const SIZE = { min: 100, max: 100_000, whole: true };

const sizeField = numberField(
	'chunkSize',
	'Chunk Size',
	'Maximum number of characters of a chunk. Turns stay whole where they fit.',
	{ minValue: SIZE.min, maxValue: SIZE.max, numberPrecision: 0 },
	1000,
);

const overlapOption: NumberOption = {
	...numberField(
		'overlap',
		'Overlap',
		'Maximum number of characters that a chunk repeats from the previous one, in whole turns. Default: 0.',
		{ minValue: 0, maxValue: SIZE.max, numberPrecision: 0 },
		0,
	),
	default: 0,
};

const urlOption: INodeProperties = {
	displayName: 'Recording URL',
	name: 'recordingUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/call.mp3',
	description: 'URL of the recording. Each chunk then has a link that plays it from the start of the chunk.',
};

const speakersOption = booleanField(
	'includeSpeakers',
	'Include Speakers',
	'Whether each turn in the text begins with its speaker. Default: on.',
);

const chunkSchema = z.lazy(() =>
	z.object({
		recording: z.string().nullable(),
		jobId: z.string(),
		chunk: z.number(),
		chunks: z.number(),
		text: z.string(),
		speakers: z.array(z.string()),
		start: z.number(),
		end: z.number(),
	}),
);

/** Transcript: Chunk. */
export const chunkOperation: ItemOperation = {
	name: 'Chunk',
	value: 'chunk',
	description:
		'Split a transcript into passages with speakers and times, for a vector store or a language model',
	action: 'Chunk a transcript',
	properties: [
		...importSource.fields,
		sizeField,
		importSource.optionsField([overlapOption, speakersOption, urlOption]),
	],
	output: chunkSchema,
	execute: async (call) => {
		const size = readNumber(call, sizeField.name, sizeField.displayName, SIZE);
		const overlap = readNumberOption(call, overlapOption, { min: 0, whole: true });
		if (overlap > size / 2) {
			throw fieldError(
				call,
				optionLabel(overlapOption),
				`must be at most half of "${sizeField.displayName}", which is ${size}`,
			);
		}
		const speakers = readBoolean(call, `options.${speakersOption.name}`, optionLabel(speakersOption), true);
		const url = recordingUrl(call);
		const transcript = await importSource.read(call, { words: false });
		const chunks = await chunk(transcript, { size, overlap, speakers });
		const { recording = null, jobId } = transcript;
		const origin = { recording, jobId };
		return chunks.map((each, index) => ({
			json: {
				...origin,
				chunk: index + 1,
				chunks: chunks.length,
				...each,
				...(url === undefined ? {} : { link: linkTo(url, each.start, each.end) }),
			},
		}));
	},
};

/** @throws NodeOperationError for text that is not a web address */
function recordingUrl(call: ItemContext): string | undefined {
	const label = optionLabel(urlOption);
	const url = readText(call, `options.${urlOption.name}`, label, '').trim();
	return url === '' ? undefined : checkWebAddress(call, label, url);
}

/** A media fragment (W3C Media Fragments URI 1.0, section 4.2.1). */
function linkTo(recording: string, start: number, end: number): string {
	const url = new URL(recording);
	url.hash = `t=${start},${end}`;
	return url.href;
}
