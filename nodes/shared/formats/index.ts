import { isJsonObject, isRecord, type JsonObject } from '../core/json';
import { parseLongJson } from '../core/longJson';
import { oneLine } from '../core/oneLine';
import { shortened } from '../core/shortened';
import { SchemaMismatchError } from '../transcript/check';
import type { Transcript } from '../transcript/model';
import { readTranscript, type TranscriptNeeds } from '../transcript/read';
import { aws } from './aws';
import { azure } from './azure';
import { deepgram } from './deepgram';
import { elevenLabs } from './elevenLabs';
import { FormatError, type JsonFormat, type TextFormat } from './format';
import { gladia } from './gladia';
import { google } from './google';
import { soniox } from './soniox';
import { subRip, webVtt } from './subtitles';
import { timecodedText } from './timecodedText';
import { ttml } from './ttml';
import { whisper, whisperCpp } from './whisper';

export { FormatError } from './format';

/** A transcript of this package. */
const own: JsonFormat = {
	id: 'transcript',
	name: 'Transcript of This Package',
	recognizes: (value) => 'vendor' in value && 'jobId' in value && Array.isArray(value.segments),
	read: readTranscript,
};

/** In the order in which they are recognized: those with members that no other has come first. */
const JSON_FORMATS: readonly JsonFormat[] = [
	own,
	whisperCpp,
	deepgram,
	gladia,
	azure,
	aws,
	google,
	soniox,
	elevenLabs,
	whisper,
];

const TEXT_FORMATS: readonly TextFormat[] = [webVtt, ttml, subRip, timecodedText];

/** The formats that can be imported, by their IDs. */
export const FORMATS: ReadonlyArray<{ id: string; name: string }> = [...JSON_FORMATS, ...TEXT_FORMATS].map(
	({ id, name }) => ({ id, name }),
);

/** An imported transcript and the name of the format it was in. */
export interface Imported {
	transcript: Transcript;
	format: string;
}

/**
 * Reads a transcript of another tool or vendor: an object, JSON text, or the text of a caption file. The format is
 * recognized by the content unless it is given.
 * @param formatId one of `FORMATS`
 * @param needs default: words
 * @throws FormatError that says what was found instead
 * @throws MissingWordsError
 */
export async function importTranscript(
	given: unknown,
	formatId?: string,
	needs?: TranscriptNeeds,
): Promise<Imported> {
	const value = unwrapped(typeof given === 'string' ? await parsed(given) : given);
	if (typeof value === 'string') return await fromText(value, formatId);
	if (isJsonObject(value)) return await fromJson(value, formatId, needs);
	throw new FormatError(`The input is ${describe(value)}, not a transcript. ${knownFormats()}`);
}

/** JSON if the text is JSON; otherwise the text itself. */
async function parsed(text: string): Promise<unknown> {
	if (!/^[\ufeff\s]*[[{]/u.test(text)) return text;
	const [value] = await Promise.allSettled([parseLongJson(text.trim())]);
	return value.status === 'fulfilled' ? value.value : text;
}

/** Some nodes put a response into a list. */
function unwrapped(value: unknown): unknown {
	return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

async function fromJson(
	value: JsonObject,
	formatId: string | undefined,
	needs: TranscriptNeeds | undefined,
): Promise<Imported> {
	const format = JSON_FORMATS.find((each) =>
		formatId === undefined ? each.recognizes(value) : each.id === formatId,
	);
	if (!format) {
		const expected = TEXT_FORMATS.find(({ id }) => id === formatId);
		if (expected) throw new FormatError(`The input is JSON, not ${expected.name}.`);
		if (typeof value.text === 'string' && value.text.trim() !== '') {
			throw new FormatError(
				'The input is text without times. Set the response format to "verbose_json" in the request that transcribes.',
			);
		}
		throw new FormatError(
			`The input is JSON with ${membersIn(value)}, which match no known format. ${knownFormats()}`,
		);
	}
	const [transcript] = await Promise.allSettled([format.read(value, needs)]);
	if (transcript.status === 'fulfilled') return { transcript: transcript.value, format: format.name };
	const reason: unknown = transcript.reason;
	throw reason instanceof SchemaMismatchError
		? new FormatError(`The input is not a transcript of ${format.name}: ${reason.message}.`)
		: reason;
}

async function fromText(text: string, formatId: string | undefined): Promise<Imported> {
	if (text.trim() === '') throw new FormatError('The input is empty.');
	const format = TEXT_FORMATS.find((each) =>
		formatId === undefined ? each.recognizes(text) : each.id === formatId,
	);
	if (format) return { transcript: await format.read(text), format: format.name };
	const expected = JSON_FORMATS.find(({ id }) => id === formatId);
	if (expected) throw new FormatError(`The input is text, but ${expected.name} is JSON.`);
	const start = oneLine(text.trimStart().slice(0, 200));
	throw new FormatError(`The text "${shortened(start, 60)}" has no times. ${knownFormats()}`);
}

function membersIn(value: JsonObject): string {
	const names = Object.keys(value);
	if (names.length === 0) return 'no members';
	const shown = names.slice(0, 8).map((name) => `"${shortened(name, 40)}"`);
	return `the members ${shown.join(', ')}${names.length > shown.length ? ', …' : ''}`;
}

function describe(value: unknown): string {
	if (Array.isArray(value)) return `a list of ${value.length} elements`;
	return value === null || value === undefined ? 'empty' : `a ${isRecord(value) ? 'object' : typeof value}`;
}

function knownFormats(): string {
	return `Known formats: ${FORMATS.map(({ name }) => name).join(', ')}.`;
}
