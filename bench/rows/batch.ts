import { AssemblyAI } from 'assemblyai';
import { z } from 'zod/v4';

import { KEY } from '../../sandbox/core/credential';
import { inChild } from '../lib/child';
import { toRow, type Measurement, type Row, type Setting } from '../lib/row';
import { alternate, median, ratios } from '../lib/statistics';

const CALL_MS = 20;
const JOB_MS = 2000;
/** What «Concurrency» is when nobody touches it. */
const CONCURRENCY = 10;
const ITEMS = 200;
/** One after the other, each job takes its time anew: a few are enough to know how long all would take. */
const ONE_BY_ONE = 3;

/** Calls that no client gets by without: the create, and what brings the transcript. */
const NEEDED_CALLS = { assemblyAi: 2, speechmatics: 3 };

const GOAL = { atMost: 1.25 };

const resultSchema = z.object({ seconds: z.number(), cpuSeconds: z.number() });

/** Row 2 of the bench: many recordings in one execution. */
export const batch: Measurement = {
	name: 'batch',
	explanation: `${ITEMS} items through Transcript: Transcribe, recordings by URL. The sandbox takes ${CALL_MS} ms for each call and ${JOB_MS / 1000} s for each
job. The ideal is one job's time plus the calls that cannot be left out at the allowed concurrency (${CONCURRENCY}): create and transcript,
for Speechmatics one status too. *One by one* is the vendor's SDK in a loop, ${ONE_BY_ONE} recordings measured and multiplied, because
that is how the nodes of others and most workflows do it.

All items start at once and a gate counts calls only, so waiting costs no place. What is left over the ideal: the looks
at jobs that have not ended, the share of a step by which the last look comes late, and the CPU of the calls.`,
	measure: async (setting) => {
		const { sandbox } = setting;
		await sandbox.speed({ callMs: CALL_MS, queuedMs: 0, processingMs: JOB_MS });
		try {
			return [
				...(await measureVendor(setting, 'assemblyAi', 'AssemblyAI', true)),
				...(await measureVendor(setting, 'speechmatics', 'Speechmatics', false)),
			];
		} finally {
			await sandbox.reset();
			await sandbox.speed({ callMs: 0, queuedMs: 0, processingMs: 0 });
		}
	},
};

async function measureVendor(
	setting: Setting,
	vendor: keyof typeof NEEDED_CALLS,
	name: string,
	compare: boolean,
): Promise<Row[]> {
	const { sandbox, progress, rounds } = setting;
	const items = setting.quick ? 50 : ITEMS;
	const results = await alternate(rounds, {
		ours: async () => {
			progress.update(`batch: ${name}, ${items} items …`);
			await sandbox.reset();
			return await inChild('batch.ts', { vendor, sandboxUrl: sandbox.url, items }, resultSchema);
		},
		oneByOne: async () => {
			if (!compare) return { seconds: 0, cpuSeconds: 0 };
			progress.update(`batch: ${name}, one by one …`);
			return { seconds: (await oneByOne(setting)) * items, cpuSeconds: 0 };
		},
	});
	const ideal = (JOB_MS + (items * NEEDED_CALLS[vendor] * CALL_MS) / CONCURRENCY) / 1000;
	const ours = results.ours.map(({ seconds }) => seconds);
	const others = results.oneByOne.map(({ seconds }) => seconds);
	const rows = [
		toRow(setting, {
			key: `batch.${vendor}.ideal`,
			title: `${name}, ${items} items: time against the ideal`,
			value: median(ours.map((seconds) => seconds / ideal)),
			unit: '×',
			goal: GOAL,
			runs: {
				ourSeconds: ours,
				ourCpuSeconds: results.ours.map(({ cpuSeconds }) => cpuSeconds),
				idealSeconds: ours.map(() => ideal),
			},
		}),
	];
	if (!compare) return rows;
	return [
		...rows,
		toRow(setting, {
			key: `batch.${vendor}.oneByOne`,
			title: `${name}, ${items} items: how many times faster than one by one`,
			value: median(ratios(others, ours)),
			unit: '×',
			runs: { ourSeconds: ours, theirSeconds: others },
		}),
	];
}

/** Seconds for one recording. */
async function oneByOne({ sandbox }: Setting): Promise<number> {
	const client = new AssemblyAI({ apiKey: KEY, baseUrl: sandbox.vendorUrl('assemblyai') });
	const began = performance.now();
	for (let index = 0; index < ONE_BY_ONE; index += 1) {
		const { status } = await client.transcripts.transcribe({
			audio: sandbox.recordingUrl('order-af.ogg'),
		});
		if (status !== 'completed') throw new Error(`The SDK's job ended as ${status}`);
	}
	return (performance.now() - began) / 1000 / ONE_BY_ONE;
}
