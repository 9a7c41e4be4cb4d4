import './environment';

import { Container } from '@n8n/di';
import { BinaryDataConfig, BinaryDataService, ExternalSecretsProxy } from 'n8n-core';
import { type IWorkflowExecuteAdditionalData, deepCopy, UserError, Workflow } from 'n8n-workflow';

import type { FixtureCredentials } from './credentials';
import type { NodeTypes } from './node-types';
import { Bucket, DatabaseManager } from './storage';
import type { SavedWorkflow } from './workflow-definition';

/** Where binary data lives: in the item itself (base64), or, with an ID, in files, an object store or the database. */
export type BinaryMode = 'memory' | 'filesystem' | 's3' | 'database';

/** Where the binary data of the modes `s3` and `database` is in this process. */
export const bucket = new Bucket();
export const database = new DatabaseManager();

/** What an n8n instance has: node types, credentials, a binary data mode and an address. */
export class Host {
	/** Its address, with the sub-path if it has one. Set once the server listens. */
	baseUrl = '';

	constructor(
		readonly nodeTypes: NodeTypes,
		readonly credentials: FixtureCredentials,
		readonly binaryMode: BinaryMode,
	) {}

	/** n8n-core has one binary data service per process; this switches it to the mode of this host. */
	async useBinaryMode(): Promise<void> {
		if (activeMode === this.binaryMode) return;
		Container.get(BinaryDataConfig).mode = this.binaryMode === 'memory' ? 'default' : this.binaryMode;
		const service = Container.get(BinaryDataService);
		service.setManager('s3', bucket.manager());
		service.setManager('database', database);
		await service.init();
		activeMode = this.binaryMode;
	}

	/** A new workflow object, as n8n creates one for every run and every webhook call. */
	buildWorkflow(saved: SavedWorkflow): Workflow {
		return new Workflow({
			...saved,
			nodes: deepCopy(saved.nodes),
			staticData: deepCopy(saved.staticData),
			active: saved.isPublished === true,
			nodeTypes: this.nodeTypes,
		});
	}

	/** n8n's surroundings of a run (`n8n/dist/workflow-execute-additional-data.js`). */
	additionalData(extra: Partial<IWorkflowExecuteAdditionalData>): IWorkflowExecuteAdditionalData {
		const unavailable = async (): Promise<never> => {
			throw new UserError('Not available in the engine tests');
		};
		return {
			credentialsHelper: this.credentials,
			externalSecretsProxy: Container.get(ExternalSecretsProxy),
			executeWorkflow: unavailable,
			startRunnerTask: unavailable,
			getRunExecutionData: async () => undefined,
			getRuntimeCredential: async () => undefined,
			logAiEvent: () => undefined,
			currentNodeExecutionIndex: 0,
			variables: {},
			restApiUrl: `${this.baseUrl}/rest`,
			instanceBaseUrl: this.baseUrl,
			formBaseUrl: `${this.baseUrl}/form`,
			formWaitingBaseUrl: `${this.baseUrl}/form-waiting`,
			formTestBaseUrl: `${this.baseUrl}/form-test`,
			webhookBaseUrl: `${this.baseUrl}/webhook`,
			webhookWaitingBaseUrl: `${this.baseUrl}/webhook-waiting`,
			webhookTestBaseUrl: `${this.baseUrl}/webhook-test`,
			mcpBaseUrl: `${this.baseUrl}/mcp`,
			mcpTestBaseUrl: `${this.baseUrl}/mcp-test`,
			...extra,
		};
	}
}

let activeMode: BinaryMode | undefined;
