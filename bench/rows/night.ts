import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { startClusterStage } from '../../platform/cluster/stage';
import { takeLock } from '../../platform/lock';
import { stateFolder } from '../../platform/paths';
import { controlSandbox } from '../../test/support/sandbox';
import { testedVendors, type TestedVendor } from '../../test/support/vendors';
import { BATCH, type Way } from '../lib/night/flows';
import { development, MemoryWatch } from '../lib/night/memory';
import type { Night } from '../lib/night/night';
import { runBare, runPhase, type PhaseOptions, type PhaseResult, type Speed } from '../lib/night/phase';
import { memoryPicture, type Mark } from '../lib/night/picture';
import { faultsIn } from '../lib/night/tally';
import { toRow, type Measurement, type Row, type Setting } from '../lib/row';
import { median } from '../lib/statistics';

/** Kept, because the logs of n8n tell why something was lost. */
const FOLDER = join(stateFolder, 'night');
const LOCK = join(stateFolder, 'night.lock');

const WORKERS = ['worker-1', 'worker-2'];
const WEBHOOKS = ['webhook-1'];

const PER_SECOND = 50;
const TOGETHER = 500;
const KILL_EVERY_MS = 300_000;
const SAMPLE_EVERY_MS = 1000;

const WAYS: Record<Way, string> = { suspend: 'Create and suspend', trigger: 'Create and trigger' };

type Mode = 'rate' | 'bursts' | 'killed';

const MODES: Record<Mode, { title: string; options: Omit<PhaseOptions, 'way'> }> = {
	rate: {
		title: `${PER_SECOND} jobs end per second`,
		options: { pace: { together: 1, perSecond: PER_SECOND } },
	},
	bursts: {
		title: `${TOGETHER} jobs end at once`,
		options: { pace: { together: TOGETHER, perSecond: PER_SECOND } },
	},
	killed: {
		title: 'a worker and the webhook process killed',
		options: { pace: { together: 1, perSecond: PER_SECOND }, killEveryMs: KILL_EVERY_MS },
	},
};

/** Row 14 of the bench: thousands of recordings in n8n's queue mode. */
export const nightRow: Measurement = {
	name: 'night',
	atNight: true,
	explanation: `\`npm run bench -- --night\`, which requires PostgreSQL and Redis: a real n8n in queue mode (main, one webhook process, two workers) with
the packed package. Each part transcribes all recordings by URL, ${BATCH} in each execution that creates jobs, while the sandbox ends at most
${PER_SECOND} jobs a second, one by one or ${TOGETHER} at once. Every recording is compared with the jobs at the vendor and with the transcripts in
the executions that n8n stored. The same number of executions of n8n's Webhook and No Operation nodes runs before and after, in the
same n8n. Memory is the resident memory of the worker itself, measured every second and compared with its start.

A worker and the webhook process are killed every ${KILL_EVERY_MS / 60_000} minutes, and at least once. Executions that crash with their worker are
lost in n8n; their recordings count as delivered if the transcripts can be fetched with the IDs of their jobs, and those that were not
sent yet are started again, as [Waiting](waiting.md) describes.`,
	fault: (rows) => {
		const wrong = rows.filter(({ key, value }) => key.endsWith('.once') && value > 0).map(({ key }) => key);
		return wrong.length === 0 ? undefined : `recordings lost or duplicated: ${wrong.join(', ')}`;
	},
	measure: async (setting) => {
		const vendor = vendorOf(setting.night.vendor);
		if (!(await takeLock(LOCK))) throw new Error('Another night is being measured from this folder.');
		try {
			return await measureNight(setting, vendor);
		} finally {
			await rm(LOCK, { force: true });
		}
	},
};

