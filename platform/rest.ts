import { randomUUID } from 'crypto';
import { z } from 'zod/v4';

import { waitFor } from './wait';

/** The owner of an n8n instance, here its only user. */
export interface Owner {
	email: string;
	firstName: string;
	lastName: string;
	/** At least 8 characters, with a digit and an uppercase letter. */
	password: string;
}

/** A workflow in the format that n8n's editor exports. */
export const workflowSchema = z.looseObject({
	name: z.string(),
	nodes: z.array(
		z.looseObject({
			id: z.string(),
			name: z.string(),
			type: z.string(),
			typeVersion: z.number(),
			position: z.tuple([z.number(), z.number()]),
			parameters: z.record(z.string(), z.unknown()),
			credentials: z
				.record(z.string(), z.looseObject({ id: z.string().nullish(), name: z.string() }))
				.optional(),
			webhookId: z.string().optional(),
			disabled: z.boolean().optional(),
		}),
	),
	connections: z.record(z.string(), z.unknown()),
	settings: z.record(z.string(), z.unknown()).optional(),
	meta: z.record(z.string(), z.unknown()).optional(),
	pinData: z.record(z.string(), z.unknown()).optional(),
});
export type Workflow = z.infer<typeof workflowSchema>;
export type WorkflowNode = Workflow['nodes'][number];

const binarySchema = z.looseObject({
	mimeType: z.string(),
	fileName: z.string().optional(),
	fileExtension: z.string().optional(),
	/** Base64 in memory mode, otherwise the name of the storage. */
	data: z.string(),
	/** Set if the data is stored outside the execution. */
	id: z.string().optional(),
});
export type BinaryValue = z.infer<typeof binarySchema>;

const itemSchema = z.looseObject({
	json: z.record(z.string(), z.unknown()),
	binary: z.record(z.string(), binarySchema).optional(),
	pairedItem: z.unknown().optional(),
});
/** One item of a node's output. */
export type Item = z.infer<typeof itemSchema>;

const errorSchema = z.looseObject({ message: z.string(), description: z.string().nullish() });

const runSchema = z.looseObject({
	executionStatus: z.string().optional(),
	executionTime: z.number().optional(),
	error: errorSchema.optional(),
	data: z.record(z.string(), z.array(z.array(itemSchema).nullable())).optional(),
});

const executionDataSchema = z.looseObject({
	resultData: z.looseObject({
		runData: z.record(z.string(), z.array(runSchema)),
		error: errorSchema.optional(),
		lastNodeExecuted: z.string().optional(),
	}),
});

const executionSchema = z.object({
	id: z.coerce.string(),
	status: z.enum(['new', 'running', 'waiting', 'success', 'error', 'canceled', 'crashed', 'unknown']),
	mode: z.string(),
	waitTill: z.string().nullish(),
	data: z.string(),
});

/** One execution with its data parsed. */
export type Execution = Omit<z.infer<typeof executionSchema>, 'data'> & {
	data: z.infer<typeof executionDataSchema>;
};

const storedWorkflowSchema = z.looseObject({
	id: z.string(),
	name: z.string(),
	versionId: z.string(),
	active: z.boolean(),
	nodes: workflowSchema.shape.nodes,
});
export type StoredWorkflow = z.infer<typeof storedWorkflowSchema>;

const credentialSchema = z.looseObject({ id: z.string(), name: z.string(), type: z.string() });
/** A stored credential, without its secrets. */
export type StoredCredential = z.infer<typeof credentialSchema>;

const runAnswerSchema = z.union([
	z.looseObject({ executionId: z.coerce.string() }),
	z.looseObject({ waitingForWebhook: z.literal(true) }),
]);

const executionSummarySchema = z.looseObject({
	id: z.coerce.string(),
	status: z.string(),
	mode: z.string(),
});

/** n8n returned a status other than 2xx. */
class N8nRestError extends Error {
	constructor(
		readonly status: number,
		request: string,
		body: string,
	) {
		super(`n8n returned ${status} for ${request}: ${body.slice(0, 1000)}`);
	}
}

