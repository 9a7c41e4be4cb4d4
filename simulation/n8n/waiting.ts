import type { INodeExecutionData } from 'n8n-workflow';

import type { RequestKind } from '../network/faults';
import { objectIn, type Answer, type Arrived } from '../network/message';
import type { Host, Sender, Sent } from '../network/network';
import type { CallbackRequest } from '../vendors/model';
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

/** One suspended execution and its resume URL. */
export class SleepingExecution implements Host {
	state: 'running' | 'asleep' | 'resumed' | 'failed' | 'timed out' | 'stopped' = 'running';

	output: INodeExecutionData[] = [];

	/** The reason of a failed execution. */
	error: unknown;

	readonly calls: WebhookCall[] = [];

	/** The process that currently serves webhooks, if there is one. */
	server: Process | undefined;

	private onEnd: () => void = () => undefined;

	readonly ended = new Promise<void>((resolve) => {
		this.onEnd = resolve;
	});

	constructor(
		private readonly execution: Execution,
		private readonly node: NodeModel,
		private readonly input: () => INodeExecutionData[],
	) {
		this.server = execution.process;
	}

	/** The suspended execution is stored. */
	fallAsleep(): void {
		this.state = 'asleep';
		this.execution.world.trace.add('n8n', `execution ${this.execution.id} sleeps`);
		this.check();
	}

	end(state: 'resumed' | 'failed' | 'timed out' | 'stopped', output: INodeExecutionData[]): void {
		this.state = state;
		this.output = output;
		this.execution.world.trace.add('n8n', `execution ${this.execution.id} ${state}`);
		this.onEnd();
	}

	kindOf(): RequestKind {
		return 'n8n';
	}

	errorBody(): string {
		return '';
	}

	date(): undefined {
		return undefined;
	}

	async handle({ method, url, headers, body }: Arrived): Promise<Answer> {
		const query = Object.fromEntries(url.searchParams);
		return await this.receive({ method, query, headers: { ...headers }, body: {}, text: body.text });
	}

	async call({ url, headers, query, body }: CallbackRequest): Promise<Answer> {
		const all = { ...Object.fromEntries(new URL(url).searchParams), ...query };
		const text = JSON.stringify(body);
		const data = objectIn(text);
		return await this.receive({ method: 'POST', query: all, headers, body: toData(data), text });
	}

	private async receive(request: WebhookRequest): Promise<Answer> {
		const { execution, server } = this;
		const { world } = execution;
		if (!server?.isAlive) return { status: 502, body: '' };
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
			workflowId: world.workflowId,
			log: (level, message) => world.log(level, message),
			scope: (itemIndex) => execution.scope(this.input()[itemIndex]?.json),
			request,
			staticData: {},
			executionId: execution.id,
			contexts: execution.contexts,
		});
		const status = result.then((done) => this.finish(call, done));
		return { status: await Promise.race([answered, status]), body: '' };
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
			if (this.server && waitTill !== undefined && world.clock.now >= waitTill)
				this.end('timed out', this.input());
			else this.check();
		});
	}
}

function conflict(why: string): Answer {
	return { status: 409, body: JSON.stringify({ message: `The execution ${why}.` }) };
}

function toData(value: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, String(each)]));
}
