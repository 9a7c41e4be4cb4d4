import { execFileSync } from 'child_process';
import { readFileSync } from 'fs';
import { createServer, type Server } from 'http';
import { Readable } from 'stream';
import { setTimeout as delay } from 'timers/promises';
import { z } from 'zod/v4';

import { freePort } from './ports';
import {
	failureOf,
	outputOf,
	type Execution,
	type N8nClient,
	type StoredCredential,
	type Workflow,
} from './rest';

const MIB = 1024 * 1024;
const SAMPLE_EVERY_MS = 50;
/** n8n releases memory for a while after it has started, and after an execution. */
const SETTLE_MS = 8000;

interface Sample {
	at: number;
	mib: number;
}

interface Phase {
	seconds: number;
	peakMib: number;
}

/** The n8n that uploads, in filesystem binary mode, with a credential for the sandbox. */
export interface UploadStage {
	client: N8nClient;
	credentials: StoredCredential[];
	/** The process of n8n. */
	pid: number;
}

/** The memory of n8n around an upload, in MiB. */
export interface UploadMemory {
	fileMib: number;
	beforeMib: number;
	download: Phase;
	upload: Phase;
	afterMib: number;
	addedWhileUploadingMib: number;
}

/**
 * Measures the memory of n8n before, during and after the upload of a file of this size by the AssemblyAI node. A small
 * server generates the file while it is downloaded. Throws the reason if the upload fails.
 */
export async function measureUpload(stage: UploadStage, mib: number): Promise<UploadMemory> {
	const source = await startSource();
	try {
		// The first execution loads code that stays in memory; only the rest is caused by the upload.
		await upload(stage, `${source.url}/${MIB}`);
		await delay(SETTLE_MS);
		const meter = startMeter(stage.pid);
		await delay(1000);
		const before = rss(stage.pid);
		const execution = await upload(stage, `${source.url}/${mib * MIB}`);
		await delay(SETTLE_MS);
		const samples = meter.stop();
		const uploading = phase(execution, 'Upload', samples);
		return {
			fileMib: mib,
			beforeMib: before,
			download: phase(execution, 'Download', samples),
			upload: uploading,
			afterMib: rss(stage.pid),
			addedWhileUploadingMib: uploading.peakMib - before,
		};
	} finally {
		source.server.close();
	}
}

async function upload(stage: UploadStage, url: string): Promise<Execution> {
	const credential = stage.credentials.find(({ type }) => type === 'assemblyAiTranscriptionApi');
	if (credential === undefined) throw new Error('n8n does not know the AssemblyAI credential');
	const stored = await stage.client.createWorkflow(workflow(url, credential));
	const execution = await stage.client.finished(await stage.client.run(stored.id, 'Start'), 600_000);
	const failure = failureOf(execution);
	if (failure !== undefined) throw new Error(failure);
	z.object({ uploadUrl: z.string() }).parse(outputOf(execution, 'Upload')[0]?.json);
	return execution;
}

function workflow(url: string, credential: { id: string; name: string }): Workflow {
	const next = (node: string): unknown => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		name: `Upload ${url}`,
		settings: { executionOrder: 'v1' },
		connections: { Start: next('Download'), Download: next('Upload') },
		nodes: [
			{
				id: 'start',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'download',
				name: 'Download',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				position: [200, 0],
				parameters: { url, options: { response: { response: { responseFormat: 'file' } } } },
			},
			{
				id: 'upload',
				name: 'Upload',
				type: 'n8n-nodes-transcription.assemblyAi',
				typeVersion: 2,
				position: [400, 0],
				parameters: { resource: 'file', operation: 'upload' },
				credentials: { assemblyAiTranscriptionApi: { id: credential.id, name: credential.name } },
			},
		],
	};
}

/** Serves the number of bytes in the path. */
async function startSource(): Promise<{ server: Server; url: string }> {
	const chunk = Buffer.alloc(256 * 1024, 'n8n');
	const server = createServer((request, response) => {
		const size = Number((request.url ?? '').slice(1));
		response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': size });
		Readable.from(chunks(chunk, size)).pipe(response);
	});
	const port = await freePort();
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return { server, url: `http://127.0.0.1:${port}` };
}

function* chunks(chunk: Buffer, size: number): Generator<Buffer> {
	for (let sent = 0; sent < size; sent += chunk.length) {
		yield chunk.subarray(0, Math.min(chunk.length, size - sent));
	}
}

/** The resident memory of a process in MiB. */
function rss(pid: number): number {
	return Math.round(Number(process.platform === 'linux' ? kibInProc(pid) : kibInPs(pid)) / 1024);
}

function kibInProc(pid: number): string | undefined {
	return /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
}

/** For macOS, which has no /proc. */
function kibInPs(pid: number): string {
	return execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
}

function startMeter(pid: number): { stop(): Sample[] } {
	const samples: Sample[] = [];
	const timer = setInterval(() => samples.push({ at: Date.now(), mib: rss(pid) }), SAMPLE_EVERY_MS);
	return {
		stop() {
			clearInterval(timer);
			return samples;
		},
	};
}

/** How long a node ran, and the peak memory during that time. */
function phase(execution: Execution, node: string, samples: Sample[]): Phase {
	const { startTime, executionTime } = z
		.looseObject({ startTime: z.number(), executionTime: z.number() })
		.parse(execution.data.resultData.runData[node]?.[0]);
	const during = samples.filter(({ at }) => at >= startTime && at <= startTime + executionTime);
	return { seconds: executionTime / 1000, peakMib: Math.max(...during.map(({ mib }) => mib)) };
}
