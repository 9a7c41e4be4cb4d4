import './environment';

import { timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Request, Response } from 'express';
import type * as Flatted from 'flatted' with { 'resolution-mode': 'import' };
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	type ExecutionError,
	type INodeExecutionData,
	type IRun,
	type IRunExecutionData,
	type IWorkflowBase,
	type Workflow,
	type WorkflowExecuteMode,
	createRunExecutionData,
	NodeOperationError,
	UserError,
} from 'n8n-workflow';

import { isRunExecutionData } from './guards';
import type { Host } from './host';
import { type RunResult, toRunResult } from './run-result';
import { callWebhook, webhooksOf } from './webhook-call';
import { HttpError, type WebhookAnswer } from './webhook-server';
import type { SavedWorkflow } from './workflow-definition';

/** A node sends a request to its own suspended execution after 250 ms; the response takes a moment. */
const FIRST_KNOCK_MS = 450;

/** A run that has begun. */
export interface ExecutionHandle {
	readonly id: string;
	/** Stops the run as the Stop button does: the node's cancel signal is aborted. */
	cancel(): void;
	/** The result: an end, or `waiting`. Never rejects. */
	readonly result: Promise<RunResult>;
}

interface ExecutionRecord {
	readonly id: string;
	readonly workflow: SavedWorkflow;
	readonly mode: WorkflowExecuteMode;
	readonly order: string[];
	readonly resumeToken: string;
	state: 'running' | 'waiting' | 'finished';
	/** The waiting run, as n8n's database stores it. */
	saved: string;
	readonly finished: Promise<RunResult>;
	finish(result: RunResult): void;
}

function toWorkflowBase(saved: SavedWorkflow): IWorkflowBase {
	const now = new Date();
	return {
		...saved,
		active: true,
		isArchived: false,
		createdAt: now,
		updatedAt: now,
		activeVersionId: saved.id,
	};
}

function toExecutionError(workflow: Workflow, nodeName: string, error: unknown): ExecutionError {
	const node = workflow.getNode(nodeName);
	const cause = error instanceof Error ? error : new Error(String(error));
	if (node === null) throw cause;
	return new NodeOperationError(node, cause);
}

/** Runs workflows, stores those that wait, and resumes them (`n8n/dist/webhooks/waiting-webhooks.js`). */
export class Executions {
	private readonly records = new Map<string, ExecutionRecord>();
	private lastSleep = 0;

	private constructor(
		private readonly host: Host,
		private readonly format: Pick<typeof Flatted, 'parse' | 'stringify'>,
	) {}

	static async create(host: Host): Promise<Executions> {
		return new Executions(host, await import('flatted'));
	}

	/** Starts a run at a node with the items of its input. */
	start(
		workflow: SavedWorkflow,
		mode: WorkflowExecuteMode,
		startNode: string | undefined,
		input: INodeExecutionData[][],
	): ExecutionHandle {
		const built = this.host.buildWorkflow(workflow);
		const node = startNode === undefined ? built.getStartNode() : built.getNode(startNode);
		if (!node) throw new UserError(`The workflow has no node "${startNode ?? 'to start from'}"`);
		const run = createRunExecutionData({
			executionData: { nodeExecutionStack: [{ node, data: { main: input }, source: null }] },
			...(workflow.pinData && { resultData: { pinData: workflow.pinData } }),
		});
		return this.process(this.createRecord(workflow, mode, run.resumeToken ?? ''), built, run);
	}

	/**
	 * Retries a run that failed with what n8n has stored of it (`n8n/dist/executions/execution.service.js`, `retry`): with
	 * the workflow as it was, or as it is now.
	 */
	retry({ executionId, data }: RunResult, changed?: SavedWorkflow): ExecutionHandle {
		const { workflow, mode } = this.record(executionId);
		const run = this.parse(this.format.stringify(data), executionId);
		const { lastNodeExecuted = '', runData } = run.resultData;
		delete run.resultData.error;
		if (runData[lastNodeExecuted]?.at(-1)?.error !== undefined) runData[lastNodeExecuted].pop();
		const built = this.host.buildWorkflow(changed ?? workflow);
		for (const entry of run.executionData?.nodeExecutionStack ?? []) {
			const node = built.getNode(entry.node.name);
			if (node === null) throw new UserError(`The workflow has no node "${entry.node.name}" any more`);
			entry.node = node;
		}
		const record = this.createRecord(changed ?? workflow, mode, run.resumeToken ?? '');
		return this.process(record, built, run);
	}

