import { createHmac } from 'node:crypto';

import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { Random } from '../core/random';
import type { ContextParts, NodeModel } from '../n8n/context';
import { contextParts } from '../n8n/contextParts';
import { WEBHOOK_SECRET } from '../n8n/credentials';
import { hookContext } from '../n8n/hooks';
import type { NodeType, Process } from '../n8n/process';
import { callWebhook, type WebhookResult } from '../n8n/webhook';
import { CLEAR } from '../network/faults';
import { objectIn, type Answer } from '../network/message';
import type { JobRecord } from '../vendors/jobs';
import type { CallbackRequest, VendorName } from '../vendors/model';
import type { World } from '../world';
import { Callbacks } from './callbacks';
import type { LifePlan } from './plan';
import { FOREIGN } from './sleep';

const TYPES: Record<VendorName, NodeType> = {
	assemblyAi: 'assemblyAiTrigger',
	botlhale: 'botlhaleTrigger',
	prosa: 'prosaTrigger',
	speechmatics: 'speechmaticsTrigger',
};

/** How often n8n tries to activate a workflow. */
const MOST_ACTIVATIONS = 3;

/** A workflow that is activated, started by callbacks, and deactivated. */
export class TriggerLife {
	/** The jobs for which the workflow was started, in order. */
	readonly starts: string[] = [];

	callbacks: Callbacks | undefined;

	readonly jobs: JobRecord[] = [];

	isActive = false;

	private readonly staticData: IDataObject = {};

	private readonly random: Random;

	private readonly url: string;

	constructor(
		private readonly world: World,
		private readonly plan: LifePlan,
		private readonly process: Process,
	) {
		this.random = new Random(`trigger ${plan.vendor} ${plan.seed}`);
		this.url = `https://n8n.example.com/webhook/${plan.seed}/webhook`;
	}

	async live(): Promise<void> {
		const { world, plan, random } = this;
		const { clock } = world;
		this.callbacks = new Callbacks(
			world,
			plan.vendor,
			random,
			async (request) => await this.receive(request),
			random.pick([0, 0.3]),
		);
		for (let attempt = 0; attempt < MOST_ACTIVATIONS && !this.isActive; attempt += 1) {
			await this.activate();
			await clock.sleep(1_000 * 2 ** attempt);
		}
		if (this.isActive) {
			const count = random.whole(1, 5);
			for (let number = 0; number < count; number += 1) {
				this.createJob(number);
				if (random.chance(0.5)) await clock.sleep(random.between(0, 5_000));
			}
			await clock.sleep(plan.vendorPlan.processingMs[1] + 4 * 3_600_000);
		}
		await this.deactivate();
		if (world.vendor.endpoints.length > 0) {
			world.trace.add('n8n', `${world.vendor.endpoints.length} endpoints are left`);
			world.network.weather = CLEAR;
			await clock.sleep(60_000);
			await this.activate();
			await this.deactivate();
		}
	}

	private createJob(number: number): void {
		const { world, plan, url } = this;
		const id =
			plan.vendor === 'botlhale'
				? `BotlhaleAI999/asr_${plan.seed}${number}.wav`
				: `${plan.seed}0000${number}`;
		const job = world.vendor.jobs.create(id, FOREIGN, {
			recording: `foreign-${number}`,
			version: '',
			kept: {},
			callbackUrl: url,
		});
		this.jobs.push(job);
	}

	private async activate(): Promise<void> {
		const result = await this.hook('activation', async (methods, context) => {
			if (!(await methods.checkExists.call(context))) await methods.create.call(context);
		});
		this.isActive = result;
	}

	private async deactivate(): Promise<void> {
		await this.hook('deactivation', async (methods, context) => void (await methods.delete.call(context)));
		this.isActive = false;
	}

	private async hook(
		name: string,
		act: (methods: Hooks, context: IHookFunctions) => Promise<void>,
	): Promise<boolean> {
		const { world } = this;
		const type = this.process.code.nodes[TYPES[this.plan.vendor]];
		if (!('webhookMethods' in type && 'default' in type.webhookMethods))
			throw new Error('The trigger has no webhook methods');
		const { default: methods } = type.webhookMethods;
		const [result] = await Promise.allSettled([
			act(methods, hookContext(this.parts(), this.url, this.staticData)),
		]);
		world.trace.add(
			'n8n',
			`${name} ${result.status === 'fulfilled' ? 'is done' : `fails: ${String(result.reason)}`}`,
		);
		return result.status === 'fulfilled';
	}

	private parts(): ContextParts {
		const { world, plan, process } = this;
		const node: NodeModel = {
			name: 'Trigger',
			type: TYPES[plan.vendor],
			parameters: { output: plan.options.output === 'text' ? 'job' : 'callback' },
			onError: 'stopWorkflow',
			tries: 1,
			waitBetweenTriesMs: 0,
		};
		return contextParts(world, process, node);
	}

	private async receive({ url, headers, query, body }: CallbackRequest): Promise<Answer> {
		if (!this.isActive || url !== this.url) return { status: 404, body: '' };
		const { process, plan } = this;
		const type = process.code.nodes[TYPES[plan.vendor]];
		if (!('webhook' in type)) throw new Error('The trigger has no webhook');
		const text = JSON.stringify(body);
		const { answered, result } = callWebhook(type.webhook, {
			...this.parts(),
			staticData: this.staticData,
			executionId: '',
			contexts: new Map(),
			request: {
				method: 'POST',
				query,
				headers: { ...headers, ...this.proof(text) },
				body: toData(objectIn(text)),
				text,
			},
		});
		void result.then((done) => this.start(done));
		return await answered;
	}

	private start(result: WebhookResult): void {
		const items = result.kind === 'data' ? (result.data?.flat() ?? []) : [];
		for (const { json } of items) {
			if (typeof json.jobId !== 'string') continue;
			this.starts.push(json.jobId);
			this.world.trace.add('n8n', `the workflow starts for ${json.jobId}`);
		}
	}

	/** The proof that the vendor sent the callback. */
	private proof(text: string): Record<string, string> {
		const [endpoint] = this.world.vendor.endpoints;
		return endpoint
			? {
					'x-prosa-signature': `sha256=${createHmac('sha256', `whsec_${endpoint.id}`).update(text).digest('hex')}`,
				}
			: { 'x-transcription-webhook-secret': WEBHOOK_SECRET };
	}
}

interface Hooks {
	checkExists(this: IHookFunctions): Promise<boolean>;
	create(this: IHookFunctions): Promise<boolean>;
	delete(this: IHookFunctions): Promise<boolean>;
}

function toData(value: Record<string, unknown>): IDataObject {
	return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, String(each)]));
}
