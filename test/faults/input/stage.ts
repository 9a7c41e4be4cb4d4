import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { INodeExecutionData, INodeParameters, INodeTypeDescription } from 'n8n-workflow';

import { createEngine, type Engine, type RunResult } from '../../support/engine';
import { loadPackage, NodeTypes } from '../../support/engine/node-types';
import { RECORDINGS, startSandbox, type SandboxHandle } from '../../support/sandbox';
import type { Case, VendorTable } from '../model';
import { openTap, type Tap } from './tap';

export const NODE = 'Speech to Text';

/** An engine with a vendor's credential, whose requests are forwarded through the tap to a sandbox. */
export interface InputStage {
	readonly engine: Engine;
	readonly sandbox: SandboxHandle;
	readonly tap: Tap;
	readonly description: INodeTypeDescription;
	run(parameters: INodeParameters, input: INodeExecutionData[]): Promise<RunResult>;
	/** An item with the included recording, its URL, and the ID of a completed job. */
	item(jobId?: string): Promise<INodeExecutionData>;
	/** Creates the job that a case requires; returns its ID. */
	job(from: Case): Promise<string>;
	close(): Promise<void>;
}

export async function openInputStage(vendor: VendorTable): Promise<InputStage> {
	const sandbox = await startSandbox();
	const tap = await openTap(sandbox.url);
	const engine = await createEngine({
		credentials: { [vendor.credentialType]: vendor.credential(tap.url) },
		anyParameters: true,
	});
	const type = `n8n-nodes-transcription.${vendor.node}`;
	const { description } = new NodeTypes(await loadPackage(), {}).getByNameAndVersion(type);
	const fileName = vendor.recording ?? 'order-id.mp3';
	const data = await readFile(join(RECORDINGS, fileName));
	const run: InputStage['run'] = async (parameters, input) =>
		await engine.runNode({ name: NODE, type, parameters }, input);
	const item: InputStage['item'] = async (jobId = 'none') =>
		await engine.binaryItem({
			data,
			fileName,
			mimeType: 'application/octet-stream',
			json: { url: sandbox.recordingUrl(fileName), jobId },
		});
	return {
		engine,
		sandbox,
		tap,
		description,
		run,
		item,
		job: async (from) => {
			const made = await run({ ...vendor.job, ...from.job }, [await item()]);
			if (made.error !== undefined) throw made.error;
			const { jobId } = made.json(NODE)[0] ?? {};
			if (typeof jobId !== 'string') throw new Error('The job has no ID');
			await untilCompleted(run, vendor, jobId);
			return jobId;
		},
		close: async () => {
			await engine.close();
			await tap.close();
			await sandbox.stop();
		},
	};
}

async function untilCompleted(run: InputStage['run'], vendor: VendorTable, jobId: string): Promise<void> {
	const look = { resource: 'job', operation: 'get', ...vendor.look, jobId };
	for (let count = 0; count < 500; count += 1) {
		const looked = await run(look, [{ json: {} }]);
		if (looked.error !== undefined) throw looked.error;
		if (looked.json(NODE)[0]?.status === 'completed') return;
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
	throw new Error('The job has not completed');
}