	/** Records a run that failed before its first node, as n8n does when a trigger's `webhook()` throws. */
	recordFailure(workflow: SavedWorkflow, mode: WorkflowExecuteMode, node: string, error: unknown): RunResult {
		const built = this.host.buildWorkflow(workflow);
		const record = this.createRecord(workflow, mode, '');
		const data = createRunExecutionData({
			resultData: { lastNodeExecuted: node, error: toExecutionError(built, node, error) },
		});
		return this.end(record, { data, status: 'error' });
	}

	/** Resolves when the requests of a node to its own suspended execution (`wakeSelf.ts`) have ended. */
	async settle(): Promise<void> {
		await sleep(Math.max(0, this.lastSleep + FIRST_KNOCK_MS - Date.now()));
	}

	/** The result of a run once it no longer runs or waits, whoever resumes it. */
	async finished(executionId: string): Promise<RunResult> {
		return await this.record(executionId).finished;
	}

	/** Stops a waiting execution as the button does; n8n rejects callbacks from then on. */
	stopWaiting(executionId: string): void {
		const record = this.record(executionId);
		if (record.state !== 'waiting') throw new UserError(`Execution ${executionId} does not wait`);
		record.state = 'finished';
	}

	/** What n8n does when the time limit of a wait is reached: the node is skipped and its input is output. */
	expireWait(executionId: string): ExecutionHandle {
		const record = this.record(executionId);
		if (record.state !== 'waiting') throw new UserError(`Execution ${executionId} does not wait`);
		return this.process(record, this.host.buildWorkflow(record.workflow), this.load(record));
	}

	/** Responds to a request to `/webhook-waiting/<id>`, which may resume the run. */
	async resume(executionId: string, req: Request, res: Response): Promise<WebhookAnswer | undefined> {
		const record = this.records.get(executionId);
		if (record === undefined) throw new HttpError(404, `The execution "${executionId}" does not exist.`);
		if (!isTokenOf(record, req)) return { status: 401, body: { error: 'Invalid token' } };
		if (record.state === 'running') {
			throw new HttpError(409, `The execution "${executionId}" is running already.`);
		}
		if (record.state === 'finished') {
			throw new HttpError(409, `The execution "${executionId}" has finished already.`);
		}

		const run = this.load(record);
		delete run.waitTill;
		const [entry] = run.executionData?.nodeExecutionStack ?? [];
		const name = run.resultData.lastNodeExecuted ?? '';
		const workflow = this.host.buildWorkflow(record.workflow);
		const node = workflow.getNode(name);
		if (node === null || entry === undefined)
			throw new HttpError(404, 'Could not find node to process webhook.');
		entry.node.disabled = true;
		run.resultData.runData[name]?.pop();

		const additionalData = this.host.additionalData({ executionId, workflowId: workflow.id });
		const webhook = webhooksOf(workflow, node, additionalData, false).find(
			({ httpMethod, path, webhookDescription }) =>
				httpMethod === req.method && path === '' && webhookDescription.restartWebhook === true,
		);
		if (webhook === undefined) throw new HttpError(404, `Node "${name}" has no matching waiting webhook`);

		const call = { host: this.host, workflow, node, webhook, mode: record.mode, run, executionId };
		const { data, answer, error } = await callWebhook(call, req, res);
		if (error === undefined && data.workflowData === undefined) return answer;

		if (!this.claim(record)) throw new HttpError(500, `Execution ${executionId} is already being resumed`);
		if (error !== undefined) {
			run.resultData.error = toExecutionError(workflow, name, error);
			this.end(record, { data: run, status: 'error' });
			return answer;
		}
		entry.data.main = data.workflowData ?? [];
		entry.metadata = { ...entry.metadata, forwardAllOutputs: true };
		this.process(record, workflow, run);
		return answer;
	}

