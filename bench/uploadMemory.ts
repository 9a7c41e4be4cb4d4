/**
 * Measures the memory of n8n before, during and after the upload of a large file by the AssemblyAI node, in filesystem
 * binary mode: `npx tsx bench/uploadMemory.ts [MiB]` (1024). A small server generates the file while it is downloaded,
 * and the sandbox receives it. Prints one JSON object, in MiB.
 */
import { readFileSync } from 'fs';
import { mkdtemp, rm } from 'fs/promises';
import { createServer, type Server } from 'http';
import { join } from 'path';
import { Readable } from 'stream';
import { setTimeout as delay } from 'timers/promises';
import { z } from 'zod/v4';

import { stateFolder } from '../platform/paths';
import { freePort } from '../platform/ports';
import { stopEverything } from '../platform/processes';
import { consoleProgress } from '../platform/progress';
import { failureOf, outputOf, type Execution, type Workflow } from '../platform/rest';
import { startStage, type Stage } from '../platform/stage';

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

async function main(): Promise<void> {
	const size = Number(process.argv[2] ?? 1024);
	const userFolder = await mkdtemp(join(stateFolder, 'measure-'));
	const source = await startSource();
	try {
		const stage = await startStage({
			port: await freePort(),
			userFolder,
			sandbox: { port: 0, speedMs: 0 },
			progress: consoleProgress(),
			env: { N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' },
		});
		// The first execution loads code that stays in memory; only the rest is caused by the upload.
		await upload(stage, `${source.url}/${MIB}`);
		await delay(SETTLE_MS);
		const meter = startMeter(stage.n8n.pid);
		await delay(1000);
		const before = rss(stage.n8n.pid);
		const execution = await upload(stage, `${source.url}/${size * MIB}`);
		await delay(SETTLE_MS);
		const samples = meter.stop();
		const uploading = phase(execution, 'Upload', samples);
		const report = {
			fileMib: size,
			beforeMib: before,
			download: phase(execution, 'Download', samples),
			upload: uploading,
			afterMib: rss(stage.n8n.pid),
			addedWhileUploadingMib: uploading.peakMib - before,
		};
		process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
		await stage.stop();
	} finally {
		source.server.close();
		await rm(userFolder, { recursive: true, force: true });
	}
}

async function upload(stage: Stage, url: string): Promise<Execution> {
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
				typeVersion: 1,
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

/** The resident memory of a process in MiB, from Linux's /proc. */
function rss(pid: number): number {
	const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
	return Math.round(Number(kib) / 1024);
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

main().then(
	() => process.exit(0),
	async (error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		await stopEverything();
		process.exit(1);
	},
);
