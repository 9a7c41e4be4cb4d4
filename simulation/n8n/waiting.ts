import type { INodeExecutionData } from 'n8n-workflow';

import type { Answer } from '../network/message';
import type { Sender, Sent } from '../network/network';
import type { NodeModel } from './context';
import type { Execution } from './execution';
import type { Process } from './process';
import { callWebhook, type WebhookRequest, type WebhookResult } from './webhook';

/** A call of a node's `webhook`. */
export interface WebhookCall {
	requests: Sent[];
	resumes: boolean;
}

/** n8n checks once a minute which executions have reached their time limit. */
const CHECK_EVERY_MS = 60_000;

/** How a suspended execution ended. */
type End = 'resumed' | 'failed' | 'timed out' | 'stopped';

/** What serves the resume URLs of suspended executions. */
interface WebhookServer {
	/** The process that currently serves webhooks, if there is one. */
	readonly server: Process | undefined;
	add(id: string, execution: SleepingExecution): void;
}

/** One suspended execution and its resume URL. */
export class SleepingExecution {
	state: 'running' | 'never asleep' | 'asleep' | End = 'running';

	endedAt: number | undefined;

	output: INodeExecutionData[] = [];

	/** The reason of a failed execution. */
	error: unknown;

	readonly calls: WebhookCall[] = [];

	private onEnd: () => void = () => undefined;

	readonly ended = new Promise<void>((resolve) => {
		this.onEnd = resolve;
	});

	constructor(
		private readonly execution: Execution,
		private readonly node: NodeModel,
		private readonly input: () => INodeExecutionData[],
		private readonly instance: WebhookServer,
	) {
		instance.add(execution.id, this);
	}

	/** The suspended execution is stored. */
	fallAsleep(): void {
		this.state = 'asleep';
		this.execution.world.trace.add('n8n', `execution ${this.execution.id} sleeps`);
		this.check();
	}

	end(state: 'never asleep' | End, output: INodeExecutionData[]): void {
		this.state = state;
		this.endedAt = this.execution.world.clock.now;
		this.output = output;
		this.execution.world.trace.add('n8n', `execution ${this.execution.id} ${state}`);
		this.onEnd();
	}

	/** Handles a call of its resume URL. */
	async receive(server: Process, request: WebhookRequest): Promise<Answer> {
		const { execution } = this;
		const { world } = execution;
		if (request.query.signature !== execution.token) return { status: 401, body: '' };
		if (this.state === 'running') return conflict('is running already');
		if (this.state !== 'asleep') return conflict('has finished already');
		const call: WebhookCall = { requests: [], resumes: false };
		this.calls.push(call);
		const type = server.code.nodes[this.node.type];
		if (!('webhook' in type)) throw new Error(`${this.node.type} has no webhook`);
		const sender: Sender = {
			process: server,
			onSend: (sent) => call.requests.push(sent),
			onAbort: () => undefined,
		};
		const { answered, result } = callWebhook(type.webhook, {
			process: server,
			network: world.network,
			sender,
			credentials: world.credentials.in(server.code),
			node: this.node,
			workflow: world.workflow,
			log: (level, message) => world.log(level, message),
			scope: (itemIndex) => execution.scope(this.input()[itemIndex]?.json),
			request,
			staticData: {},
			executionId: execution.id,
			contexts: execution.contexts,
		});
		const finished = result.then((done) => this.finish(call, done)).then((status) => ({ status, body: '' }));
		return await Promise.race([answered, finished]);
	}

	/** Applies the node's result to the execution; returns the status for a caller that waits for it. */
	private finish(call: WebhookCall, result: WebhookResult): number {
		if (result.kind === 'data' && !result.data) return 200;
		// The execution is already being resumed.
		if (this.isOver()) return 500;
		if (result.kind === 'error') {
			this.error = result.error;
			this.end('failed', []);
			return 500;
		}
		call.resumes = true;
		this.end('resumed', result.data?.flat() ?? []);
		return 200;
	}

	private isOver(): boolean {
		return this.state !== 'asleep';
	}

	private check(): void {
		const { world, waitTill } = this.execution;
		world.clock.after(CHECK_EVERY_MS, () => {
			if (this.state !== 'asleep') return;
			// n8n outputs the input of the node.
			if (this.instance.server && waitTill !== undefined && world.clock.now >= waitTill)
				this.end('timed out', this.input());
			else this.check();
		});
	}
}

function conflict(why: string): Answer {
	return { status: 409, body: JSON.stringify({ message: `The execution ${why}.` }) };
}