/** Final states of an execution. */
const settledStates = new Set(['success', 'error', 'canceled', 'crashed']);

/**
 * The part of n8n's internal REST API that is needed here; n8n's editor uses it too. Responses are validated. A
 * status other than 2xx throws an `N8nRestError`.
 */
export class N8nClient {
	private cookie = '';

	/** n8n binds a session to the browser in which it started. */
	private readonly browserId = randomUUID();

	constructor(readonly url: string) {}

	/** Creates the owner of a new n8n, or signs in if there already is one. */
	async signIn(owner: Owner): Promise<void> {
		const { userManagement } = await this.call(
			'GET',
			'/rest/settings',
			z.looseObject({ userManagement: z.looseObject({ showSetupOnFirstLoad: z.boolean().optional() }) }),
		);
		if (userManagement.showSetupOnFirstLoad === true) {
			await this.call('POST', '/rest/owner/setup', z.unknown(), owner);
		} else {
			const login = { emailOrLdapLoginId: owner.email, password: owner.password };
			await this.call('POST', '/rest/login', z.unknown(), login);
		}
	}

	/** The names of all credential types that n8n knows, including those of installed packages. */
	async credentialTypes(): Promise<Set<string>> {
		const response = await this.request('GET', '/types/credentials.json');
		const types = z.array(z.looseObject({ name: z.string() })).parse(await response.json());
		return new Set(types.map(({ name }) => name));
	}

	async listCredentials(): Promise<StoredCredential[]> {
		return await this.call('GET', '/rest/credentials', z.array(credentialSchema));
	}

	async createCredential(
		name: string,
		type: string,
		data: Record<string, unknown>,
	): Promise<StoredCredential> {
		return await this.call('POST', '/rest/credentials', credentialSchema, { name, type, data });
	}

	async updateCredential(
		credential: StoredCredential,
		data: Record<string, unknown>,
	): Promise<StoredCredential> {
		const { id, name, type } = credential;
		return await this.call('PATCH', `/rest/credentials/${id}`, credentialSchema, { name, type, data });
	}

	/** Tests a credential, as the button "Save" does; returns the reason if the test fails. */
	async testCredential(
		credential: StoredCredential,
		data: Record<string, unknown>,
	): Promise<{ status: 'OK' | 'Error'; message: string }> {
		const { id, name, type } = credential;
		return await this.call(
			'POST',
			'/rest/credentials/test',
			z.looseObject({ status: z.enum(['OK', 'Error']), message: z.string() }),
			{ credentials: { id, name, type, data } },
		);
	}

	/** The ID of the tag with this name, which is created if it is missing. */
	async tag(name: string): Promise<string> {
		const schema = z.looseObject({ id: z.string(), name: z.string() });
		const existing = await this.call('GET', '/rest/tags', z.array(schema));
		const found = existing.find((tag) => tag.name === name);
		return (found ?? (await this.call('POST', '/rest/tags', schema, { name }))).id;
	}

	async listWorkflows(): Promise<Array<{ id: string; name: string }>> {
		return await this.call(
			'GET',
			'/rest/workflows',
			z.array(z.looseObject({ id: z.string(), name: z.string() })),
		);
	}

	async getWorkflow(id: string): Promise<StoredWorkflow> {
		return await this.call('GET', `/rest/workflows/${id}`, storedWorkflowSchema);
	}

	async createWorkflow(workflow: Workflow): Promise<StoredWorkflow> {
		// Versions before 2 require "active".
		return await this.call('POST', '/rest/workflows', storedWorkflowSchema, { active: false, ...workflow });
	}

	async updateWorkflow(id: string, workflow: Workflow): Promise<StoredWorkflow> {
		return await this.call('PATCH', `/rest/workflows/${id}?forceSave=true`, storedWorkflowSchema, workflow);
	}

