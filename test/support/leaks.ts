import fc from 'fast-check';

import { buildCues, toSrt, toVtt } from '../../nodes/shared/captions';
import { renderOutput } from '../../nodes/shared/operations/output';
import { searchTranscript } from '../../nodes/shared/search';
import type { Transcript } from '../../nodes/shared/transcript/model';

const PLAIN =
	'good morning I would like to move my appointment and pay the open bill of course thank you very much';

/** A word of a sentence, with the kind of personal data that it is, if any. */
export interface Said {
	text: string;
	secret?: 'person_name' | 'phone_number' | 'date_of_birth';
}

const plain = fc.constantFrom(...PLAIN.split(' ')).map((text): Said[] => [{ text }]);
const letters = (min: number, max: number) =>
	fc.string({ unit: fc.constantFrom(...Array.from('bcdfghjklmnpqrstvwz')), minLength: min, maxLength: max });
const name = fc
	.tuple(letters(4, 7), letters(4, 7))
	.map(([first, last]): Said[] =>
		[`X${first}`, `Q${last}`].map((text) => ({ text, secret: 'person_name' as const })),
	);
const phone = fc
	.integer({ min: 10_000_000, max: 99_999_999 })
	.map((digits): Said[] => [{ text: `0${digits}`, secret: 'phone_number' }]);
const date = fc
	.tuple(fc.integer({ min: 1, max: 31 }), letters(5, 8), fc.integer({ min: 1900, max: 1999 }))
	.map(([day, month, year]): Said[] =>
		[`${day}th`, `Z${month}`, `${year}.`].map((text) => ({ text, secret: 'date_of_birth' as const })),
	);

/** Sentences with planted names, telephone numbers and dates of birth. */
export const sentences = fc.array(
	fc
		.array(
			fc.oneof(
				{ weight: 6, arbitrary: plain },
				{ weight: 1, arbitrary: name },
				{ weight: 1, arbitrary: phone },
				{ weight: 1, arbitrary: date },
			),
			{ minLength: 1, maxLength: 12 },
		)
		.map((parts) => parts.flat()),
	{ minLength: 1, maxLength: 5 },
);

export const textOf = (words: readonly Said[]) => words.map(({ text }) => text).join(' ');

/** The planted words, without punctuation. */
export function secretsIn(said: ReadonlyArray<readonly Said[]>): string[] {
	return said.flat().flatMap(({ text, secret }) => (secret ? [text.replace(/\W/g, '')] : []));
}

/** Every output of a transcript as text: all formats, the files, captions, and a search for each secret. */
async function allOutputs(transcript: Transcript, secrets: readonly string[]): Promise<string[]> {
	const cues = await buildCues(transcript, {});
	const outputs: string[] = [JSON.stringify(transcript), JSON.stringify(cues), toSrt(cues), toVtt(cues)];
	for (const output of ['text', 'dialogue', 'markdown', 'html'] as const) {
		const settings = { asFile: true, property: 'data', fileName: '', title: '' };
		const item = await renderOutput({ transcript, raw: {} }, output, settings, async (data, fileName) => {
			outputs.push(data.toString(), fileName);
			return await Promise.resolve({ data: '', mimeType: '' });
		});
		outputs.push(JSON.stringify(item.json));
	}
	for (const { hits } of await searchTranscript(transcript, [...secrets], { partialWords: true })) {
		outputs.push(...hits.map(({ text, before, after }) => `${before} ${text} ${after}`));
	}
	return outputs;
}

/** The secrets that any output contains. */
export async function leaksOf(transcript: Transcript, secrets: readonly string[]): Promise<string[]> {
	const all = (await allOutputs(transcript, secrets)).join('\n').toLowerCase();
	return secrets.filter((secret) => new RegExp(`(?<![a-z0-9])${secret}(?![a-z0-9])`, 'i').test(all));
}
