import { subscribe } from 'node:diagnostics_channel';
import { connect, createServer, type Socket } from 'node:net';

import { z } from 'zod/v4';

import { vendors } from '../../platform/vendors';
import { createEngine } from '../../test/support/engine/engine';
import { controlSandbox, type FaultInput } from '../../test/support/sandbox';
import { serve } from '../lib/child';

const taskSchema = z.object({
	/** Name of the vendor in the sandbox. */
	vendor: z.string(),
	sandboxUrl: z.string(),
	items: z.number(),
	kind: z.enum(['none', '503', 'refused', 'hanging', '429', '429RetryAfter', 'everyTenth']),
	outageMs: z.number(),
});

type Kind = z.infer<typeof taskSchema>['kind'];

/** The server in front of the sandbox, which can refuse connections. */
async function gate(sandboxUrl: string) {
	const target = Number(new URL(sandboxUrl).port);
	const open = new Set<Socket>();
	const server = createServer((socket) => {
		const onward = connect(target, '127.0.0.1');
		open.add(socket);
		socket.on('close', () => open.delete(socket));
		for (const each of [socket, onward]) each.on('error', () => each.destroy());
		socket.pipe(onward).pipe(socket);
		socket.on('close', () => onward.destroy());
	});
	const listen = async (port: number): Promise<number> =>
		await new Promise((resolve) => {
			server.listen(port, '127.0.0.1', () => {
				const address = server.address();
				resolve(typeof address === 'object' && address !== null ? address.port : 0);
			});
		});
	const port = await listen(0);
	return {
		url: `http://127.0.0.1:${port}`,
		refuse: () => {
			server.close();
		},
		accept: async () => await listen(port),
		end: () => {
			server.close();
			for (const socket of open) socket.destroy();
		},
	};
}

const RETRY_AFTER_SECONDS = 5;

/** Only requested to find jobs whose responses were lost. */
const LISTS = new Set(['/v2/transcript', '/v2/jobs', '/v2/speech/stt']);

/** Twice the default of "Concurrency". */
const AFTER_REQUESTS = 20;

function faultOf(kind: Kind, vendor: string): FaultInput | undefined {
	const shared = { times: null, match: { vendor } };
	if (kind === '503') return { kind: 'status', status: 503, ...shared };
	if (kind === 'hanging') return { kind: 'no-answer', ...shared };
	if (kind === '429') return { kind: 'status', status: 429, ...shared };
	if (kind === '429RetryAfter') {
		const headers = { 'retry-after': String(RETRY_AFTER_SECONDS) };
		return { kind: 'status', status: 429, headers, ...shared };
	}
	// Without an effect.
	if (kind === 'everyTenth') {
		// Not the uploads to Botlhale AI's storage, which is another server.
		return { kind: 'status', status: 500, every: 10, times: null, match: { vendor, path: '^/.' } };
	}
	return undefined;
}

serve(taskSchema, async ({ vendor: name, sandboxUrl, items, kind, outageMs }) => {
	const vendor = vendors.find((each) => each.name === name);
	if (vendor === undefined) throw new Error(`There is no vendor "${name}"`);
	const sandbox = controlSandbox(sandboxUrl);
	const front = await gate(sandboxUrl);
	const engine = await createEngine({
		credentials: { [vendor.credentialType]: vendor.credential(front.url) },
	});
	const recording = await engine.binaryItem({
		data: Buffer.from(
			await (await fetch(sandbox.recordingUrl(vendor.recordings.at(-1) ?? ''))).arrayBuffer(),
		),
		fileName: vendor.recordings.at(-1) ?? '',
		mimeType: 'audio/mpeg',
	});
	const fault = faultOf(kind, name);
	if (kind === 'everyTenth' && fault) await sandbox.faults(fault);
	let sent = 0;
	subscribe('http.client.request.start', () => {
		sent += 1;
	});
	const began = performance.now();
	const running = engine.runNode(
		{
			name: 'Transcribe',
			type: `n8n-nodes-transcription.${vendor.node}`,
			parameters: {
				resource: 'transcript',
				operation: 'transcribe',
				output: 'text',
				...(name === 'botlhale' ? {} : { recordingSource: 'binary' }),
				// Otherwise Prosa.ai returns the transcript in the response, after the job has ended.
				options: name === 'prosa' ? { wait: 'never' } : {},
			},
		},
		Array.from({ length: items }, () => recording),
	);
	let endedAt = 0;
	if (kind !== 'none' && kind !== 'everyTenth') {
		while ((await sandbox.jobs(name)).length < items) await new Promise((resolve) => setTimeout(resolve, 20));
		if (fault) await sandbox.faults(fault);
		else front.refuse();
		await new Promise((resolve) => setTimeout(resolve, outageMs));
		if (fault) await sandbox.clearFaults();
		else await front.accept();
		endedAt = Date.now();
	}
	const run = await running;
	const seconds = (performance.now() - began) / 1000;
	const texts = run.json('Transcribe').filter(({ text }) => typeof text === 'string' && text !== '').length;
	const arrived = await sandbox.requests({ vendor: name });
	const answered = arrived.filter(({ fault: struck }) => struck === undefined);
	const searches = answered.filter(({ method, path }) => method === 'GET' && LISTS.has(path)).length;
	const after = answered.map(({ at }) => Date.parse(at) - endedAt).filter((ms) => ms >= 0);
	// More requests than are in progress at once: all items have continued.
	const resumedMs = after[AFTER_REQUESTS] ?? 0;
	const jobs = (await sandbox.jobs(name)).length;
	front.end();
	return {
		seconds,
		resumedMs,
		texts,
		sent,
		needed: answered.length - searches,
		jobs,
		error: run.error?.message ?? '',
	};
});