async function measureNight(setting: Setting, vendor: TestedVendor): Promise<Row[]> {
	const { progress } = setting;
	const { recordings, minutes } = setting.night;
	await rm(FOLDER, { recursive: true, force: true });
	const stage = await startClusterStage({
		folder: FOLDER,
		workers: WORKERS,
		webhooks: WEBHOOKS,
		// n8n deletes executions beyond the first 10,000.
		env: { EXECUTIONS_DATA_PRUNE: 'false' },
		progress,
	});
	const { cluster, client, credentials } = stage;
	const sandbox = controlSandbox(stage.sandbox.url);
	const watch = new MemoryWatch(() => cluster.pids(), SAMPLE_EVERY_MS);
	const marks: Mark[] = [];
	const mark = (text: string): void => {
		marks.push({ atMs: watch.now, text });
	};
	const publishing = { webhookUrl: cluster.webhookUrl, sandbox, client, credentials };
	try {
		const night: Night = { stage, publishing, sandbox, vendor, recordings, progress, mark };
		return rowsOf(setting, vendor, await measureParts(night, minutes * 60_000, watch));
	} finally {
		watch.stop();
		await setting.keepPicture(memoryPicture(watch.samples, marks));
		await stage.stop();
	}
}

interface Measured {
	bare: Speed[];
	parts: Record<`${Way}.${Mode}`, PhaseResult[]>;
	/** Of each worker before anything was killed. */
	memory: Array<ReturnType<typeof development>>;
}

async function measureParts(night: Night, minimumMs: number, watch: MemoryWatch): Promise<Measured> {
	const parts: Measured['parts'] = {
		'suspend.rate': [],
		'suspend.bursts': [],
		'suspend.killed': [],
		'trigger.rate': [],
		'trigger.bursts': [],
		'trigger.killed': [],
	};
	const bare: Speed[] = [];
	const run = async (way: Way, mode: Mode): Promise<void> => {
		night.mark(`${way}, ${mode}`);
		night.progress.say(`night: ${WAYS[way]}, ${MODES[mode].title} …`);
		parts[`${way}.${mode}`].push(await runPhase(night, { way, ...MODES[mode].options }));
	};
	const runAlone = async (): Promise<void> => {
		night.mark('bare');
		bare.push(await runBare(night));
	};
	await watch.sample();
	await runAlone();
	do {
		for (const mode of ['rate', 'bursts'] as const) {
			for (const way of ['suspend', 'trigger'] as const) await run(way, mode);
			await runAlone();
		}
	} while (watch.now < minimumMs);
	const memory = WORKERS.map((worker) => development(watch.samples.filter(({ name }) => name === worker)));
	for (const way of ['suspend', 'trigger'] as const) await run(way, 'killed');
	await runAlone();
	return { bare, parts, memory };
}

function rowsOf(setting: Setting, vendor: TestedVendor, { bare, parts, memory }: Measured): Row[] {
	const { displayName, name } = vendor;
	const { recordings } = setting.night;
	const rows: Row[] = [
		toRow(setting, {
			key: `night.${name}.bare`,
			title: `${recordings.toLocaleString('en')} executions of Webhook and No Operation`,
			value: median(perSecondOf(bare)),
			unit: '/s',
			runs: { perSecond: perSecondOf(bare), ...processorRuns(bare) },
		}),
	];
	for (const mode of ['rate', 'bursts', 'killed'] as const) {
		for (const way of ['suspend', 'trigger'] as const) {
			rows.push(
				...rowsOfPart(setting, `${name}.${way}.${mode}`, parts[`${way}.${mode}`], bare, {
					title: `${displayName}, ${WAYS[way]}, ${MODES[mode].title}`,
				}),
			);
		}
	}
	const hours = Math.max(...memory.map(({ periodMs }) => periodMs)) / 3_600_000;
	const period = hours >= 1 ? 'hour' : 'third';
	const rises = memory.map(({ rise }) => rise);
	const changes = memory.map(({ change }) => Math.abs(change - 1) * 100);
	rows.push(
		toRow(setting, {
			key: `night.${name}.memory.rise`,
			title: `${displayName}: memory of a worker above its start`,
			value: Math.max(...rises),
			unit: 'MiB',
			goal: { atMost: 300 },
			runs: { mibByWorker: rises },
		}),
		toRow(setting, {
			key: `night.${name}.memory.change`,
			title: `${displayName}: memory of a worker, last ${period} compared with the first`,
			value: Math.max(...changes),
			unit: '%',
			goal: { atMost: 10 },
			runs: { percentByWorker: memory.map(({ change }) => (change - 1) * 100) },
		}),
	);
	return rows;
}

