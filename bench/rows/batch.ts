import { AssemblyAI } from 'assemblyai';
import { z } from 'zod/v4';

import { KEY } from '../../sandbox/core/credential';
import { inChild } from '../lib/child';
import { toRow, type Measurement, type Row, type Setting } from '../lib/row';
import { alternate, median, ratios } from '../lib/statistics';

const CALL_MS = 20;
const JOB_MS = 2000;
/** Default of the option "Concurrency". */
const CONCURRENCY = 10;
const ITEMS = 200;
/** In sequence, each job takes the same time, so a few are sufficient. */
const ONE_BY_ONE = 3;

/** The required requests: the create, and those for the transcript. */
const NEEDED_CALLS = { assemblyAi: 2, speechmatics: 3 };

const GOAL = { atMost: 1.25 };

const resultSchema = z.object({ seconds: z.number(), cpuSeconds: z.number() });

/** Row 2 of the bench: many recordings in one execution. */
export const batch: Measurement = {
	name: 'batch',
	explanation: `${ITEMS} items in Transcript: Transcribe, with recordings by URL. The sandbox takes ${CALL_MS} ms for each request and ${JOB_MS / 1000} s for each
job. The ideal is the time of one job plus the required requests at the default concurrency (${CONCURRENCY}): create and transcript, and for
Speechmatics one status. *Sequential processing* is the vendor's SDK in a loop, measured with ${ONE_BY_ONE} recordings and multiplied; most
workflows and other nodes work this way.

All items start at the same time, and a semaphore only counts requests, so waiting does not block other items. The difference from the ideal consists of status checks of unfinished jobs, the time between the end of a job and the next check, and CPU time.`,
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
			title: `${name}, ${items} items: duration relative to the ideal`,
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
			title: `${name}, ${items} items: speed relative to sequential processing`,
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
