import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { startN8n, type RunningN8n } from '../../platform/n8n';
import { freePort } from '../../platform/ports';
import { startStage, type Stage } from '../../platform/stage';
import { waitFor } from '../../platform/wait';
import { publishBurst } from '../../test/e2e/support/bursts';
import { vendors, type VendorFacts } from '../../test/e2e/support/vendors';
import { controlSandbox, type SandboxControl } from '../../test/support/sandbox';
import { toRow, type Measurement, type Row, type Setting } from '../lib/row';

const SLEEPERS = 1_000;
/** Executions that are started at the same time. */
const STARTS_AT_ONCE = 5;
/** Jobs that end at once, each second. */
const ENDS_A_SECOND = 5;

const LIMIT_MS = 900_000;

/** Row 13 of the bench: executions that are suspended while n8n is restarted. */
export const sleepers: Measurement = {
	name: 'sleepers',
	explanation: `A real n8n with SQLite and the packed package. ${SLEEPERS.toLocaleString('en')} executions are suspended, each with a job of its own. Then n8n is
restarted, and afterwards ${ENDS_A_SECOND} jobs end each second. The start of n8n is compared with a restart before any execution is
suspended. Measured once for each vendor.`,
	measure: async (setting) => {
		const rows: Row[] = [];
		for (const facts of vendors.filter(({ suspends }) => suspends)) {
			rows.push(...(await measureVendor(setting, facts)));
		}
		return rows;
	},
};

async function measureVendor(setting: Setting, facts: VendorFacts): Promise<Row[]> {
	const { quick, progress, folder } = setting;
	const { name, displayName } = facts;
	const size = quick ? 50 : SLEEPERS;
	const stage = await startStage({
		port: await freePort(),
		userFolder: join(folder, `n8n-sleepers-${name}`),
		sandbox: { port: 0, speedMs: 0 },
		progress,
	});
	const sandbox = controlSandbox(stage.sandbox.url);
	let { n8n } = stage;
	try {
		const before = await restarted(setting, stage, n8n, name);
		n8n = before.n8n;
		progress.update(`sleepers: ${displayName}, ${size} executions …`);
		const workflowId = await suspendEach({ ...stage, sandbox }, facts, size);
		const after = await restarted(setting, stage, n8n, name);
		n8n = after.n8n;
		progress.update(`sleepers: ${displayName}, ${size} jobs end …`);
		const sent = (await sandbox.requests({ vendor: name })).length;
		const seconds = await endEach({ ...stage, sandbox }, workflowId, size);
		const succeeded = await stage.client.countExecutions(workflowId, 'success');
		const requests = (await sandbox.requests({ vendor: name })).length - sent;
		const jobs = (await sandbox.jobs(name)).length;
		if (jobs !== size) throw new Error(`${displayName}: ${jobs} jobs for ${size} executions`);
		return [
			toRow(setting, {
				key: `sleepers.${name}.lost`,
				title: `${displayName}, ${size} executions: those that did not resume`,
				value: size - succeeded,
				unit: 'executions',
				goal: { atMost: 0 },
				runs: { executions: [size - succeeded] },
			}),
			toRow(setting, {
				key: `sleepers.${name}.requests`,
				title: `${displayName}: requests for each job, from the restart on`,
				value: requests / size,
				unit: 'requests',
				goal: { atMost: 4 },
				runs: { requests: [requests] },
			}),
			toRow(setting, {
				key: `sleepers.${name}.awake`,
				title: `${displayName}: until all have resumed, relative to the ${size / ENDS_A_SECOND} s in which the jobs end`,
				value: seconds / (size / ENDS_A_SECOND),
				unit: '×',
				runs: { seconds: [seconds] },
			}),
			toRow(setting, {
				key: `sleepers.${name}.start`,
				title: `${displayName}: start of n8n relative to its start without suspended executions`,
				value: after.seconds / before.seconds,
				unit: '×',
				runs: { withSeconds: [after.seconds], withoutSeconds: [before.seconds] },
			}),
		];
	} finally {
		await n8n.stop();
		await stage.stop();
	}
}

/** Stops n8n and starts it again with the same data. */
async function restarted(
	{ folder }: Setting,
	{ runtime, apps }: Stage,
	running: RunningN8n,
	name: string,
): Promise<{ n8n: RunningN8n; seconds: number }> {
	await running.stop();
	const began = performance.now();
	const n8n = await startN8n({
		runtime,
		port: Number(new URL(running.url).port),
		userFolder: join(folder, `n8n-sleepers-${name}`),
		env: apps.env,
	});
	return { n8n, seconds: (performance.now() - began) / 1000 };
}

type Surroundings = Pick<Stage, 'client' | 'credentials'> & { sandbox: SandboxControl };

/** Starts executions until `size` are suspended; returns the ID of their workflow. */
async function suspendEach(surroundings: Surroundings, facts: VendorFacts, size: number): Promise<string> {
	const { client } = surroundings;
	const { workflowId, start } = await publishBurst(surroundings, facts, 1);
	for (let started = 0; started < size; started += STARTS_AT_ONCE) {
		await Promise.all(Array.from({ length: STARTS_AT_ONCE }, start));
	}
	await waitFor(
		async () => ((await client.countExecutions(workflowId, 'waiting')) >= size ? true : undefined),
		{ what: `${size} suspended executions`, timeoutMs: LIMIT_MS, intervalMs: 1_000 },
	);
	return workflowId;
}

/** Ends the jobs and waits until no execution is suspended or runs; returns the seconds that took. */
async function endEach({ client, sandbox }: Surroundings, workflowId: string, size: number): Promise<number> {
	const began = performance.now();
	for (let ended = 0; ended < size; ended += ENDS_A_SECOND) {
		await sandbox.finish(ENDS_A_SECOND);
		await delay(Math.max(0, began + (1000 * (ended + ENDS_A_SECOND)) / ENDS_A_SECOND - performance.now()));
	}
	const open = async (): Promise<number> =>
		(await client.countExecutions(workflowId, 'waiting')) +
		(await client.countExecutions(workflowId, 'running'));
	await waitFor(async () => ((await open()) === 0 ? true : undefined), {
		what: 'all executions to end',
		timeoutMs: LIMIT_MS,
		intervalMs: 500,
	}).catch(() => undefined);
	return (performance.now() - began) / 1000;
}
