import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { NodeModel } from '../n8n/context';
import { Execution, runNode, textOfResult } from '../n8n/execution';
import type { Process } from '../n8n/process';
import type { NodeResult } from '../n8n/record';
import type { World } from '../world';
import { toItems, type Recording } from './items';
import { parametersFor, VERSIONS } from './parameters';
import type { Interruption, LifePlan } from './plan';

/** One request of the user for a recording. */
interface Ask {
	recording: string;
	version: string;
	/**
	 * What n8n treats as the same request of a user: the execution or the one that it retries, iteration of a loop,
	 * item.
	 */
	key: string;
}

/** The data of an execution that n8n has stored. */
interface StoredExecution {
	id: string;
	texts: string[];
	contexts: string;
}

/** The data of a life for the checks. */
export interface Remains {
	asks: Ask[];
	stored: StoredExecution[];
	/** IDs of executions that n8n does not store. */
	lost: Set<string>;
}

/** How long n8n waits for its executions after SIGTERM, in ms. */
const GRACE_MS = 30_000;

/** How an execution ended. */
type End = 'finished' | 'failed' | 'stopped' | 'killed';

/** Executions of one workflow: the first and its retries. */
export class RunLife {
	readonly remains: Remains = { asks: [], stored: [], lost: new Set() };

	private version = 0;

	private round = 0;

	/** The input of Wait for Completion, if a retry starts there. */
	private waitInput: readonly INodeExecutionData[] | undefined;

	/** Changes if n8n has forgotten the created jobs. */
	private lineage = 0;

	constructor(
		private readonly world: World,
		private readonly plan: LifePlan,
		private readonly processes: readonly [Process, Process],
	) {}

	async live(): Promise<void> {
		const { world, plan } = this;
		let contexts: ReadonlyMap<string, IDataObject> = new Map();
		let [process] = this.processes;
		for (let number = 0; ; number += 1) {
			const execution = new Execution(world, process, world.executionId(number), contexts);
			const end = await this.execute(execution, number === 0 ? plan.interruption : undefined);
			world.trace.add('n8n', `execution ${execution.id} ${end}`);
			const retry = plan.retries[number];
			if (end === 'finished' || !retry) return;
			await world.clock.sleep(retry.afterMs);
			contexts = end === 'failed' ? execution.contexts : new Map();
			if (end !== 'failed') {
				this.lineage += 1;
				this.waitInput = undefined;
			}
			if (retry.hasChanges) this.version += 1;
			if (retry.inOtherProcess || !process.isAlive) [, process] = this.processes;
			world.trace.add('person', `retries${retry.hasChanges ? ' with other parameters' : ''}`);
		}
	}

	private async execute(execution: Execution, interruption: Interruption | undefined): Promise<End> {
		const { world, remains } = this;
		const texts: string[] = [];
		const ended = this.rounds(execution, texts).then((end): End => {
			if (execution.stoppedAt === undefined) return end;
			return interruption?.kind === 'timeOut' ? 'failed' : 'stopped';
		});
		const end = interruption ? await this.interrupt(execution, ended, interruption) : await ended;
		if (end === 'stopped') {
			const [first] = texts.slice(-1);
			// Of an error after Stop, only the message of the first item is logged.
			if (first !== undefined) world.log('warn', messageIn(first));
		}
		if (end === 'stopped' || end === 'killed') remains.lost.add(execution.id);
		else {
			const contexts = JSON.stringify([...execution.contexts.values()]);
			remains.stored.push({ id: execution.id, texts, contexts });
		}
		return end;
	}

	private async interrupt(
		execution: Execution,
		ended: Promise<End>,
		{ kind, atMs }: Interruption,
	): Promise<End> {
		const { world } = this;
		const { process } = execution;
		let isOver = false;
		const finished = ended.then((end) => {
			isOver = true;
			return end;
		});
		const killed = new Promise<End>((resolve) => {
			const kill = () => {
				if (isOver) return;
				world.kill(process);
				resolve('killed');
			};
			world.clock.after(atMs, () => {
				if (isOver) return;
				world.trace.add('n8n', `${kind} of execution ${execution.id}`);
				if (kind === 'kill') kill();
				else if (kind === 'terminate') world.clock.after(GRACE_MS, kill);
				else execution.stop();
			});
		});
		return await Promise.race([finished, killed]);
	}

	private async rounds(execution: Execution, texts: string[]): Promise<'finished' | 'failed'> {
		const { plan } = this;
		for (; this.round < plan.rounds.length; this.round += 1) {
			if (execution.isStopped()) return 'failed';
			if (!this.waitInput) {
				const made = await this.runFirst(execution, plan.rounds[this.round] ?? []);
				texts.push(textOfResult(made));
				if (made.kind === 'error') return 'failed';
				if (!plan.waitsAfter) continue;
				this.waitInput = made.items;
			}
			if (execution.isStopped()) return 'failed';
			const waited = await runNode(execution, this.waitNode(), this.waitInput, this.round);
			texts.push(textOfResult(waited));
			if (waited.kind === 'error') return 'failed';
			this.waitInput = undefined;
		}
		return 'finished';
	}

	private async runFirst(execution: Execution, recordings: readonly Recording[]): Promise<NodeResult> {
		const { plan, round, lineage, remains } = this;
		const version = VERSIONS[plan.vendor][this.version] ?? '';
		recordings.forEach(({ name }, item) => {
			const key = `${lineage} ${round} ${item} ${name} ${version}`;
			if (remains.asks.some((ask) => ask.key === key)) return;
			remains.asks.push({ recording: name, version, key });
		});
		const node: NodeModel = {
			...plan.node,
			name: 'Speech',
			type: plan.vendor,
			parameters: parametersFor(plan.vendor, plan.operation, plan.options, version),
		};
		const items: INodeExecutionData[] = toItems(recordings);
		return await runNode(execution, node, items, round);
	}

	private waitNode(): NodeModel {
		const { plan } = this;
		return {
			...plan.node,
			name: 'Wait',
			type: plan.vendor,
			parameters: parametersFor(plan.vendor, 'wait', plan.options, ''),
		};
	}
}

function messageIn(text: string): string {
	const [, message] = /"(?:message|error)":("(?:[^"\\]|\\.)*")/.exec(text) ?? [];
	const parsed: unknown = message === undefined ? '' : JSON.parse(message);
	return typeof parsed === 'string' ? parsed : '';
}
