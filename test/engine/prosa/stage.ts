import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import type { ActiveWorkflow, BinaryMode } from '../../support/engine';
import type { SandboxHandle } from '../../support/sandbox';
import { setStage, type Stage } from '../../support/stage';

export const KEY = 'sandbox-key-0123456789';
export const TRIGGER = 'Prosa.ai Trigger';

export const credentialFor = (sandbox: SandboxHandle): ICredentialDataDecryptedObject => ({
	apiKey: KEY,
	baseUrl: `${sandbox.vendorUrl('prosa')}/v2/speech`,
	webhookBaseUrl: '',
	webhookSecret: '',
	previousWebhookSecret: '',
});

export const prosaStage = async (binaryMode?: BinaryMode): Promise<Stage> =>
	await setStage({
		type: 'prosa',
		credentialType: 'prosaTranscriptionApi',
		credential: credentialFor,
		...(binaryMode ? { binaryMode } : {}),
	});

/** Activates a workflow that starts with the trigger. */
export async function listen(
	stage: Stage,
	parameters: IDataObject = {},
	options: { isTest?: boolean; register?: boolean } = {},
): Promise<ActiveWorkflow> {
	const type = 'n8n-nodes-transcription.prosaTrigger';
	return await stage.engine.activate(
		{
			nodes: [
				{
					name: TRIGGER,
					type,
					parameters: { events: ['completed', 'failed'], output: 'callback', ...parameters },
				},
			],
		},
		options,
	);
}

/** Creates a job that ends immediately; returns its ID. */
export async function createJob(stage: Stage, file = 'order-id.mp3'): Promise<string> {
	const run = await stage.run({ resource: 'job', operation: 'create', recordingSource: 'binary' }, [
		await stage.recording(file),
	]);
	expect(run.error).toBeUndefined();
	const jobId = run.json('Speech to Text')[0]?.jobId;
	return typeof jobId === 'string' ? jobId : '';
}

/** Resolves when this many callbacks have arrived and none will be repeated. */
export async function delivered(stage: Stage, count: number): Promise<void> {
	for (let look = 0; look < 200; look += 1) {
		const callbacks = await stage.sandbox.callbacks();
		if (callbacks.filter(({ state }) => state === 'delivered').length >= count) return;
		await new Promise((resolve) => setTimeout(resolve, 25));
	}
	throw new Error(`Not delivered: ${JSON.stringify(await stage.sandbox.callbacks())}`);
}

/** A request to the vendor's webhook API, as its console sends it. */
export async function webhookApi(
	stage: Stage,
	method: string,
	path: string,
	body?: object,
): Promise<unknown> {
	const answer = await fetch(`${stage.sandbox.vendorUrl('prosa')}/v2/speech/webhooks${path}`, {
		method,
		headers: { 'x-api-key': KEY, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	expect(answer.ok).toBe(true);
	return await answer.json();
}

/** A silent WAV file of this size in bytes. */
export function wav(bytes: number): Buffer {
	const file = Buffer.alloc(bytes);
	file.write('RIFF', 0);
	file.writeUInt32LE(bytes - 8, 4);
	file.write('WAVEfmt ', 8);
	file.writeUInt32LE(16, 16);
	file.writeUInt16LE(1, 20);
	file.writeUInt16LE(1, 22);
	file.writeUInt32LE(16_000, 24);
	file.writeUInt32LE(32_000, 28);
	file.writeUInt16LE(2, 32);
	file.writeUInt16LE(16, 34);
	file.write('data', 36);
	file.writeUInt32LE(bytes - 44, 40);
	return file;
}
