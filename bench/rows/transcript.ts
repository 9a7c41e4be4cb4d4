import { setTimeout as delay } from 'node:timers/promises';

import { z } from 'zod/v4';

import { KEY } from '../../sandbox/core/credential';
import { inChild } from '../lib/child';
import { silentRecording } from '../lib/recording';
import { toRow, type Measurement, type Row, type Setting } from '../lib/row';
import { alternate, median, ratios } from '../lib/statistics';

/** 24 hours may take this much longer than 24 times one hour. */
const GROWTH = { atMost: 1.2 };
const BLOCK_MS = { atMost: 50 };

const sampleSchema = z.object({ ms: z.number(), longestBlockMs: z.number(), words: z.number() });
const resultSchema = z.object({ short: sampleSchema, long: sampleSchema });
type Result = z.infer<typeof resultSchema>;

const WHATS = {
	transcript: 'response of the vendor to Transcript',
	captions: 'Transcript to captions',
	html: 'Transcript to HTML page',
	search: '100 searches in a Transcript',
	search1000: '1,000 searches in a Transcript',
};

/** Row 4 of the bench: long recordings. */
export const transcript: Measurement = {
	name: 'transcript',
	explanation: '',
	measure: async (setting) => {
		const { sandbox, progress, quick, rounds } = setting;
		const hours = quick ? 6 : 24;
		await sandbox.reset();
		progress.say(`Generating ${hours} hours of speech …`);
		const jobs = {
			sandboxUrl: sandbox.url,
			shortJobId: await makeJob(setting, 3600),
			longJobId: await makeJob(setting, hours * 3600),
		};
		const measure = (what: string) => async (round: number) => {
			progress.update(`transcript: ${what}, round ${round + 1} of ${rounds} …`);
			return await inChild('transcript.ts', { what, ...jobs }, resultSchema);
		};
		const results = await alternate(rounds, {
			transcript: measure('transcript'),
			bareCall: measure('bareCall'),
			captions: measure('captions'),
			html: measure('html'),
			search: measure('search'),
			search1000: measure('search1000'),
			buildCues: measure('buildCues'),
			deepgram: measure('deepgram'),
		});
		await sandbox.reset();
		return [
			...rowsOf(setting, 'transcript', hours, results.transcript),
			...rowsOf(setting, 'captions', hours, results.captions),
			...rowsOf(setting, 'html', hours, results.html),
			...rowsOf(setting, 'search', hours, results.search),
			...rowsOf(setting, 'search1000', hours, results.search1000),
			toRow(setting, {
				key: 'transcript.transcript.overBareCall',
				title: `${hours} h, response to Transcript: duration relative to a plain request that reads the same response`,
				value: median(ratios(longMs(results.transcript), longMs(results.bareCall))),
				unit: '×',
				runs: { ourMs: longMs(results.transcript), bareMs: longMs(results.bareCall) },
			}),
			toRow(setting, {
				key: 'transcript.bareCall.block',
				title: `${hours} h: longest block of the event loop by a plain request`,
				value: median(longBlocks(results.bareCall)),
				unit: 'ms',
				runs: { longestBlockMs: longBlocks(results.bareCall) },
			}),
			toRow(setting, {
				key: 'transcript.captions.deepgram',
				title: `${hours} h: duration of our captions relative to @deepgram/captions`,
				value: median(ratios(longMs(results.buildCues), longMs(results.deepgram))),
				unit: '×',
				goal: { atMost: 1 },
				runs: { ourMs: longMs(results.buildCues), theirMs: longMs(results.deepgram) },
			}),
		];
	},
};

function rowsOf(setting: Setting, what: keyof typeof WHATS, hours: number, results: Result[]): Row[] {
	const name = WHATS[what];
	const speeds = results.map(({ long }) => (long.words / long.ms) * 1000);
	const perHour = results.map(({ short }) => short.ms);
	return [
		toRow(setting, {
			key: `transcript.${what}.speed`,
			title: `${hours} h, ${name}`,
			value: median(speeds),
			unit: 'words/s',
			runs: { wordsPerSecond: speeds, words: results.map(({ long }) => long.words) },
		}),
		toRow(setting, {
			key: `transcript.${what}.growth`,
			title: `${name}: duration for ${hours} h relative to ${hours} times 1 h`,
			value: median(results.map(({ short, long }) => long.ms / short.ms / hours)),
			unit: '×',
			goal: GROWTH,
			runs: { longMs: longMs(results), shortMs: perHour },
		}),
		toRow(setting, {
			key: `transcript.${what}.block`,
			title: `${hours} h, ${name}: longest block of the event loop`,
			value: median(longBlocks(results)),
			unit: 'ms',
			goal: BLOCK_MS,
			runs: { longestBlockMs: longBlocks(results) },
		}),
	];
}

const longMs = (results: Result[]): number[] => results.map(({ long }) => long.ms);
const longBlocks = (results: Result[]): number[] => results.map(({ long }) => long.longestBlockMs);

/** Lets the sandbox make up a transcript of this length, with speakers; returns the job ID. */
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
