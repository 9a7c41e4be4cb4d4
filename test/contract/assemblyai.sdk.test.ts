import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { AssemblyAI } from 'assemblyai';
import { z } from 'zod/v4';
import { RECORDINGS, startSandbox, type SandboxHandle } from '../support/sandbox';

const DIALOGUE = join(RECORDINGS, 'dialogue-en.mp3');
const POLL = { pollingInterval: 20, pollingTimeout: 20_000 };
const spoken = z
	.object({ words: z.array(z.object({ text: z.string(), start: z.number(), end: z.number() })) })
	.parse(JSON.parse(readFileSync(join(RECORDINGS, 'dialogue-en.json'), 'utf8')))
	.words.filter((word) => word.text !== 'Um,');

let sandbox: SandboxHandle;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => {
	await sandbox.stop();
});
beforeEach(async () => {
	await sandbox.reset();
	await sandbox.speed({ queuedMs: 0, processingMs: 0 });
});

function client(apiKey = 'key-of-project-one'): AssemblyAI {
	return new AssemblyAI({ apiKey, baseUrl: sandbox.vendorUrl('assemblyai') });
}

describe('the official SDK, pointed at the sandbox', () => {
	it('uploads a file, waits and gets its words', async () => {
		await sandbox.speed({ queuedMs: 30, processingMs: 60 });
		const transcript = await client().transcripts.transcribe({ audio: DIALOGUE, speaker_labels: true }, POLL);
		expect(transcript.status).toBe('completed');
		expect(transcript.text).toBe(spoken.map((word) => word.text).join(' '));
		expect(transcript.words?.map(({ text, start, end }) => ({ text, start, end }))).toEqual(
			spoken.map(({ text, start, end }) => ({ text, start, end })),
		);
		expect(transcript.utterances?.map((utterance) => utterance.speaker).join('')).toBe('ABABABAB');
		expect(transcript.audio_duration).toBe(28);
	});

	it.each(['wav', 'flac', 'mp3', 'ogg'])('reads the %s file of the same recording', async (format) => {
		const transcript = await client().transcripts.transcribe(
			{ audio: join(RECORDINGS, `dialogue-en.${format}`) },
			POLL,
		);
		expect(transcript.text).toMatch(/^Good morning, Karoo Dental, this is Nadia speaking\./);
		expect(transcript.audio_duration).toBe(28);
	});

	it('gets a transcript of a URL', async () => {
		const transcript = await client().transcripts.transcribe(
			{ audio: sandbox.recordingUrl('order-id.mp3'), language_detection: true },
			POLL,
		);
		expect(transcript.status).toBe('completed');
		expect(transcript.language_code).toBe('id');
		expect(transcript.text).toMatch(/^Selamat pagi, dengan Ayu/);
	});

	it('uploads a stream completely', async () => {
		const bytes = readFileSync(DIALOGUE);
		const url = await client().files.upload(createReadStream(DIALOGUE));
		expect(url).toMatch(/\/upload\/[0-9a-f]{32}\/[0-9a-f-]{36}$/);
		const [upload] = await sandbox.requests({ path: '/v2/upload' });
		expect(upload?.details).toEqual({
			bytes: bytes.length,
			sha256: createHash('sha256').update(bytes).digest('hex'),
		});
	});

	it('gets the same words for unknown audio every time, over its full duration', async () => {
		const seconds = 90;
		const texts: string[] = [];
		for (let i = 0; i < 2; i++) {
			const transcript = await client().transcripts.transcribe(
				{ audio: Readable.from([wav(seconds)]) },
				POLL,
			);
			const words = transcript.words ?? [];
			expect(transcript.audio_duration).toBe(seconds);
			expect(words.length / seconds).toBeGreaterThan(1.8);
			expect(words.length / seconds).toBeLessThan(3.2);
			expect(words.at(-1)?.end).toBeGreaterThan((seconds - 3) * 1000);
			expect(words.every((word, k) => word.start >= (words[k - 1]?.end ?? 0) && word.end > word.start)).toBe(
				true,
			);
			texts.push(transcript.text ?? '');
		}
		expect(texts[0]).toBe(texts[1]);
	});

	it('sees the statuses queued and processing', async () => {
		await sandbox.speed({ queuedMs: 60_000, processingMs: 0 });
		const queued = await client().transcripts.submit({ audio: DIALOGUE });
		expect(queued.status).toBe('queued');
		await sandbox.speed({ queuedMs: 0, processingMs: 60_000 });
		const { id } = await client().transcripts.submit({ audio: DIALOGUE });
		expect((await client().transcripts.get(id)).status).toBe('processing');
		await expect(client().transcripts.subtitles(id)).rejects.toThrow(
			"This transcript has a status of 'processing'. " +
				"Transcripts must have a status of 'completed' before requesting captions.",
		);
		await sandbox.finish();
		expect((await client().transcripts.waitUntilReady(id, POLL)).status).toBe('completed');
	});

	it('pages through the list by prev_url, newest first, and back by next_url', async () => {
		const ids: string[] = [];
		for (let i = 0; i < 5; i++) {
			ids.push((await client().transcripts.submit({ audio: sandbox.recordingUrl('order-af.ogg') })).id);
		}
		const seen: string[][] = [];
		let page = await client().transcripts.list({ limit: 2 });
		const newer = page.page_details.next_url;
		for (;;) {
			seen.push(page.transcripts.map((row) => row.id));
			expect(page.page_details.result_count).toBe(page.transcripts.length);
			if (page.page_details.prev_url === null) break;
			page = await client().transcripts.list(page.page_details.prev_url);
		}
		const newestFirst = ids.toReversed();
		expect(seen).toEqual([newestFirst.slice(0, 2), newestFirst.slice(2, 4), newestFirst.slice(4)]);
		const back = await client().transcripts.list(page.page_details.next_url ?? '');
		expect(back.transcripts.map((row) => row.id)).toEqual(newestFirst.slice(2, 4));
		expect((await client().transcripts.list(newer ?? '')).transcripts).toEqual([]);
	});

	it('filters the list by status, day and ids', async () => {
		const good = await client().transcripts.transcribe({ audio: DIALOGUE }, POLL);
		const bad = await client().transcripts.transcribe({ audio: `${sandbox.url}/nothing` }, POLL);
		const rows = async (params: Parameters<AssemblyAI['transcripts']['list']>[0]) =>
			(await client().transcripts.list(params)).transcripts.map((row) => row.id);
		expect(await rows({ status: 'completed' })).toEqual([good.id]);
		expect(await rows({ status: 'error' })).toEqual([bad.id]);
		expect(await rows({ before_id: bad.id })).toEqual([good.id]);
		expect(await rows({ after_id: good.id })).toEqual([bad.id]);
		expect(await rows({ created_on: new Date().toISOString().slice(0, 10) })).toEqual([bad.id, good.id]);
		expect(await rows({ created_on: '2020-01-01' })).toEqual([]);
		await expect(rows({ before_id: bad.id, after_id: good.id })).rejects.toThrow(
			"'after_id' must be a newer transcript than 'before_id'",
		);
		await sandbox.settings('assemblyai', { daysLater: 91 });
		expect(await rows({})).toEqual([]);
	});

	it('sees jobs above the concurrency limit as throttled', async () => {
		await sandbox.settings('assemblyai', { concurrency: 1 });
		await sandbox.speed({ processingMs: 60_000 });
		const first = await client().transcripts.submit({ audio: DIALOGUE });
		const second = await client().transcripts.submit({ audio: DIALOGUE });
		expect([first.throttled, second.throttled]).toEqual([false, true]);
		const waiting = await client().transcripts.list({ throttled_only: true });
		expect(waiting.transcripts.map((row) => row.id)).toEqual([second.id]);
		await sandbox.finish();
		expect((await client().transcripts.waitUntilReady(second.id, POLL)).throttled).toBe(false);
	});

	it('searches words, numbers and phrases', async () => {
		const { id } = await client().transcripts.transcribe({ audio: DIALOGUE }, POLL);
		const found = await client().transcripts.wordSearch(id, ['FRIDAY', 'thank you', '1982', 'zebra']);
		expect(found.matches.map(({ text, count }) => [text, count])).toEqual([
			['friday', 3],
			['thank you', 2],
			['1982', 1],
		]);
		expect(found.total_count).toBe(6);
		for (const match of found.matches) {
			match.indexes.forEach((index, i) => {
				const last = index + match.text.split(' ').length - 1;
				expect(match.timestamps[i]).toEqual([spoken[index]?.start, spoken[last]?.end]);
			});
		}
		const answer = await fetch(
			`${sandbox.vendorUrl('assemblyai')}/v2/transcript/${id}/word-search?words=${encodeURIComponent('["friday"]')}`,
			{ headers: { authorization: 'key-of-project-one' } },
		);
		expect(await answer.json()).toMatchObject({ total_count: 3, matches: [{ text: 'friday' }] });
	});

	it('exports captions, sentences and paragraphs of the same words', async () => {
		const { id } = await client().transcripts.transcribe({ audio: DIALOGUE, speaker_labels: true }, POLL);
		const srt = await client().transcripts.subtitles(id, 'srt');
		expect(srt).toMatch(
			/^1\n00:00:00,300 --> 00:00:\d\d,\d{3}\nGood morning, Karoo Dental, this is Nadia speaking\.\n\n2\n/,
		);
		const vtt = await client().transcripts.subtitles(id, 'vtt', 24);
		const lines = vtt.split('\n').filter((line) => line !== '' && line !== 'WEBVTT' && !line.includes('-->'));
		expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(24);
		expect(lines.join(' ')).toBe(spoken.map((word) => word.text).join(' '));

		const { sentences } = await client().transcripts.sentences(id);
		expect(sentences.map((row) => row.text)).toHaveLength(12);
		expect(sentences.map((row) => row.speaker).join('')).toBe('ABBAABAABBAB');
		const { paragraphs } = await client().transcripts.paragraphs(id);
		expect(paragraphs.map((row) => row.text).join(' ')).toBe(sentences.map((row) => row.text).join(' '));
	});

	it('gets redacted text and a playable redacted file, twice under different links', async () => {
		await sandbox.settings('assemblyai', { redactedAudioMs: 60_000 });
		const transcript = await client().transcripts.transcribe(
			{
				audio: DIALOGUE,
				redact_pii: true,
				redact_pii_policies: ['person_name', 'date_of_birth'],
				redact_pii_sub: 'entity_name',
				redact_pii_audio: true,
				redact_pii_audio_quality: 'wav',
			},
			POLL,
		);
		expect(transcript.text).toContain('this is [PERSON_NAME] speaking.');
		expect(transcript.text).toContain('It is [DATE_OF_BIRTH] [DATE_OF_BIRTH], [DATE_OF_BIRTH].');
		expect(transcript.text).not.toMatch(/Nadia|Brian|1982/);
		await expect(client().transcripts.redactedAudioFile(transcript.id)).rejects.toThrow(
			'status is processing',
		);
		await sandbox.finish();

		const first = await client().transcripts.redactedAudio(transcript.id);
		const second = await client().transcripts.redactedAudio(transcript.id);
		expect(first.status).toBe('redacted_audio_ready');
		expect(first.redacted_audio_url).not.toBe(second.redacted_audio_url);
		const file = await client().transcripts.redactedAudioFile(transcript.id);
		const bytes = Buffer.from(await file.arrayBuffer());
		expect(bytes.toString('latin1', 0, 4)).toBe('RIFF');
		const played = await client().transcripts.transcribe({ audio: Readable.from([bytes]) }, POLL);
		expect(played.audio_duration).toBe(transcript.audio_duration);

		expect((await fetch(first.redacted_audio_url, { method: 'HEAD' })).status).toBe(403);
		const withKey = await fetch(first.redacted_audio_url, {
			headers: { authorization: 'key-of-project-one' },
		});
		expect(withKey.status).toBe(400);
		expect((await fetch(first.redacted_audio_url.replace(/Signature=./, 'Signature=x'))).status).toBe(403);
	});

	it('gets a redacted MP3 of the right length', async () => {
		const { id } = await client().transcripts.transcribe(
			{ audio: DIALOGUE, redact_pii: true, redact_pii_policies: ['person_name'], redact_pii_audio: true },
			POLL,
		);
		await sandbox.finish();
		const file = await client().transcripts.redactedAudioFile(id);
		const played = await client().transcripts.transcribe(
			{ audio: Readable.from([Buffer.from(await file.arrayBuffer())]) },
			POLL,
		);
		expect(played.audio_duration).toBe(28);
	});

	it('deletes a transcript, which stays in the list without its contents and can be deleted again', async () => {
		const { id } = await client().transcripts.transcribe({ audio: DIALOGUE }, POLL);
		const deleted = await client().transcripts.delete(id);
		expect(deleted).toMatchObject({
			status: 'completed',
			text: 'Deleted by user.',
			audio_url: 'http://deleted_by_user',
			words: null,
			audio_duration: 28,
		});
		expect(await client().transcripts.delete(id)).toEqual(deleted);
		expect(await client().transcripts.get(id)).toEqual(deleted);
		const { transcripts } = await client().transcripts.list();
		expect(transcripts.map(({ audio_url, error }) => [audio_url, error])).toEqual([
			['http://deleted_by_user', null],
		]);
	});

	it('cannot access the jobs and uploads of another project', async () => {
		const url = await client('one').files.upload(DIALOGUE);
		const { id } = await client('one').transcripts.transcribe({ audio: url }, POLL);
		await expect(client('two').transcripts.get(id)).rejects.toThrow(
			'Transcript lookup error, transcript id not found',
		);
		await expect(client('two').transcripts.submit({ audio: url })).rejects.toThrow(
			'Cannot access uploaded file',
		);
		expect((await client('two').transcripts.list()).transcripts).toEqual([]);
		expect((await fetch(url)).status).toBe(403);
	});

	it('gets the error message of AssemblyAI for an invalid key', async () => {
		const refusal = 'Authentication error, API token missing/invalid';
		await expect(client('bad-key').transcripts.list()).rejects.toThrow(refusal);
		await expect(client('Bearer key').transcripts.list()).rejects.toThrow(refusal);
		await expect(client('bad-key').files.upload(DIALOGUE)).rejects.toThrow(refusal);
		expect((await fetch(`${sandbox.vendorUrl('assemblyai')}/v2/transcript`)).status).toBe(401);
	});

	it.each([
		[
			'not-media',
			'File does not appear to contain audio. File type is text/plain (ASCII text).',
			'hello there\n',
		],
		[
			'html',
			'File does not appear to contain audio. File type is text/html (HTML document, ASCII text).',
			'<html></html>',
		],
		['json', 'Transcoding failed. File type application/json', '{"a":1}'],
		['empty', 'File does not appear to contain audio. File type is inode/x-empty (empty).', ''],
		['too short', 'Audio duration is too short.', wav(0.1)],
	])('ends %s in error, with status 200', async (_name, error, bytes) => {
		const transcript = await client().transcripts.transcribe({ audio: Buffer.from(bytes) }, POLL);
		expect([transcript.status, transcript.error]).toEqual(['error', error]);
		expect((await client().transcripts.list()).transcripts[0]).toMatchObject({ error, completed: null });
	});

	it('sees the status error for an unreachable URL', async () => {
		for (const url of ['http://127.0.0.1:1/call.mp3', `${sandbox.url}/nothing.mp3`]) {
			const transcript = await client().transcripts.transcribe({ audio: url }, POLL);
			expect(transcript.error).toBe(
				`Download error, unable to download ${url}. Please make sure the file exists and is accessible from the internet.`,
			);
		}
	});

	it('applies thresholds', async () => {
		const low = await client().transcripts.transcribe(
			{ audio: DIALOGUE, language_detection: true, language_confidence_threshold: 1 },
			POLL,
		);
		expect(low.error).toBe(
			"detected language 'en', confidence 0.9958, is below the requested confidence threshold value of '1'",
		);
		const quiet = await client().transcripts.transcribe({ audio: DIALOGUE, speech_threshold: 0.99 }, POLL);
		expect(quiet.error).toMatch(
			/^Audio speech threshold 0\.\d+ is below the requested speech threshold value 0\.99$/,
		);
	});

	it('gets the requested range, spelling and filters', async () => {
		const text = async (params: Record<string, unknown>) =>
			(await client().transcripts.transcribe({ audio: DIALOGUE, ...params }, POLL)).text ?? '';
		expect(await text({ disfluencies: true })).toContain('Um, Friday is perfect.');
		expect(await text({ punctuate: false, format_text: false })).toMatch(
			/^good morning karoo dental this is nadia/,
		);
		expect(await text({ custom_spelling: [{ from: ['karoo dental'], to: 'KD' }] })).toMatch(
			/^Good morning, KD, this/,
		);
		const cut = await client().transcripts.transcribe(
			{ audio: DIALOGUE, audio_start_from: 5000, audio_end_at: 9000 },
			POLL,
		);
		expect(cut.words?.length).toBeGreaterThan(2);
		expect(cut.words?.every((word) => word.start >= 5000 && word.end <= 9000)).toBe(true);
	});

	it('gets separate channels', async () => {
		const audio = join(RECORDINGS, 'stereo-en.wav');
		const dual = await client().transcripts.transcribe({ audio, dual_channel: true }, POLL);
		expect([...new Set(dual.words?.map((word) => word.channel))]).toEqual(['1', '2']);
		expect(dual.words?.every((word) => word.speaker === null)).toBe(true);
		const multi = await client().transcripts.transcribe({ audio, multichannel: true }, POLL);
		expect(multi.words?.every((word) => word.speaker === word.channel)).toBe(true);
		expect(multi).toMatchObject({ audio_channels: 2 });
		const both = await client().transcripts.transcribe(
			{ audio, multichannel: true, speaker_labels: true },
			POLL,
		);
		expect([...new Set(both.words?.map((word) => word.speaker))]).toEqual(['1A', '2B']);
	});
});

/** Seconds of 8 kHz 8-bit silence. */
function wav(seconds: number): Buffer {
	const samples = Math.round(seconds * 8000);
	const header = Buffer.alloc(44);
	header.write('RIFF', 0);
	header.writeUInt32LE(36 + samples, 4);
	header.write('WAVEfmt ', 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(8000, 24);
	header.writeUInt32LE(8000, 28);
	header.writeUInt16LE(1, 32);
	header.writeUInt16LE(8, 34);
	header.write('data', 36);
	header.writeUInt32LE(samples, 40);
	return Buffer.concat([header, Buffer.alloc(samples, 128)]);
}
