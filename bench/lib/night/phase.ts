import { setTimeout as delay } from 'node:timers/promises';

import type { ClusterStage } from '../../../platform/cluster/stage';
import { recordingsOf } from '../../../test/queue/support/recordings';
import { active, publishLater } from '../../../test/queue/support/workflows';
import { endJobs, killAtIntervals } from './background';
import { databaseSize, deliveriesOf, lastEnd, statesOf, type States } from './database';
import { batchesOf, publishBare, publishFlow, sendAll, type Flow, type Way } from './flows';
import type { Night } from './night';
import type { Pace } from './pace';
import { processorTimes, workedBetween } from './processorTime';
import { tally, type Tally } from './tally';

/** Jobs end when the pace says so. */
const NEVER_MS = 86_400_000;

const LOOK_MS = 1000;

/** If nothing has changed for so long, nothing more will happen. n8n needs two minutes to notice a crash. */
const STILL_MS = 180_000;

/** How often to run what is left after crashes. */
const ATTEMPTS = 3;

/** How a phase differs from others. */
export interface PhaseOptions {
	way: Way;
	pace: Pace;
	/** Kill a worker and the webhook process this often, and at least once; `undefined` means never. */
	killEveryMs?: number;
}

/** How fast a phase was. */
export interface Speed {
	/** Transcripts that came without help, until the last of them. */
	perSecond: number;
	/** Processor time for each recording by process, in ms. */
	processorMs: Record<string, number>;
}

/** What a phase measured. */
export interface PhaseResult extends Speed {
	tally: Tally;
	/** Requests to the vendor for each recording. */
	calls: number;
	/** Bytes by which the database grew for each recording. */
	growth: number;
	kills: number;
	/** Jobs of crashed executions, whose transcripts were fetched with their IDs. */
	fetchedLater: number;
	/** Recordings that crashed executions had not sent, and that were started again. */
	startedAgain: number;
}

/** Starts as many bare executions as there are recordings. */
export async function runBare({ stage, publishing, recordings, progress }: Night): Promise<Speed> {
	const { postgres } = stage;
	const workflow = await publishBare(publishing);
	const bodies = namesOf(recordings).map((name) => ({ files: [name] }));
	const worked = await startProcessorClock(stage);
	const began = Date.now();
	await sendAll(workflow.url, bodies);
	const states = await quiet(
		async () => await statesOf(postgres, [workflow.id]),
		(now) => active(now) === 0,
		(now) => progress.update(`night: bare executions: ${JSON.stringify(now)}`),
	);
	if (states.success !== recordings) throw new Error(`Bare executions: ${JSON.stringify(states)}`);
	const ended = await lastEnd(postgres, [workflow.id]);
	await workflow.deactivate();
	return { perSecond: recordings / ((ended - began) / 1000), processorMs: await worked(recordings) };
}

/** Transcribes all recordings once and compares what came back with what was ordered. */
export async function runPhase(night: Night, options: PhaseOptions): Promise<PhaseResult> {
	const { stage, publishing, sandbox, vendor, recordings } = night;
	const { cluster, postgres } = stage;
	const { way, killEveryMs } = options;
	await sandbox.reset();
	await sandbox.speed({ queuedMs: 0, processingMs: NEVER_MS, retryFactor: 1, timeoutFactor: 1 });
	const flow = await publishFlow(publishing, vendor, way, { removeDuplicates: killEveryMs !== undefined });
	const ids = flow.workflows.map(({ id }) => id);
	const files = recordingsOf(vendor, recordings);
	const names = namesOf(recordings);
	const says = new Map(names.map((name, index) => [name, files[index]?.says]));
	const sources = new Map(names.map((name, index) => [name, `${files[index]?.file ?? ''}/${name}`]));
	const isRight = (recording: string, text: string): boolean => says.get(recording)?.test(text) ?? false;

	const sizeBefore = await databaseSize(postgres);
	const worked = await startProcessorClock(stage);
	const ending = endJobs(night, options.pace);
	const killing = killEveryMs === undefined ? undefined : killAtIntervals(night, killEveryMs, ending.share);
	// A start that is lost with its process would not be one of ours.
	const startUrl = (url: string): string =>
		killing === undefined ? url : url.replace(cluster.webhookUrl, cluster.mainUrl);
	const settle = async (): Promise<void> => {
		await settled(night, flow, way, ending.open);
	};
	const began = Date.now();
	try {
		await sendAll(startUrl(flow.creator.url), batchesOf([...sources.values()]));
		await settle();
		const kills = (await killing?.stop()) ?? 0;
		if (kills > 0) await settle();
		const look = async (...workflowIds: string[]): Promise<Tally> =>
			tally(
				names,
				await sandbox.jobs(vendor.name),
				await deliveriesOf(postgres, [flow.archive.id, ...workflowIds], isRight),
			);
		const first = await look();
		const processorMs = await worked(recordings);
		const seconds = ((await lastEnd(postgres, ids)) - began) / 1000;
		const start = async (lost: readonly string[]): Promise<void> => {
			await sendAll(startUrl(flow.creator.url), batchesOf(lost.map((name) => sources.get(name) ?? '')));
			await settle();
		};
		const after =
			kills > 0
				? await recover(night, first, { look, start, urlOf: startUrl })
				: { tally: first, fetchedLater: 0, startedAgain: 0 };
		const { requests } = await sandbox.counts(vendor.name);
		return {
			...after,
			processorMs,
			perSecond: (recordings - first.lost.length) / seconds,
			calls: requests / recordings,
			growth: ((await databaseSize(postgres)) - sizeBefore) / recordings,
			kills,
		};
	} finally {
		await killing?.stop();
		await ending.stop();
		for (const workflow of flow.workflows) await workflow.deactivate();
	}
}

