import { readFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { inspect } from 'node:util';

import type { INodeParameters, INodeExecutionData } from 'n8n-workflow';

import { isRecord } from '../../nodes/shared/core/json';
import { createEngine, type Engine, type NodeDefinition } from '../support/engine';
import { RECORDINGS, startSandbox, type SandboxHandle } from '../support/sandbox';
import { EXTRA_FIELD } from './faults';
import type { LogCapture } from './log';
import { hasTimeLimit, type Case, type VendorTable } from './model';

/** The result of a run, also as text that is searched for secrets. */
export interface Ended {
	error: Error | undefined;
	/** The output of the node, without values that differ from run to run. */
	given: string;
	/** Everything that n8n stores about the run: items, errors, causes, stacks. */
	everything: string;
}

/** Options that a cell sets. */
export interface CellSettings {
	retries?: number;
	/** Seconds. */
	requestTimeout?: number;
	/** Minutes. */
	timeLimit?: number;
}

/** A sandbox and an engine, for one cell of the matrix at a time. */
export interface Lane {
	readonly sandbox: SandboxHandle;
	/** Resets the sandbox and creates the job that the case requires; returns the input of the node. */
	prepare(from: Case): Promise<INodeExecutionData[]>;
	run(from: Case, operation: string, input: INodeExecutionData[], settings: CellSettings): Promise<Ended>;
	/** Sets the origin in the credential. Default: the origin of the sandbox. */
	reach(origin?: string): void;
	close(): Promise<void>;
}

const NODE = 'Speech to Text';
const RECORDING = 'order-id.mp3';

const LOOK: INodeParameters = { resource: 'job', operation: 'get' };

export async function openLane(vendor: VendorTable, log: LogCapture): Promise<Lane> {
	const sandbox = await startSandbox();
	const engine = await createEngine({
		credentials: { [vendor.credentialType]: vendor.credential(sandbox.url) },
		nodeTypes: log.nodeTypes,
	});
	await log.begin(engine);
	const fileName = vendor.recording ?? RECORDING;
	const recording = await readFile(join(RECORDINGS, fileName));
	const node = (parameters: INodeParameters) => ({
		name: NODE,
		type: `n8n-nodes-transcription.${vendor.node}`,
		parameters,
	});

	return {
		sandbox,
		async prepare({ input, job }) {
			await sandbox.reset();
			if (vendor.settings) await sandbox.settings(vendor.name, vendor.settings);
			const item = await engine.binaryItem({
				data: recording,
				fileName,
				mimeType: 'application/octet-stream',
				json: { url: sandbox.recordingUrl(fileName) },
			});
			if (input !== 'job') return [item];
			const made = await engine.runNode(node({ ...vendor.job, ...job }), [item]);
			if (made.error !== undefined) throw made.error;
			const items = made.json(NODE).map(({ jobId }) => ({ json: { jobId } }));
			await untilCompleted(engine, node({ ...LOOK, ...vendor.look, jobId: JOB_OF_ITEM }), items);
			return items;
		},
		async run(from, operation, input, settings) {
			const run = await runCase(engine, from, node(parametersOf(from, operation, settings)), input);
			const everything = [run.data, run.error, run.error?.stack]
				.map((part) => (typeof part === 'string' ? part : inspect(part, INSPECT)))
				.join('\n');
			return { error: run.error, given: steady(run.items, vendor, sandbox.url), everything };
		},
		reach: (origin = sandbox.url) => {
			engine.setCredential(vendor.credentialType, vendor.credential(origin));
		},
		close: async () => {
			await engine.close();
			await sandbox.stop();
		},
	};
}

const JOB_OF_ITEM = '={{ $json.jobId }}';

/** Checks at short intervals, which the node itself never does. */
async function untilCompleted(
	engine: Engine,
	get: NodeDefinition,
	items: INodeExecutionData[],
): Promise<void> {
	for (let look = 0; look < 500; look += 1) {
		const run = await engine.runNode(get, items);
		if (run.error !== undefined) throw run.error;
		if (run.json(NODE).every(({ status }) => status === 'completed')) return;
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
	throw new Error('The job has not completed');
}

const INSPECT = { depth: 12, maxStringLength: 200_000, maxArrayLength: 2000, breakLength: Infinity };

function parametersOf(from: Case, operation: string, settings: CellSettings): INodeParameters {
	const [resource = '', value = ''] = operation.split(':');
	const { timeLimit, ...others } = settings;
	return {
		...(from.list === undefined ? { resource, operation: value } : {}),
		...from.parameters,
		options: {
			...from.options,
			...others,
			...(timeLimit !== undefined && hasTimeLimit(operation, from) ? { timeLimit } : {}),
		},
	};
}

async function runCase(
	engine: Engine,
	{ list }: Case,
	node: { name: string; type: string; parameters: INodeParameters },
	input: INodeExecutionData[],
): Promise<{ error: Error | undefined; items: unknown; data: unknown }> {
	if (list === undefined) {
		const run = await engine.runNode(node, input);
		const items = run.ran(NODE) ? run.items(NODE) : [];
		return { error: run.error, items, data: run.data };
	}
	const [search] = await Promise.allSettled([engine.listSearch(node, list)]);
	if (search.status === 'fulfilled') return { error: undefined, items: search.value, data: search.value };
	const error: unknown = search.reason;
	return { error: error instanceof Error ? error : new Error(String(error)), items: [], data: undefined };
}

const UUID = /[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}/gi;
/** The mark of a job: execution, run, item and digest. */
const MARK = /n8n:\d+:[\d.]+:[0-9a-f]{8}/g;
const TIME = /\d{4}-\d\d-\d\d[T ][\d:.]+(Z|[+-][\d:]+)?/g;

/** The items as text, with placeholders for values that differ from run to run. */
function steady(items: unknown, vendor: VendorTable, origin: string): string {
	const text = inspect(withoutExtra(items), { ...INSPECT, sorted: true })
		.replaceAll(origin, '<sandbox>')
		.replace(/filesystem-v2:[^']+/g, '<stored>')
		.replace(UUID, '<id>')
		.replace(MARK, '<mark>')
		.replace(TIME, '<time>');
	return vendor.random === undefined ? text : text.replace(vendor.random, '<random>');
}

/**
 * Without unknown fields, which are kept if the vendor's response is output unmodified, and without objects that
 * contain nothing else, because such an object may be absent or empty without the unknown field.
 */
function withoutExtra(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutExtra);
	if (!isRecord(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name, each]) => name !== EXTRA_FIELD && !holdsNothingElse(each))
			.map(([name, each]) => [name, withoutExtra(each)]),
	);
}

function holdsNothingElse(value: unknown): boolean {
	if (!isRecord(value)) return false;
	return Object.entries(value).every(([name, each]) => name === EXTRA_FIELD || holdsNothingElse(each));
}

/** A port on which no server listens. */
export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const port = portOf(server.address());
	await new Promise((resolve) => server.close(resolve));
	return port;
}

function portOf(address: AddressInfo | string | null): number {
	if (address === null || typeof address === 'string') throw new Error('The server has no port');
	return address.port;
}

/** Forwards every connection to `port` to the target; returns a function that stops this. */
export async function passOn(port: number, target: string): Promise<() => Promise<void>> {
	const { hostname, port: targetPort } = new URL(target);
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		const onward = connect(Number(targetPort), hostname);
		for (const [one, other] of [
			[socket, onward],
			[onward, socket],
		] as const) {
			sockets.add(one);
			one.pipe(other);
			one.on('error', () => other.destroy());
		}
	});
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return async () => {
		for (const socket of sockets) socket.destroy();
		await new Promise((resolve) => server.close(resolve));
	};
}
