import {
	NodeConnectionTypes,
	WAIT_INDEFINITELY,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

function describe(name: string, more: Partial<INodeTypeDescription> = {}): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: name,
		defaults: { name },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
		...more,
	};
}

/** Passes on its input and reports the time at which it ran, from `performance.now()`. */
export function clockNode(reached: (at: number) => void): INodeType {
	return {
		description: describe('clock'),
		async execute() {
			reached(performance.now());
			return [this.getInputData()];
		},
	};
}

/** Suspends until a request to its resume URL arrives: the minimum that n8n itself needs to resume an execution. */
export const sleeperNode: INodeType = {
	description: describe('sleeper', {
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: '',
				restartWebhook: true,
				isFullPath: true,
			},
		],
	}),
	async execute() {
		await this.putExecutionToWait(WAIT_INDEFINITELY);
		return [this.getInputData()];
	},
	async webhook() {
		return { workflowData: [[{ json: {} }]] };
	},
};

/**
 * Requests one URL per item with the credential, with the default concurrency of the package, and returns the
 * responses: the minimum that a node can do.
 */
export function callerNode(credentialType: string): INodeType {
	return {
		description: describe('caller', {
			credentials: [{ name: credentialType, required: true }],
			properties: [{ displayName: 'URL', name: 'url', type: 'string', default: '' }],
		}),
		async execute() {
			const items = this.getInputData();
			const answers = items.map(() => ({}));
			let next = 0;
			const ask = async (): Promise<void> => {
				while (next < items.length) {
					const index = next;
					next += 1;
					const url = this.getNodeParameter('url', index);
					const answer: unknown = await this.helpers.httpRequestWithAuthentication.call(
						this,
						credentialType,
						{
							method: 'GET',
							url: typeof url === 'string' ? url : '',
							json: true,
							timeout: 60_000,
						},
					);
					if (typeof answer === 'object' && answer !== null) answers[index] = answer;
				}
			};
			await Promise.all(Array.from({ length: 10 }, ask));
			return [answers.map((answer, item) => ({ json: { ...answer }, pairedItem: { item } }))];
		},
	};
}
