import { createReadStream, openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';

import { BatchClient } from '@speechmatics/batch-client';
import { AssemblyAI } from 'assemblyai';
import type { INodeParameters } from 'n8n-workflow';
import { request } from 'undici';
import { z } from 'zod/v4';
import { KEY } from '../../sandbox/core/credential';
import { createEngine, type Engine } from '../../test/support/engine/engine';

import { serve } from '../lib/child';
import { watchMemory } from '../lib/memory';
import { httpRequestNode } from '../lib/nodesBase';
import { storedFile } from '../lib/storedFile';
import { unlimitedUpload } from '../lib/unlimitedUpload';
import { credentialsFor } from '../lib/vendors';

const taskSchema = z.object({
	vendor: z.enum(['assemblyai', 'speechmatics']),
	/** `code` is the node's code without its look at the vendor's limit. */
	how: z.enum(['node', 'code', 'undici', 'httpRequest', 'sdk']),
	sandboxUrl: z.string(),
	/** Sent and timed. */
	file: z.string(),
	/** A small one that goes first, so that all code is loaded. */
	warmUp: z.string(),
});
type Task = z.infer<typeof taskSchema>;

type Upload = (file: string) => Promise<() => Promise<void>>;

const CONFIG = JSON.stringify({ type: 'transcription', transcription_config: { language: 'en' } });

serve(taskSchema, async (task) => {
	const upload = await uploader(task);
	await (
		await upload(task.warmUp)
	)();
	const send = await upload(task.file);
	const rise = watchMemory();
	const cpu = process.cpuUsage();
	const began = performance.now();
	await send();
	const seconds = (performance.now() - began) / 1000;
	const { user, system } = process.cpuUsage(cpu);
	return { seconds, cpuSeconds: (user + system) / 1e6, extraMiB: rise() };
});

/**
 * Everything that is not the upload itself is done before the function it gives is called. The engine is loaded
 * for every contender, so that all have a process of the same kind.
 */
async function uploader(task: Task): Promise<Upload> {
	const engine = await createEngine({
		credentials: credentialsFor(task.sandboxUrl),
		nodeTypes: {
			...(task.how === 'httpRequest' && { 'n8n-nodes-base.httpRequest': httpRequestNode() }),
			...(task.how === 'code' && { 'bench.upload': unlimitedUpload(task.vendor) }),
		},
	});
	switch (task.how) {
		case 'undici':
			return async (file) => {
				const { size } = await stat(file);
				return async () => await sendRaw(task, file, size);
			};
		case 'sdk':
			return async (file) => () => sendBySdk(task, file);
		case 'node':
			return engineUploader(engine, TYPES[task.vendor], nodeParameters[task.vendor]);
		case 'code':
			return engineUploader(engine, 'bench.upload', {});
		case 'httpRequest':
			return engineUploader(engine, 'n8n-nodes-base.httpRequest', httpRequestParameters(task));
	}
}

async function sendRaw({ vendor, sandboxUrl }: Task, file: string, size: number): Promise<void> {
	if (vendor === 'assemblyai') {
		await post(`${sandboxUrl}/assemblyai/v2/upload`, createReadStream(file), {
			authorization: KEY,
			'content-type': 'application/octet-stream',
			'content-length': String(size),
		});
		return;
	}
	const line = '----bench-0123456789';
	const head = Buffer.from(
		`--${line}\r\nContent-Disposition: form-data; name="config"\r\n\r\n${CONFIG}\r\n` +
			`--${line}\r\nContent-Disposition: form-data; name="data_file"; filename="a.wav"\r\n` +
			`Content-Type: audio/wav\r\n\r\n`,
	);
	const tail = Buffer.from(`\r\n--${line}--\r\n`);
	const parts = async function* () {
		yield head;
		yield* createReadStream(file);
		yield tail;
	};
	await post(`${sandboxUrl}/speechmatics/v2/jobs`, Readable.from(parts(), { objectMode: false }), {
		authorization: `Bearer ${KEY}`,
		'content-type': `multipart/form-data; boundary=${line}`,
		'content-length': String(head.length + size + tail.length),
	});
}

async function post(url: string, body: Readable, headers: Record<string, string>): Promise<void> {
	const answer = await request(url, { method: 'POST', body, headers, headersTimeout: 0, bodyTimeout: 0 });
	const text = await answer.body.text();
	if (answer.statusCode >= 300) throw new Error(`${url} answered ${answer.statusCode}: ${text}`);
}

async function sendBySdk({ vendor, sandboxUrl }: Task, file: string): Promise<void> {
	if (vendor === 'assemblyai') {
		await new AssemblyAI({ apiKey: KEY, baseUrl: `${sandboxUrl}/assemblyai` }).files.upload(file);
		return;
	}
	const realFetch = globalThis.fetch;
	// The SDK takes an address without a path, and the sandbox has its vendors below one address.
	globalThis.fetch = async (url, init) =>
		await realFetch(
			(url instanceof Request ? url.url : url.toString()).replace(sandboxUrl, `${sandboxUrl}/speechmatics`),
			init,
		);
	const client = new BatchClient({ apiKey: KEY, apiUrl: sandboxUrl, appId: 'bench' });
	const data = await openAsBlob(file, { type: 'audio/wav' });
	await client.createTranscriptionJob(
		{ data, fileName: 'a.wav' },
		{ transcription_config: { language: 'en' } },
	);
	globalThis.fetch = realFetch;
}

function engineUploader(engine: Engine, type: string, parameters: INodeParameters): Upload {
	return async (file) => {
		const item = await storedFile(engine, file);
		return async () => {
			const run = await engine.runNode({ name: 'Upload', type, parameters }, [item]);
			if (run.status !== 'success') throw run.error ?? new Error(run.status);
		};
	};
}

const TYPES = {
	assemblyai: 'n8n-nodes-transcription.assemblyAi',
	speechmatics: 'n8n-nodes-transcription.speechmatics',
};

const nodeParameters: Record<Task['vendor'], INodeParameters> = {
	assemblyai: { resource: 'file', operation: 'upload' },
	speechmatics: { resource: 'job', operation: 'create', recordingSource: 'binary' },
};

function httpRequestParameters({ vendor, sandboxUrl }: Task): INodeParameters {
	const header = (value: string) => ({ parameters: [{ name: 'authorization', value }] });
	if (vendor === 'assemblyai') {
		return {
			method: 'POST',
			url: `${sandboxUrl}/assemblyai/v2/upload`,
			sendHeaders: true,
			headerParameters: header(KEY),
			sendBody: true,
			contentType: 'binaryData',
			inputDataFieldName: 'data',
			options: {},
		};
	}
	return {
		method: 'POST',
		url: `${sandboxUrl}/speechmatics/v2/jobs`,
		sendHeaders: true,
		headerParameters: header(`Bearer ${KEY}`),
		sendBody: true,
		contentType: 'multipart-form-data',
		bodyParameters: {
			parameters: [
				{ parameterType: 'formData', name: 'config', value: CONFIG },
				{ parameterType: 'formBinaryData', name: 'data_file', inputDataFieldName: 'data' },
			],
		},
		options: {},
	};
}
