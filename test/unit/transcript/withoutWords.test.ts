import { FORMATS, importTranscript } from '../../../nodes/shared/formats';
import { SchemaMismatchError } from '../../../nodes/shared/transcript/check';
import { MissingWordsError, readTranscript } from '../../../nodes/shared/transcript/read';
import { renderDialogue } from '../../../nodes/shared/transcript/render/dialogue';
import { segmentsFromWords } from '../../../nodes/shared/transcript/segments';
import { transcriptWithoutWordsSchema, withoutWords } from '../../../nodes/shared/transcript/withoutWords';
import { conversation } from '../../support/captionData';
import { aTranscript } from '../../support/transcripts';

async function spoken(seconds: number) {
	const { words } = conversation({ seconds }, 3);
	return aTranscript(words, { segments: await segmentsFromWords(words), language: 'en' });
}

describe('a transcript without words', () => {
	it('has everything else, and no references to words', async () => {
		const transcript = await spoken(60);
		const short = await withoutWords(transcript);
		expect(Object.keys(short)).toEqual(Object.keys(transcript).filter((name) => name !== 'words'));
		expect(short.segments.length).toBeGreaterThan(3);
		expect(short.segments).toEqual(
			transcript.segments.map(({ speaker, start, end, text }) => ({ speaker, start, end, text })),
		);
	});

	it('has a structure of its own', async () => {
		const transcript = await spoken(10);
		const short = await withoutWords(transcript);
		expect(transcriptWithoutWordsSchema.parse(short)).toEqual(short);
		expect(transcriptWithoutWordsSchema.parse(transcript)).not.toHaveProperty('words');
		expect(transcriptWithoutWordsSchema.safeParse({ ...short, segments: [{ start: 0 }] }).success).toBe(
			false,
		);
	});

	it('leaves the transcript itself as it is', async () => {
		const transcript = await spoken(10);
		const before = structuredClone(transcript);
		await withoutWords(transcript);
		expect(transcript).toEqual(before);
	});

	it('of two hours has at most 300 KB', async () => {
		const transcript = await spoken(7200);
		expect(transcript.words.length).toBeGreaterThan(15_000);
		expect(JSON.stringify(await withoutWords(transcript)).length).toBeLessThan(300_000);
	});

	it('is read for what is made of turns, with estimated times of words', async () => {
		const transcript = await spoken(60);
		const read = await readTranscript(await withoutWords(transcript), { words: false });
		expect(await renderDialogue(read)).toBe(await renderDialogue(transcript));
		expect(read.words.every(({ timing }) => timing === 'estimated')).toBe(true);
		expect(read.segments.at(-1)?.words.to).toBe(read.words.length);
	});

	it('is rejected for what is made of words, by name', async () => {
		const short = await withoutWords(await spoken(10));
		await expect(readTranscript(short)).rejects.toThrow(MissingWordsError);
		await expect(importTranscript(short)).rejects.toThrow(MissingWordsError);
		await expect(importTranscript(JSON.stringify(short), FORMATS[0]?.id)).rejects.toThrow(MissingWordsError);
	});

	it('is imported for what is made of turns', async () => {
		const transcript = await spoken(10);
		const { transcript: read } = await importTranscript(await withoutWords(transcript), undefined, {
			words: false,
		});
		expect(read.text).toBe(transcript.text);
		expect(read.segments.map(({ text }) => text)).toEqual(transcript.segments.map(({ text }) => text));
	});

	it('that is not valid is rejected with the name of the member', async () => {
		const short = await withoutWords(await spoken(10));
		const [first] = short.segments;
		const read = readTranscript({ ...short, segments: [first, { ...first, end: -1 }] }, { words: false });
		await expect(read).rejects.toThrow(SchemaMismatchError);
		await expect(read).rejects.toThrow(/segments\.1\.end/);
	});
});