	/** Publishes a workflow, so that its triggers work. Their routes exist after a short delay. */
	async activate(workflow: StoredWorkflow): Promise<void> {
		const { id, versionId, name } = workflow;
		const request = { versionId, name, description: '' };
		await this.orBefore1123(
			async () => await this.call('POST', `/rest/workflows/${id}/activate`, z.unknown(), request),
			async () => await this.call('PATCH', `/rest/workflows/${id}`, z.unknown(), { active: true, versionId }),
		);
	}

	async deactivate(id: string): Promise<void> {
		await this.orBefore1123(
			async () => await this.call('POST', `/rest/workflows/${id}/deactivate`, z.unknown(), {}),
			async () => {
				const { versionId } = await this.getWorkflow(id);
				await this.call('PATCH', `/rest/workflows/${id}`, z.unknown(), { active: false, versionId });
			},
		);
	}

	/** Calls an endpoint that n8n has since 1.123, or, where it is missing, the one before it. */
	private async orBefore1123(newer: () => Promise<unknown>, older: () => Promise<unknown>): Promise<void> {
		try {
			await newer();
		} catch (error) {
			if (!(error instanceof N8nRestError) || error.status !== 404) throw error;
			await older();
		}
	}

	/** Starts a workflow as the button in the editor does; returns the ID of the execution. */
	async run(id: string, trigger: string): Promise<string> {
		const answer = await this.startManually(id, trigger);
		if ('executionId' in answer) return z.string().parse(answer.executionId);
		throw new Error(`Workflow ${id} is waiting for a webhook instead of starting`);
	}

	/** Makes n8n listen on the test URL of a trigger, as the button "Listen for test event" does. */
	async listenForTestEvent(id: string, trigger: string): Promise<void> {
		const answer = await this.startManually(id, trigger);
		if (!('waitingForWebhook' in answer)) throw new Error(`Workflow ${id} started instead of listening`);
	}

	/** One execution with its data. */
	async execution(id: string): Promise<Execution> {
		const raw = await this.call('GET', `/rest/executions/${id}`, executionSchema);
		return { ...raw, data: await readExecutionData(raw.data) };
	}

