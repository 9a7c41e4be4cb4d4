import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Vendor } from '../../platform/vendors';
import { createEngine, type BinaryMode, type Engine, type NodeDefinition, type RunResult } from './engine';
import { RECORDINGS, startSandbox, type SandboxHandle } from './sandbox';

/** A vendor's room on stage: the sandbox, an engine with a credential for it, and short ways to run the node. */
export interface Stage {
	readonly sandbox: SandboxHandle;
	readonly engine: Engine;
	/** The vendor's action node with these parameters. */
	node(parameters: IDataObject, more?: Partial<NodeDefinition>): NodeDefinition;
	/** Runs the action node on the items. */
	run(
		parameters: IDataObject,
		input?: INodeExecutionData[],
		more?: Partial<NodeDefinition>,
	): Promise<RunResult>;
	/** An item whose `data` is a shipped recording. */
	recording(file: string, json?: IDataObject): Promise<INodeExecutionData>;
	/** Ends engine and sandbox. */
	close(): Promise<void>;
}

export const NODE = 'Speech to Text';

/** Sets the stage for one vendor; `credential` gets the sandbox's address. */
export async function setStage(options: {
	type: string;
	credentialType: string;
	credential: (sandbox: SandboxHandle) => ICredentialDataDecryptedObject;
	binaryMode?: BinaryMode;
}): Promise<Stage> {
	const sandbox = await startSandbox({ speed: { queuedMs: 0, processingMs: 0 } });
	const engine = await createEngine({
		binaryMode: options.binaryMode ?? 'filesystem',
		credentials: { [options.credentialType]: options.credential(sandbox) },
	});
	const node: Stage['node'] = (parameters, more = {}) => ({
		name: NODE,
		type: `n8n-nodes-transcription.${options.type}`,
		// As n8n stores them: JSON.
		parameters: JSON.parse(JSON.stringify(parameters)),
		...more,
	});
	return {
		sandbox,
		engine,
		node,
		run: async (parameters, input, more) => await engine.runNode(node(parameters, more), input),
		recording: async (file, json = {}) =>
			await engine.binaryItem({
				data: await readFile(join(RECORDINGS, file)),
				fileName: file,
				mimeType: MIME_TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
				json,
			}),
		close: async () => {
			await engine.close();
			await sandbox.stop();
		},
	};
}

/** Sets the stage for a registered vendor, with the credential that its sandbox names. */
export async function vendorStage({
	node,
	credentialType,
	credential,
}: Pick<Vendor, 'node' | 'credentialType' | 'credential'>): Promise<Stage> {
	return await setStage({ type: node, credentialType, credential: ({ url }) => credential(url) });
}

/** A text field of the first item that the node gave; empty without one. */
export function firstText(run: RunResult, field: string): string {
	const value = run.json(NODE)[0]?.[field];
	return typeof value === 'string' ? value : '';
}

const MIME_TYPES: Record<string, string> = {
	wav: 'audio/wav',
	mp3: 'audio/mpeg',
	flac: 'audio/flac',
	ogg: 'audio/ogg',
};
