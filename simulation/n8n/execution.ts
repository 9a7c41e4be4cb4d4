import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isObject } from '../network/message';
import type { Sender, Sent } from '../network/network';
import type { World } from '../world';
import { executeContext, type NodeModel } from './context';
import type { ExpressionScope } from './expressions';
import type { Process } from './process';
import type { AttemptRecord, ExecutionRecord, NodeResult } from './record';

/** One execution of a workflow. */
export class Execution implements ExecutionRecord {
	/** What nodes store, by the name of the node. */
	readonly contexts: Map<string, IDataObject>;

	readonly cancel = new AbortController();

	/** When the user or n8n has ended it. */
	stoppedAt: number | undefined;

	waitTill: number | undefined;

	constructor(
		readonly world: World,
		readonly process: Process,
		readonly id: string,
		/** A retry starts with the data that the previous execution has stored. */
		contexts: ReadonlyMap<string, IDataObject> = new Map(),
	) {
		this.contexts = new Map([...contexts].map(([name, kept]) => [name, structuredClone(kept)]));
	}

	get resumeUrl(): string {
		return `https://n8n.example.com/webhook-waiting/${this.id}?signature=${this.token}`;
	}

	/** n8n's token in the resume URL. */
	get token(): string {
		return `0123456789abcdef${this.id.padStart(16, '0')}`;
	}

	contextOf(node: string): IDataObject {
		const kept = this.contexts.get(node) ?? {};
		this.contexts.set(node, kept);
		return kept;
	}

	scope(json: unknown): ExpressionScope {
		return { json, resumeUrl: this.resumeUrl, contexts: this.contexts };
	}

	isStopped(): boolean {
		return this.stoppedAt !== undefined;
	}

	/** Ends it from outside: "Stop", or a timeout of the workflow. */
	stop(): void {
		this.stoppedAt = this.world.clock.now;
		this.cancel.abort();
	}
}

/** One call of `execute`. */
class Attempt implements Sender, AttemptRecord {
	endedAt: number | undefined;

	readonly startedAt: number;

	readonly requests: Sent[] = [];

	result: NodeResult | undefined;

	constructor(
		readonly execution: Execution,
		readonly node: NodeModel,
		readonly items: readonly INodeExecutionData[],
		readonly runIndex: number,
		readonly number: number,
	) {
		this.startedAt = execution.world.clock.now;
	}

	get process(): Process {
		return this.execution.process;
	}

	onSend(sent: Sent): void {
		const { world, stoppedAt } = this.execution;
		this.requests.push(sent);
		if (sent.kind === 'n8n') return;
		if (this.endedAt !== undefined) world.violation('after the end', `#${sent.id} ${sent.text}`);
		// A token that was being fetched cannot be told.
		if (stoppedAt !== undefined && sent.kind !== 'token')
			world.violation('after Stop', `#${sent.id} ${sent.text}`);
	}

	onAbort(sent: Sent): void {
		const { world, cancel } = this.execution;
		if (!cancel.signal.aborted) {
			world.violation('given up for another item', `#${sent.id} ${sent.text} was under way`);
		}
	}

	async run(): Promise<NodeResult> {
		const { execution, node, items, runIndex, process } = this;
		const { world } = execution;
		const context = executeContext({
			process,
			network: world.network,
			sender: this,
			credentials: world.credentials.in(process.code),
			node,
			workflow: world.workflow,
			log: (level, message) => world.log(level, message),
			scope: (itemIndex) => execution.scope(items[itemIndex]?.json),
			items,
			runIndex,
			executionId: execution.id,
			cancel: execution.cancel.signal,
			isTool: world.isTool,
			kept: execution.contextOf(node.name),
			putToWait: (until) => {
				execution.waitTill = until.getTime();
			},
		});
		world.attempts.push(this);
		world.trace.add(process.name, `${node.name}: run ${runIndex}, try ${this.number}, ${items.length} items`);
		const type = process.code.nodes[node.type];
		if (!('execute' in type)) throw new Error(`${node.type} is a trigger`);
		const [outcome] = await Promise.allSettled([type.execute.call(context)]);
		this.endedAt = world.clock.now;
		this.result =
			outcome.status === 'fulfilled'
				? { kind: 'output', items: outcome.value.flat() }
				: { kind: 'error', error: outcome.reason };
		world.trace.add(process.name, `${node.name}: ${describeResult(this.result)}`);
		return this.result;
	}
}

/** Whether n8n treats a successful call as a failed one (`workflow-execute.js`, `checkFailure`). */
export function looksFailed(items: readonly INodeExecutionData[]): boolean {
	const error: unknown = items[0]?.json.error;
	return error !== undefined && error !== null && error !== false;
}

/** Runs a node like n8n, with "Retry On Fail" (`workflow-execute.js`, `processRunExecutionData`). */
export async function runNode(
	execution: Execution,
	node: NodeModel,
	items: readonly INodeExecutionData[],
	runIndex: number,
): Promise<NodeResult> {
	let last: NodeResult = { kind: 'output', items: [] };
	for (let number = 1; number <= node.tries; number += 1) {
		// n8n also continues its attempts after Stop.
		if (number > 1) await execution.world.clock.sleep(node.waitBetweenTriesMs, execution.process);
		last = await new Attempt(execution, node, items, runIndex, number).run();
		if (last.kind === 'output' && !looksFailed(last.items)) return last;
	}
	return last;
}

/** The text of a result, with everything that n8n shows and stores about an error. */
export function textOfResult(result: NodeResult): string {
	if (result.kind === 'output') return JSON.stringify(result.items);
	const { error } = result;
	if (!(error instanceof Error)) return String(error);
	const { message } = error;
	const description: unknown = Reflect.get(error, 'description');
	const context: unknown = Reflect.get(error, 'context');
	return JSON.stringify({ message, description, context: isObject(context) ? context : {} });
}

function describeResult(result: NodeResult): string {
	if (result.kind === 'error') return `fails: ${textOfResult(result)}`;
	return `returns ${result.items.map(({ json }) => describeItem(json)).join(' | ')}`;
}

function describeItem(json: IDataObject): string {
	const rest = Object.entries(json).filter(([name]) => name !== 'words' && name !== 'segments');
	const text = JSON.stringify(Object.fromEntries(rest));
	return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