	private record(executionId: string): ExecutionRecord {
		const record = this.records.get(executionId);
		if (record === undefined) throw new UserError(`The execution "${executionId}" does not exist.`);
		return record;
	}

	private createRecord(
		workflow: SavedWorkflow,
		mode: WorkflowExecuteMode,
		resumeToken: string,
	): ExecutionRecord {
		const id = String(this.records.size + 1);
		let finish: (result: RunResult) => void = () => undefined;
		const finished = new Promise<RunResult>((resolve) => {
			finish = resolve;
		});
		const record: ExecutionRecord = {
			id,
			workflow,
			mode,
			order: [],
			resumeToken,
			state: 'running',
			saved: '',
			finished,
			finish,
		};
		this.records.set(id, record);
		return record;
	}

	private load(record: ExecutionRecord): IRunExecutionData {
		return this.parse(record.saved, record.id);
	}

	private parse(saved: string, executionId: string): IRunExecutionData {
		const data: unknown = this.format.parse(saved);
		if (!isRunExecutionData(data)) throw new UserError(`Execution ${executionId} was not saved`);
		return data;
	}

	/** One caller of many may resume; n8n's database decides by the status. */
	private claim(record: ExecutionRecord): boolean {
		if (record.state !== 'waiting') return false;
		record.state = 'running';
		return true;
	}

	private process(record: ExecutionRecord, workflow: Workflow, run: IRunExecutionData): ExecutionHandle {
		record.state = 'running';
		const { id, mode } = record;
		const hooks = new ExecutionLifecycleHooks(mode, id, toWorkflowBase(record.workflow));
		hooks.addHandler('nodeExecuteAfter', (name) => {
			record.order.push(name);
		});
		// What n8n saves is the first report: a cancelled run ends as cancelled, whatever its node throws then.
		let reported: IRun['status'] | undefined;
		hooks.addHandler('workflowExecuteAfter', ({ status }) => {
			reported ??= status;
		});
		const additionalData = this.host.additionalData({ executionId: id, workflowId: workflow.id, hooks });
		let isCancelled = false;
		let cancelRun = (): void => undefined;
		const processRun = async (): Promise<RunResult> => {
			await this.host.useBinaryMode();
			try {
				const running = new WorkflowExecute(additionalData, mode, run).processRunExecutionData(workflow);
				cancelRun = () => running.cancel();
				if (isCancelled) cancelRun();
				const { data, status } = await running;
				return this.end(record, { data, status: reported ?? status });
			} catch (error) {
				run.resultData.error = toExecutionError(workflow, Object.keys(workflow.nodes)[0] ?? '', error);
				return this.end(record, { data: run, status: 'error' });
			}
		};
		return {
			id,
			cancel: () => {
				isCancelled = true;
				cancelRun();
			},
			result: processRun(),
		};
	}

	private end(record: ExecutionRecord, run: Pick<IRun, 'data' | 'status'>): RunResult {
		const status = run.status === 'running' ? 'error' : run.status;
		const url = new URL(`${this.host.baseUrl}/webhook-waiting/${record.id}`);
		url.searchParams.set('signature', record.resumeToken);
		const result = toRunResult(record.id, { data: run.data, status }, [...record.order], url.href);
		if (status === 'waiting') {
			record.saved = this.format.stringify(run.data);
			record.state = 'waiting';
			this.lastSleep = Date.now();
		} else {
			record.state = 'finished';
			record.finish(result);
		}
		return result;
	}
}

function isTokenOf(record: ExecutionRecord, req: Request): boolean {
	const { signature } = req.query;
	const token = Buffer.from(typeof signature === 'string' ? signature : '');
	const expected = Buffer.from(record.resumeToken);
	return token.length === expected.length && timingSafeEqual(token, expected);
}