function rowsOfPart(
	setting: Setting,
	key: string,
	results: readonly PhaseResult[],
	bare: readonly Speed[],
	{ title }: { title: string },
): Row[] {
	const valuesOf = (value: (result: PhaseResult) => number): number[] => results.map(value);
	const faults = valuesOf(({ tally }) => faultsIn(tally));
	const rates = perSecondOf(results);
	const kills = valuesOf((result) => result.kills);
	const calls = valuesOf((result) => result.calls);
	const growth = valuesOf((result) => result.growth / 1000);
	return [
		toRow(setting, {
			key: `night.${key}.once`,
			title: `${title}: recordings lost, delivered twice or paid twice`,
			value: faults.reduce((sum, count) => sum + count, 0),
			unit: 'recordings',
			goal: { atMost: 0 },
			runs: {
				lost: valuesOf(({ tally }) => tally.lost.length),
				deliveredTwice: valuesOf(({ tally }) => tally.surplus),
				paidTwice: valuesOf(({ tally }) => tally.paidTwice),
			},
		}),
		...(kills.some((count) => count > 0)
			? [
					toRow(setting, {
						key: `night.${key}.crashed`,
						title: `${title}: recordings of crashed executions, fetched by job ID or started again`,
						value: median(valuesOf(({ fetchedLater, startedAgain }) => fetchedLater + startedAgain)),
						unit: 'recordings',
						runs: {
							kills,
							fetchedLater: valuesOf(({ fetchedLater }) => fetchedLater),
							startedAgain: valuesOf(({ startedAgain }) => startedAgain),
						},
					}),
				]
			: []),
		toRow(setting, {
			key: `night.${key}.calls`,
			title: `${title}: requests for each recording`,
			value: median(calls),
			unit: 'requests',
			goal: { atMost: 4 },
			runs: { requests: calls },
		}),
		toRow(setting, {
			key: `night.${key}.throughput`,
			title: `${title}: recordings per second relative to bare executions`,
			value: median(rates) / median(perSecondOf(bare)),
			unit: '×',
			goal: { atLeast: 0.8 },
			runs: { perSecond: rates, ...processorRuns(results) },
		}),
		toRow(setting, {
			key: `night.${key}.growth`,
			title: `${title}: growth of the database for each recording`,
			value: median(growth),
			unit: 'KB',
			runs: { kb: growth },
		}),
	];
}

const perSecondOf = (speeds: readonly Speed[]): number[] => speeds.map(({ perSecond }) => perSecond);

/** Processor time for each recording in ms, by process. */
function processorRuns(speeds: readonly Speed[]): Record<string, number[]> {
	const names = [...new Set(speeds.flatMap(({ processorMs }) => Object.keys(processorMs)))];
	return Object.fromEntries(
		names.map((name) => [`${name}ProcessorMs`, speeds.flatMap(({ processorMs }) => processorMs[name] ?? [])]),
	);
}

/** @throws Error if the vendor cannot fetch recordings from URLs, by whose names they are recognised */
function vendorOf(name: string): TestedVendor {
	const known = testedVendors.filter(({ suspends, takesUrl }) => suspends && takesUrl);
	const vendor = known.find((each) => each.name === name);
	if (vendor === undefined) {
		throw new Error(`--vendor must be one of ${known.map((each) => each.name).join(', ')}`);
	}
	return vendor;
}
