import { randomUUID } from 'crypto';
import { z } from 'zod/v4';

import { waitFor } from './wait';

/** Who owns an n8n: the first, and here the only, user. */
export interface Owner {
	email: string;
	firstName: string;
	lastName: string;
	/** At least 8 characters with a digit and a capital letter. */
	password: string;
}

/** A workflow as n8n's editor exports it. */
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
	/** Base64 in memory mode, else the name of the storage. */
	data: z.string(),
	/** Set when the data is outside the execution. */
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

/** One execution, its data unpacked. */
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

/** Raised when n8n answers with something else than success. */
export class N8nRestError extends Error {
	constructor(
		readonly status: number,
		request: string,
		body: string,
	) {
		super(`n8n answered ${status} to ${request}: ${body.slice(0, 1000)}`);
	}
}

/** States from which an execution does not go on by itself. */
const settledStates = new Set(['success', 'error', 'canceled', 'crashed']);

/**
 * n8n's own REST interface, which its editor uses, in the few calls needed here. Answers are checked; a status
 * other than 2xx is an `N8nRestError`.
 */
export class N8nClient {
	private cookie = '';

	/** n8n ties a session to the browser it began in. */
	private readonly browserId = randomUUID();

	constructor(readonly url: string) {}

	/** Creates the owner of a new n8n, or signs in where there is one already. */
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

	/** The names of all credential types that n8n knows, the installed packages' included. */
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

	/** What the «Save» button of a credential asks for: does it work, and if not, why. */
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
		return await this.call('POST', '/rest/workflows', storedWorkflowSchema, workflow);
	}

	async updateWorkflow(id: string, workflow: Workflow): Promise<StoredWorkflow> {
		return await this.call('PATCH', `/rest/workflows/${id}?forceSave=true`, storedWorkflowSchema, workflow);
	}

	/** Publishes a workflow, so that its triggers work. Their routes exist a moment later. */
	async activate(workflow: StoredWorkflow): Promise<void> {
		const { id, versionId, name } = workflow;
		await this.call('POST', `/rest/workflows/${id}/activate`, z.unknown(), {
			versionId,
			name,
			description: '',
		});
	}

	async deactivate(id: string): Promise<void> {
		await this.call('POST', `/rest/workflows/${id}/deactivate`, z.unknown(), {});
	}

	/** Starts a workflow as the editor's button does; returns the execution's id. */
	async run(id: string, trigger: string): Promise<string> {
		const answer = await this.startManually(id, trigger);
		if ('executionId' in answer) return z.string().parse(answer.executionId);
		throw new Error(`Workflow ${id} waits for a webhook instead of starting`);
	}

	/** Makes n8n listen on a trigger's test URL, as «Listen for test event» does. */
	async listenForTestEvent(id: string, trigger: string): Promise<void> {
		const answer = await this.startManually(id, trigger);
		if (!('waitingForWebhook' in answer)) throw new Error(`Workflow ${id} started instead of listening`);
	}

	/** One execution with its data. */
	async execution(id: string): Promise<Execution> {
		const raw = await this.call('GET', `/rest/executions/${id}`, executionSchema);
		const { parse } = await import('flatted');
		return { ...raw, data: executionDataSchema.parse(parse(raw.data)) };
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

	/** Waits until an execution has ended, well or not. */
	async finished(id: string, timeoutMs = 120_000): Promise<Execution> {
		return await this.inState(id, settledStates, timeoutMs);
	}

	/** Waits until an execution is suspended (or has ended). */
	async suspended(id: string, timeoutMs = 60_000): Promise<Execution> {
		return await this.inState(id, new Set([...settledStates, 'waiting']), timeoutMs);
	}

	async stop(id: string): Promise<void> {
		await this.call('POST', `/rest/executions/${id}/stop`, z.unknown(), {});
	}

	/** The bytes behind a binary value of an item. */
	async download(value: BinaryValue): Promise<Buffer> {
		if (value.id === undefined) return Buffer.from(value.data, 'base64');
		const query = new URLSearchParams({ id: value.id, action: 'download' });
		const response = await this.request('GET', `/rest/binary-data?${query.toString()}`);
		return Buffer.from(await response.arrayBuffer());
	}

	/** A call without checking the answer's shape, for what this class does not cover. */
	async request(method: string, path: string, body?: unknown): Promise<Response> {
		const response = await fetch(this.url + path, {
			method,
			headers: {
				'browser-id': this.browserId,
				cookie: this.cookie,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
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
			triggerToStartFrom: { name: trigger },
		});
	}

	private async inState(id: string, states: ReadonlySet<string>, timeoutMs: number): Promise<Execution> {
		await waitFor(
			async () => {
				const { status } = await this.call(
					'GET',
					`/rest/executions/${id}`,
					z.looseObject({ status: z.string() }),
				);
				return states.has(status) ? true : undefined;
			},
			{ what: `execution ${id} to be ${[...states].join(' or ')}`, timeoutMs, intervalMs: 150 },
		);
		return await this.execution(id);
	}

	private keepCookies(response: Response): void {
		const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
		if (cookies.length > 0) this.cookie = cookies.join('; ');
	}
}

/** The items that a node gave out on its first (or the named) output, over all its runs. */
export function outputOf(execution: Execution, node: string, output = 0): Item[] {
	const runs = execution.data.resultData.runData[node] ?? [];
	return runs.flatMap((run) => run.data?.main?.[output] ?? []);
}

/** Why an execution failed, in one line, or `undefined` when it did not. */
export function failureOf(execution: Execution): string | undefined {
	if (execution.status === 'success') return undefined;
	const { error, lastNodeExecuted } = execution.data.resultData;
	if (error === undefined) return `The execution ended as «${execution.status}»`;
	const where = lastNodeExecuted === undefined ? '' : `${lastNodeExecuted}: `;
	return [where + error.message, error.description].filter(Boolean).join(' – ');
}