/** Starts to measure processor time; the function returns how much each process has used for each recording. */
async function startProcessorClock({ cluster, sandbox }: ClusterStage) {
	const times = async () => await processorTimes({ ...cluster.pids(), sandbox: sandbox.pid });
	const before = await times();
	return async (recordings: number): Promise<Record<string, number>> =>
		Object.fromEntries(
			Object.entries(workedBetween(before, await times())).map(([name, ms]) => [name, ms / recordings]),
		);
}

/** What was done by hand after crashes, and the tally after it. */
type Recovery = Pick<PhaseResult, 'tally' | 'fetchedLater' | 'startedAgain'>;

/**
 * Does what a user does after crashes: fetches the transcripts of the jobs that exist, starts the recordings without
 * one.
 */
async function recover(
	{ stage, publishing, vendor, progress }: Night,
	first: Tally,
	how: {
		look: (laterId: string) => Promise<Tally>;
		start: (lost: readonly string[]) => Promise<void>;
		urlOf: (url: string) => string;
	},
): Promise<Recovery> {
	const later = await publishLater(publishing, vendor);
	const result = { tally: first, fetchedLater: 0, startedAgain: 0 };
	for (let attempt = 0; attempt < ATTEMPTS && result.tally.lost.length > 0; attempt += 1) {
		const { undelivered } = result.tally;
		progress.say(`night: ${undelivered.length} jobs of crashed executions …`);
		result.fetchedLater += undelivered.length;
		await sendAll(how.urlOf(later.url), batchesOf(undelivered));
		await quiet(
			async () => await statesOf(stage.postgres, [later.id]),
			(states) => active(states) === 0,
		);
		result.tally = await how.look(later.id);
		if (result.tally.undelivered.length > 0) continue;
		result.startedAgain += result.tally.lost.length;
		await how.start(result.tally.lost);
		result.tally = await how.look(later.id);
	}
	await later.deactivate();
	return result;
}

function namesOf(count: number): string[] {
	return Array.from({ length: count }, (_, index) => `recording-${index + 1}.mp3`);
}

/** Waits until all jobs have ended, triggers have received their callbacks and no execution is left, or nothing changes. */
async function settled(night: Night, flow: Flow, way: Way, open: () => number): Promise<void> {
	const { stage, sandbox, vendor, progress, recordings } = night;
	const look = async () => ({
		creators: await statesOf(stage.postgres, [flow.creator.id]),
		archive: await statesOf(stage.postgres, [flow.archive.id]),
		counts: await sandbox.counts(vendor.name),
		open: open(),
	});
	await quiet(
		look,
		({ creators, archive, counts, open: running }) =>
			running === 0 &&
			active(creators) + active(archive) === 0 &&
			// Callbacks to executions that have resumed are repeated in vain.
			(way === 'suspend' || (counts.pendingCallbacks === 0 && counts.callbacks >= counts.jobs)),
		({ archive, counts }) =>
			progress.update(
				`night: ${way}: ${counts.jobs} of ${recordings} jobs, ${counts.requests} requests, ${text(archive)} …`,
			),
	);
}

const text = (states: States): string =>
	Object.entries(states)
		.map(([status, count]) => `${count} ${status}`)
		.join(', ');

/** Looks once a second until it is done in two looks in a row, or nothing has changed for long. Returns the last look. */
async function quiet<T>(
	look: () => Promise<T>,
	isDone: (now: T) => boolean,
	report: (now: T) => void = () => undefined,
): Promise<T> {
	let before = '';
	let changedAt = Date.now();
	let done = 0;
	for (;;) {
		const now = await look();
		report(now);
		done = isDone(now) ? done + 1 : 0;
		const same = JSON.stringify(now) === before;
		if (!same) changedAt = Date.now();
		if (done >= 2 || Date.now() - changedAt > STILL_MS) return now;
		before = JSON.stringify(now);
		await delay(LOOK_MS);
	}
}
