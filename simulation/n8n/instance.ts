import type { IDataObject } from 'n8n-workflow';

import type { RequestKind } from '../network/faults';
import { objectIn, type Answer, type Arrived } from '../network/message';
import type { Host } from '../network/network';
import type { CallbackRequest } from '../vendors/model';
import type { World } from '../world';
import { webhookIdOf, type NodeModel } from './context';
import { contextParts } from './contextParts';
import { hookContext } from './hooks';
import type { Process } from './process';
import type { SleepingExecution } from './waiting';
import { callWebhook, type WebhookRequest } from './webhook';

/** n8n at its public URL: suspended executions and, while the workflow is published, the relays of its nodes. */
export class Instance implements Host {
	/** The process that currently serves webhooks, if there is one. */
	server: Process | undefined;

	private readonly executions = new Map<string, SleepingExecution>();

	constructor(
		private readonly world: World,
		process: Process,
		private readonly nodes: readonly NodeModel[],
	) {
		this.server = process;
	}

	add(id: string, execution: SleepingExecution): void {
		this.executions.set(id, execution);
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
		return await this.receive(url, {
			method,
			query: Object.fromEntries(url.searchParams),
			headers: { ...headers },
			body: toData(objectIn(body.text)),
			text: body.text,
		});
	}

	/** Handles a callback of the vendor. */
	async call({ url, headers, query, body }: CallbackRequest): Promise<Answer> {
		const all = { ...Object.fromEntries(new URL(url).searchParams), ...query };
		const text = JSON.stringify(body);
		const request = { method: 'POST', query: all, headers, body: toData(objectIn(text)), text };
		return await this.receive(new URL(url), request);
	}

	/** The workflow is unpublished: n8n calls the nodes' methods, then removes their webhooks. */
	async unpublish(): Promise<void> {
		const { world, server } = this;
		for (const node of this.nodes) {
			const type = server?.code.nodes[node.type];
			if (!server || !type || !('webhookMethods' in type && 'setup' in type.webhookMethods)) continue;
			await type.webhookMethods.setup.delete.call(
				hookContext(contextParts(this.world, server, node), '', {}),
			);
		}
		world.workflow.isActive = false;
		world.trace.add('n8n', 'has unpublished the workflow');
	}

	private async receive(url: URL, request: WebhookRequest): Promise<Answer> {
		const { server } = this;
		if (!server?.isAlive) return { status: 502, body: '' };
		const [, kind, id = '', ...rest] = url.pathname.split('/');
		if (kind === 'webhook-waiting') {
			return (await this.executions.get(id)?.receive(server, request)) ?? { status: 404, body: '' };
		}
		const [again, execution, token, ...more] = rest;
		const node = this.nodes.find((each) => webhookIdOf(each, this.world.workflow) === id);
		const isPath = kind === 'webhook' && again === id && more.length === 0;
		if (!node || !isPath || execution === undefined || token === undefined || !this.hasRelay(server, node)) {
			return { status: 404, body: '' };
		}
		return await this.relay(server, node, { ...request, params: { execution, token } });
	}

	/** As the expression of the webhook's HTTP method defines it. */
	private hasRelay(server: Process, { type, parameters }: NodeModel): boolean {
		const { webhooks = [] } = server.code.nodes[type].description;
		const condition = `=== ${JSON.stringify(parameters.operation)} ? "POST"`;
		return (
			this.world.workflow.isActive &&
			webhooks.some(({ name, httpMethod }) => name === RELAY && httpMethod.includes(condition))
		);
	}

	private async relay(server: Process, node: NodeModel, request: WebhookRequest): Promise<Answer> {
		const type = server.code.nodes[node.type];
		if (!('webhook' in type)) throw new Error(`${node.type} has no webhook`);
		const { answered, result } = callWebhook(type.webhook, {
			...contextParts(this.world, server, node),
			webhookName: RELAY,
			request,
			staticData: {},
			executionId: '',
			contexts: new Map(),
		});
		void result.then((done) => {
			if (done.kind === 'error') this.world.violation('relay fails', String(done.error));
			else if (done.data) this.world.violation('relay fails', 'it starts an execution');
		});
		return await answered;
	}
}

/** The name of the webhooks of a relay. */
const RELAY = 'setup';

/** The body as n8n parses it. */
function toData(value: Record<string, unknown>): IDataObject {
	return Object.fromEntries(
		Object.entries(value).map(([name, each]) => [
			name,
			Array.isArray(each) ? each.map(String) : String(each),
		]),
	);
}
