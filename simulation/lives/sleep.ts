import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { Random } from '../core/random';
import type { NodeModel } from '../n8n/context';
import { Execution, runNode, textOfResult } from '../n8n/execution';
import { Instance } from '../n8n/instance';
import type { Process } from '../n8n/process';
import { SleepingExecution } from '../n8n/waiting';
import { CLEAR, LATEST_EFFECT_MS } from '../network/faults';
import type { Endpoint } from '../vendors/model';
import type { World } from '../world';
import { Callbacks } from './callbacks';
import { toItems } from './items';
import { parametersFor, VERSIONS } from './parameters';
import type { LifePlan } from './plan';
import type { Remains } from './run';

/** How long n8n is stopped between a kill and its next start, in ms. */
const RESTART_MS = 20_000;

/** Job: Create with a callback, and a Wait for Completion that suspends the execution. */
export class SleepLife {
	readonly remains: Remains = { asks: [], stored: [], lost: new Set() };

	sleeping: SleepingExecution | undefined;

	callbacks: Callbacks | undefined;

	/** Endpoints that were registered after the execution had ended. */
	endpointsLeft: readonly Endpoint[] = [];

	/** Whether anything interfered with the suspended execution. */
	wasInterrupted = false;

	private items: INodeExecutionData[] = [];

	constructor(
		private readonly world: World,
		private readonly plan: LifePlan,
		private readonly processes: readonly [Process, Process],
	) {}

	/** The job IDs that the execution waits for. */
	get awaitedIds(): string[] {
		return this.items.flatMap(({ json }) => (typeof json.jobId === 'string' ? [json.jobId] : []));
	}

	async live(): Promise<void> {
		const { world, plan, remains } = this;
		const [process] = this.processes;
		const execution = new Execution(world, process, world.executionId(0));
		const node = waitNode(plan);
		const create: NodeModel = { ...node, name: 'Create', parameters: createParameters(plan) };
		const instance = new Instance(world, process, [create, node]);
		const sleeping = new SleepingExecution(execution, node, () => this.items, instance);
		this.sleeping = sleeping;
		world.n8n = instance;
		world.workflow.isTest = plan.publication.kind === 'testRun';
		world.workflow.isActive = plan.publication.kind === 'published';
		const random = new Random(`callbacks ${plan.vendor} ${plan.seed}`);
		this.callbacks = new Callbacks(
			world,
			plan.vendor,
			random,
			async (request) => await instance.call(request),
			random.pick([0, 0, 0.3, 2]),
		);
		const texts: string[] = [];
		const isAsleep = await this.goToSleep(execution, create, node, texts);
		if (isAsleep) {
			await this.sleep(execution, sleeping, instance);
			const { error, output: items } = sleeping;
			texts.push(textOfResult(error === undefined ? { kind: 'output', items } : { kind: 'error', error }));
		} else {
			sleeping.end('never asleep', []);
		}
		const contexts = JSON.stringify([...execution.contexts.values()]);
		remains.stored.push({ id: execution.id, texts, contexts });
		if (sleeping.state === 'stopped') remains.lost.add(execution.id);
		await this.cleanUp();
	}

	private async goToSleep(
		execution: Execution,
		create: NodeModel,
		node: NodeModel,
		texts: string[],
	): Promise<boolean> {
		const { world, plan, remains } = this;
		const recordings = plan.rounds[0] ?? [];
		const version = VERSIONS[plan.vendor][0];
		for (const [item, { name }] of recordings.entries()) {
			remains.asks.push({ recording: name, version, key: `${item} ${name}` });
		}
		const made = await runNode(execution, create, toItems(recordings), 0);
		texts.push(textOfResult(made));
		if (made.kind === 'error') return false;
		this.items = made.items.filter(({ json }) => typeof json.jobId === 'string');
		if (this.items.length === 0) return false;
		const waited = await runNode(execution, node, this.items, 0);
		texts.push(textOfResult(waited));
		if (waited.kind === 'error' || execution.waitTill === undefined) return false;
		await world.clock.sleep(new Random(`store ${plan.seed}`).between(5, 400));
		return true;
	}

	private async sleep(execution: Execution, sleeping: SleepingExecution, instance: Instance): Promise<void> {
		const { world, plan } = this;
		sleeping.fallAsleep();
		const { interruption, publication } = plan;
		if (interruption) {
			world.clock.after(interruption.atMs, () => {
				if (sleeping.state !== 'asleep') return;
				this.wasInterrupted = true;
				if (interruption.kind === 'stop') sleeping.end('stopped', []);
				else this.restart(execution, instance);
			});
		}
		if (publication.endsAtMs !== undefined) {
			world.clock.after(publication.endsAtMs, () => void instance.unpublish());
		}
		await sleeping.ended;
	}

	private restart({ process }: Execution, instance: Instance): void {
		const { world } = this;
		world.kill(process);
		instance.server = undefined;
		world.clock.after(RESTART_MS, () => {
			[, instance.server] = this.processes;
			world.trace.add('n8n', 'has started again');
		});
	}

	/** The next production run of a node, without faults; for vendors with endpoints, it removes remaining ones. */
	private async cleanUp(): Promise<void> {
		const { world, plan } = this;
		const [first, second] = this.processes;
		// The last request may only take effect now.
		await world.clock.sleep(2 * LATEST_EFFECT_MS);
		this.endpointsLeft = world.vendor.endpoints.filter(({ isCopy }) => !isCopy);
		if (this.endpointsLeft.length === 0) return;
		world.trace.add('n8n', `${world.vendor.endpoints.length} endpoints are left`);
		world.network.weather = CLEAR;
		world.workflow.isTest = false;
		const execution = new Execution(world, first.isAlive ? first : second, world.executionId(9));
		const job = world.vendor.jobs.create(`${plan.seed}99`, FOREIGN, { recording: '', version: '', kept: {} });
		Object.assign(job, { endsAt: world.clock.now, hasFailed: false });
		const node: NodeModel = {
			...waitNode(plan),
			parameters: parametersFor(plan.vendor, 'wait', plan.options, ''),
		};
		await runNode(execution, node, [{ json: { jobId: job.id } }], 0);
	}
}

/** A request by another program. */
export const FOREIGN = {
	id: 0,
	isCopy: true,
	method: 'POST',
	url: new URL('https://example.com/'),
	headers: {},
	body: { text: '', parts: [] },
};

function createParameters({ vendor, options }: LifePlan): INodeParameters {
	return parametersFor(
		vendor,
		'create',
		options,
		VERSIONS[vendor][0],
		vendor === 'prosa' ? {} : { callback: 'resume' },
	);
}

function waitNode({ vendor, options, node }: LifePlan): NodeModel {
	return {
		...node,
		tries: 1,
		name: 'Wait',
		type: vendor,
		parameters: parametersFor(vendor, 'wait', options, '', {
			waitMode: 'suspend',
			output: options.output === 'text' ? 'job' : 'transcript',
		}),
	};
}