	/** The executions of a workflow, newest first. */
	async executionsOf(workflowId: string): Promise<Array<z.infer<typeof executionSummarySchema>>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const answer = await this.call(
			'GET',
			`/rest/executions?filter=${filter}&limit=100`,
			z.looseObject({ results: z.array(executionSummarySchema) }),
		);
		return answer.results;
	}

	/** The number of a workflow's executions in this state. */
	async countExecutions(workflowId: string, status: string): Promise<number> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId, status: [status] }));
		const answer = await this.call(
			'GET',
			`/rest/executions?filter=${filter}&limit=1`,
			z.looseObject({ count: z.number() }),
		);
		return answer.count;
	}

	/** Waits until an execution has ended, whether it succeeded or not. */
	async finished(id: string, timeoutMs = 120_000): Promise<Execution> {
		return await this.inState(id, settledStates, timeoutMs);
	}

	/** Waits until an execution is paused or has ended. */
	async suspended(id: string, timeoutMs = 60_000): Promise<Execution> {
		return await this.inState(id, new Set([...settledStates, 'waiting']), timeoutMs);
	}

	/**
	 * Retries a failed execution as the button in the editor does, with the original workflow or with the saved one, and
	 * waits until it has ended; returns the ID of the new execution.
	 */
	async retry(id: string, workflow: 'original' | 'saved'): Promise<string> {
		const path = `/rest/executions/${id}`;
		const { workflowId } = await this.call('GET', path, z.looseObject({ workflowId: z.string() }));
		try {
			await this.request('POST', `${path}/retry`, { loadWorkflow: workflow === 'saved' });
		} catch (error) {
			// n8n cannot write its response if a node before, such as HTTP Request, left a response of its own in the data.
			if (!(error instanceof N8nRestError) || !error.message.includes('circular structure')) throw error;
		}
		const [newest] = await this.executionsOf(workflowId);
		if (newest === undefined || newest.id === id) throw new Error(`Execution ${id} was not retried`);
		return newest.id;
	}

	async stop(id: string): Promise<void> {
		await this.call('POST', `/rest/executions/${id}/stop`, z.unknown(), {});
	}

	/** The content of a binary value of an item. */
	async download(value: BinaryValue): Promise<Buffer> {
		if (value.id === undefined) return Buffer.from(value.data, 'base64');
		const query = new URLSearchParams({ id: value.id, action: 'download' });
		const response = await this.request('GET', `/rest/binary-data?${query.toString()}`);
		return Buffer.from(await response.arrayBuffer());
	}

	/** Sends a request without validating the response, for endpoints that this class does not cover. */
	async request(method: string, path: string, body?: unknown): Promise<Response> {
		const send = async (): Promise<Response> =>
			await fetch(this.url + path, {
				method,
				headers: {
					'browser-id': this.browserId,
					cookie: this.cookie,
					...(body === undefined ? {} : { 'content-type': 'application/json' }),
				},
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
			});
		// n8n may have closed a connection that was idle for long.
		const response = method === 'GET' ? await send().catch(send) : await send();
		this.keepCookies(response);
		if (!response.ok) throw new N8nRestError(response.status, `${method} ${path}`, await response.text());
		return response;
	}

	private async call<T>(method: string, path: string, schema: z.ZodType<T>, body?: unknown): Promise<T> {
		const response = await this.request(method, path, body);
		return z.object({ data: schema }).parse(await response.json()).data;
	}

	private async startManually(id: string, trigger: string): Promise<z.infer<typeof runAnswerSchema>> {
		return await this.call('POST', `/rest/workflows/${id}/run`, runAnswerSchema, {
			// Newer versions read the stored workflow.
			workflowData: await this.getWorkflow(id),
			triggerToStartFrom: { name: trigger },
		});
	}

	private async inState(id: string, states: ReadonlySet<string>, timeoutMs: number): Promise<Execution> {
		await waitFor(
			async () => {
				return states.has(await this.statusOf(id)) ? true : undefined;
			},
			{ what: `execution ${id} to be ${[...states].join(' or ')}`, timeoutMs, intervalMs: 150 },
		);
		return await this.execution(id);
	}

	/** The status of an execution. n8n 2.20 cannot read an execution that has not stored any data yet: it is new. */
	private async statusOf(id: string): Promise<string> {
		try {
			const schema = z.looseObject({ status: z.string() });
			return (await this.call('GET', `/rest/executions/${id}`, schema)).status;
		} catch (error) {
			if (!(error instanceof N8nRestError) || !error.message.includes("(reading 'resultData')")) throw error;
			return 'new';
		}
	}

	private keepCookies(response: Response): void {
		const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
		if (cookies.length > 0) this.cookie = cookies.join('; ');
	}
}

/** The data of an execution, as n8n stores it. */
export async function readExecutionData(stored: string): Promise<Execution['data']> {
	const { parse } = await import('flatted');
	return executionDataSchema.parse(parse(stored));
}

/** The items of all runs of a node on its first output, or on the given one. */
export function outputOf(execution: Pick<Execution, 'data'>, node: string, output = 0): Item[] {
	const runs = execution.data.resultData.runData[node] ?? [];
	return runs.flatMap((run) => run.data?.main?.[output] ?? []);
}

/** The reason why an execution failed in one line, or `undefined` if it succeeded. */
export function failureOf(execution: Execution): string | undefined {
	if (execution.status === 'success') return undefined;
	const { error, lastNodeExecuted } = execution.data.resultData;
	if (error === undefined) return `The execution ended with the status "${execution.status}"`;
	const where = lastNodeExecuted === undefined ? '' : `${lastNodeExecuted}: `;
	return [where + error.message, error.description].filter(Boolean).join(' – ');
}
