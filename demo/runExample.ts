import { startOf, type Example } from '../platform/examples';
import { failureOf, type Execution, type N8nClient, type StoredWorkflow } from '../platform/rest';
import { waitFor } from '../platform/wait';
import { submitForm } from './form';
import { writeResults } from './results';

/** n8n registers the route of a trigger a few seconds after the workflow is activated. */
const ROUTE_TIMEOUT_MS = 30_000;

const TRIGGER_TIMEOUT_MS = 60_000;

/** An example that is stored in n8n. */
export interface ImportedExample extends Example {
	stored: StoredWorkflow;
}

/** What is printed for each example. */
export interface ExampleReport {
	workflow: string;
	vendor: string;
	status: string;
	text: string | null;
	files: string[];
	ms: number;
	/** Why it failed. */
	error?: string;
}

/** Runs an example to its end and writes its output to files. Failures are reported, not thrown. */
export async function runExample(
	client: N8nClient,
	example: ImportedExample,
	all: ImportedExample[],
): Promise<ExampleReport> {
	const start = Date.now();
	const about = { workflow: example.name, vendor: example.meta.vendor };
	try {
		const execution = await run(client, example, all);
		const results = await writeResults(example.name, example.workflow, execution, client);
		const error =
			failureOf(execution) ?? (results.files.length === 0 ? 'The workflow returned no output' : undefined);
		const status = error !== undefined && execution.status === 'success' ? 'error' : execution.status;
		return { ...about, status, ...results, ms: Date.now() - start, ...(error ? { error } : {}) };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return {
			...about,
			status: 'error',
			text: null,
			files: [],
			ms: Date.now() - start,
			error: message,
		};
	}
}

async function run(client: N8nClient, example: ImportedExample, all: ImportedExample[]): Promise<Execution> {
	switch (example.meta.start) {
		case 'manual':
			return await runManually(client, example);
		case 'form':
			return await runByForm(client, example, example.meta.answers);
		case 'app':
			return await runByApp(client, example);
		case 'trigger':
			return await runByTrigger(client, example, findCreator(example.meta.createdBy, all));
	}
}

async function runByApp(client: N8nClient, example: ImportedExample): Promise<Execution> {
	const { stored, workflow, name } = example;
	const earlier = await client.executionsOf(stored.id);
	await client.listenForTestEvent(stored.id, startOf(workflow).name);
	const id = await newExecution(
		client,
		stored.id,
		earlier.map((each) => each.id),
		`the app that starts "${name}"`,
	);
	return await client.finished(id);
}

/** Fills in the form as a user would, and opens the page at its end. */
async function runByForm(client: N8nClient, example: ImportedExample, answers: string[]): Promise<Execution> {
	const { stored, workflow, name } = example;
	const start = startOf(workflow);
	const earlier = await client.executionsOf(stored.id);
	await client.listenForTestEvent(stored.id, start.name);
	const { formWaitingUrl } = await submitForm(
		`${client.url}/form-test/${start.webhookId ?? ''}`,
		start,
		answers,
	);
	const id = await newExecution(
		client,
		stored.id,
		earlier.map((each) => each.id),
		`the form of "${name}"`,
	);
	const paused = await client.suspended(id);
	if (paused.status !== 'waiting' || formWaitingUrl === undefined) return paused;
	await fetch(formWaitingUrl);
	await fetch(formWaitingUrl, { method: 'POST' });
	return await client.finished(id);
}

async function newExecution(
	client: N8nClient,
	workflowId: string,
	earlier: string[],
	what: string,
): Promise<string> {
	const { id } = await waitFor(
		async () => (await client.executionsOf(workflowId)).find((execution) => !earlier.includes(execution.id)),
		{ what, timeoutMs: TRIGGER_TIMEOUT_MS },
	);
	return id;
}

async function runManually(client: N8nClient, example: ImportedExample): Promise<Execution> {
	return await client.finished(await client.run(example.stored.id, startOf(example.workflow).name));
}

async function runByTrigger(
	client: N8nClient,
	example: ImportedExample,
	creator: ImportedExample,
): Promise<Execution> {
	await client.activate(example.stored);
	try {
		await routeIsOpen(client.url, example.stored);
		const created = await runManually(client, creator);
		const failure = failureOf(created);
		if (failure !== undefined) throw new Error(`"${creator.name}" created no job: ${failure}`);
		const execution = await waitFor(async () => (await client.executionsOf(example.stored.id))[0], {
			what: `the trigger of "${example.name}"`,
			timeoutMs: TRIGGER_TIMEOUT_MS,
		});
		return await client.finished(execution.id);
	} finally {
		await client.deactivate(example.stored.id);
	}
}

function findCreator(name: string, all: ImportedExample[]): ImportedExample {
	const creator = all.find((example) => example.name === name);
	if (creator === undefined) throw new Error(`There is no example "${name}"`);
	return creator;
}

/** Waits until n8n has registered the production URL of the trigger. */
export async function routeIsOpen(n8nUrl: string, workflow: StoredWorkflow): Promise<void> {
	const { webhookId } = startOf(workflow);
	if (webhookId === undefined) return;
	await waitFor(
		async () => {
			// No trigger accepts this method: n8n reports whether the route exists, and starts nothing.
			const answer = await fetch(`${n8nUrl}/webhook/${webhookId}/webhook`, { method: 'DELETE' });
			return (await answer.text()).includes('not registered for DELETE') ? true : undefined;
		},
		{ what: `the webhook route of "${workflow.name}"`, timeoutMs: ROUTE_TIMEOUT_MS },
	);
}
