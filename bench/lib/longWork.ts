import { setTimeout as delay } from 'node:timers/promises';

import { z } from 'zod/v4';

import { KEY } from '../../sandbox/core/credential';
import { silentRecording } from './recording';
import { toRow, type Row, type Setting } from './row';
import { median } from './statistics';

/** 24 hours may take this much longer than 24 times one hour. */
const GROWTH = { atMost: 1.2 };
const BLOCK_MS = { atMost: 50 };

const sampleSchema = z.object({ ms: z.number(), longestBlockMs: z.number(), words: z.number() });

/** What a worker measures with one hour and with a day of speech. */
export const resultSchema = z.object({ short: sampleSchema, long: sampleSchema });
export type Result = z.infer<typeof resultSchema>;

/** Durations for the long recording in ms, by round. */
export const longMs = (results: readonly Result[]): number[] => results.map(({ long }) => long.ms);
/** Longest blocks of the event loop with the long recording in ms, by round. */
export const longBlocks = (results: readonly Result[]): number[] =>
	results.map(({ long }) => long.longestBlockMs);

/** Speed, growth with the length, and longest block of some work. @param key of the rows, before their last part */
export function rowsOf(
	setting: Setting,
	{ key, name, hours }: { key: string; name: string; hours: number },
	results: readonly Result[],
): Row[] {
	const speeds = results.map(({ long }) => (long.words / long.ms) * 1000);
	const perHour = results.map(({ short }) => short.ms);
	return [
		toRow(setting, {
			key: `${key}.speed`,
			title: `${hours} h, ${name}`,
			value: median(speeds),
			unit: 'words/s',
			runs: { wordsPerSecond: speeds, words: results.map(({ long }) => long.words) },
		}),
		toRow(setting, {
			key: `${key}.growth`,
			title: `${name}: duration for ${hours} h relative to ${hours} times 1 h`,
			value: median(results.map(({ short, long }) => long.ms / short.ms / hours)),
			unit: '×',
			goal: GROWTH,
			runs: { longMs: longMs(results), shortMs: perHour },
		}),
		toRow(setting, {
			key: `${key}.block`,
			title: `${hours} h, ${name}: longest block of the event loop`,
			value: median(longBlocks(results)),
			unit: 'ms',
			goal: BLOCK_MS,
			runs: { longestBlockMs: longBlocks(results) },
		}),
	];
}

/** Lets the sandbox make up transcripts of one hour and of many, with speakers. */
export async function makeJobs(setting: Setting): Promise<{
	hours: number;
	jobs: { sandboxUrl: string; shortJobId: string; longJobId: string };
}> {
	const { sandbox, progress, quick } = setting;
	const hours = quick ? 6 : 24;
	await sandbox.reset();
	progress.say(`Generating ${hours} hours of speech …`);
	const shortJobId = await makeJob(setting, 3600);
	return {
		hours,
		jobs: { sandboxUrl: sandbox.url, shortJobId, longJobId: await makeJob(setting, hours * 3600) },
	};
}

/** A transcript of this length; returns the job ID. */
async function makeJob({ sandbox }: Setting, seconds: number): Promise<string> {
	const base = sandbox.vendorUrl('assemblyai');
	const call = async (path: string, body?: object): Promise<unknown> => {
		const isFile = body instanceof Uint8Array;
		const answer = await fetch(`${base}${path}`, {
			method: body === undefined ? 'GET' : 'POST',
			headers: {
				authorization: KEY,
				'content-type': isFile ? 'application/octet-stream' : 'application/json',
			},
			...(body !== undefined && { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
		});
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return await answer.json();
	};
	const { upload_url: url } = z
		.object({ upload_url: z.string() })
		.parse(await call('/v2/upload', silentRecording(seconds)));
	const { id } = z
		.object({ id: z.string() })
		.parse(await call('/v2/transcript', { audio_url: url, speaker_labels: true }));
	for (;;) {
		const { status } = z.object({ status: z.string() }).parse(await call(`/v2/transcript/${id}`));
		if (status === 'completed') return id;
		if (status === 'error') throw new Error('The sandbox did not take the recording');
		await delay(200);
	}
}
