import { checkAsleep } from './checks/asleep';
import { checkCalm } from './checks/calm';
import type { Check, Past } from './checks/check';
import { checkEndpoints } from './checks/endpoints';
import { checkEnds } from './checks/ends';
import { checkHonest } from './checks/honest';
import { checkNamed } from './checks/named';
import { checkPaid } from './checks/paid';
import { checkPaired } from './checks/paired';
import { checkPatience } from './checks/patience';
import { checkReused } from './checks/reused';
import { checkTriggers } from './checks/triggers';
import { checkUnbroken } from './checks/unbroken';
import { countsOf } from './counts';
import { planLife, type LifePlan } from './lives/plan';
import { RunLife } from './lives/run';
import { SleepLife } from './lives/sleep';
import { liveAsTool } from './lives/tool';
import { TriggerLife } from './lives/trigger';
import { Process } from './n8n/process';
import { loadPackage, type Machine, type PackageCode } from './package/load';
import type { VendorName } from './vendors/model';
import { World, type Violation } from './world';

const CHECKS: readonly Check[] = [
	checkAsleep,
	checkCalm,
	checkEndpoints,
	checkEnds,
	checkHonest,
	checkNamed,
	checkPaid,
	checkPaired,
	checkPatience,
	checkReused,
	checkTriggers,
	checkUnbroken,
];

/** No life is longer, in ms. */
const LONGEST_LIFE_MS = 30 * 24 * 3_600_000;

/** How long after a life is looked for what still happens, in ms. */
const AFTERLIFE_MS = 3_600_000;

export interface LifeResult {
	plan: LifePlan;
	violations: readonly Violation[];
	/** What happened how often. */
	counts: Record<string, number>;
	/** Tells lives apart in which something else happened. */
	hash: string;
	trace: string;
}

/** Two processes of n8n, in which one life after the other is lived. */
export class Stage {
	private readonly machines: [Machine, Machine] = [IDLE, IDLE];

	private readonly codes: readonly [PackageCode, PackageCode];

	constructor(code: string) {
		this.codes = [this.load(code, 0), this.load(code, 1)];
	}

	/** Lives the life of a seed and looks for what must never happen. */
	async live(seed: number, vendor: VendorName): Promise<LifeResult> {
		const plan = planLife(seed, vendor);
		for (const { forgetPaces } of this.codes) forgetPaces();
		const processes = [new Process('n8n', this.codes[0]), new Process('n8n-2', this.codes[1])] as const;
		const { vendorPlan, weather } = plan;
		const world = new World({ seed, vendor, vendorPlan, weather, processes, isTool: plan.kind === 'tool' });
		this.machines[0] = world.machineOf(processes[0]);
		this.machines[1] = world.machineOf(processes[1]);
		const past: Past = { world, plan, remains: undefined, sleep: undefined, trigger: undefined };
		let isOver = false;
		const life = begin(past, processes).finally(() => {
			isOver = true;
		});
		life.catch((error: unknown) => world.network.bugs.push(asError(error)));
		const end = await world.clock.run(() => isOver, world.began + LONGEST_LIFE_MS);
		if (end !== 'done') world.violation('does not end', `the life of ${vendor} ${seed}: ${end}`);
		await world.clock.run(() => false, world.clock.now + AFTERLIFE_MS);
		for (const bug of world.network.bugs)
			world.violation('the simulation is wrong', bug.stack ?? bug.message);
		if (end === 'done') for (const check of CHECKS) check(past);
		const { violations, trace } = world;
		return { plan, violations, counts: countsOf(past), hash: trace.hash, trace: trace.text };
	}

	private load(code: string, index: 0 | 1): PackageCode {
		return loadPackage(code, {
			now: () => this.machines[index].now(),
			random: () => this.machines[index].random(),
			sleep: async (ms, signal) => await this.machines[index].sleep(ms, signal),
			nextTurn: (callback) => this.machines[index].nextTurn(callback),
		});
	}
}

function asError(thrown: unknown): Error {
	return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** While no life is lived, e.g. when the package is loaded. */
const IDLE: Machine = {
	now: () => 0,
	random: () => 0,
	sleep: async () => await new Promise(() => undefined),
	nextTurn: () => undefined,
};

async function begin(past: Past, processes: readonly [Process, Process]): Promise<void> {
	const { world, plan } = past;
	switch (plan.kind) {
		case 'run': {
			const life = new RunLife(world, plan, processes);
			past.remains = life.remains;
			await life.live();
			return;
		}
		case 'sleep':
			past.sleep = new SleepLife(world, plan, processes);
			past.remains = past.sleep.remains;
			await past.sleep.live();
			return;
		case 'trigger':
			past.trigger = new TriggerLife(world, plan, processes[0]);
			await past.trigger.live();
			return;
		case 'tool':
			past.remains = await liveAsTool(world, plan, processes[0]);
	}
}
