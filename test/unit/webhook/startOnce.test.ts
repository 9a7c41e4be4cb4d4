import type { INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';

import { type ExplainedError } from '../../../nodes/shared/http/explainedError';
import { startOnce } from '../../../nodes/shared/trigger/startWorkflow';
import { failedRequest } from '../../support/jobs';

const ITEM: INodeExecutionData = { json: { jobId: 'job-1' } };

/** A trigger that records the statuses of its responses. */
function trigger(workflow: string) {
	const statuses: number[] = [];
	const response = {
		status: (status: number) => {
			statuses.push(status);
			return response;
		},
		json: () => response,
		send: () => response,
		end: () => response,
	};
	const context = {
		getWorkflow: () => ({ id: workflow }),
		getNode: () => ({ id: 'n1', name: 'Trigger' }),
		getMode: () => 'webhook',
		getResponseObject: () => response,
		logger: { warn: () => undefined },
	};
	if (!isWebhook(context)) throw new Error('This is not a context');
	return { context, statuses };
}

function isWebhook(context: object): context is IWebhookFunctions {
	return 'getResponseObject' in context;
}

/** A confirmation that ends when the test says so. */
function confirmation() {
	let confirm: (item: INodeExecutionData) => void = () => undefined;
	let fail: (error: Error) => void = () => undefined;
	const read = jest.fn(
		async () =>
			await new Promise<INodeExecutionData>((resolve, reject) => {
				confirm = resolve;
				fail = reject;
			}),
	);
	return { read, confirm: () => confirm(ITEM), fail: (error: Error) => fail(error) };
}

describe('a callback that is repeated while the first one is being confirmed', () => {
	it('starts nothing more if the first one starts the workflow', async () => {
		const { context, statuses } = trigger('w1');
		const { read, confirm } = confirmation();
		const both = [startOnce(context, 'd', read), startOnce(context, 'd', read)];
		confirm();
		const [first, second] = await Promise.all(both);
		expect(first?.workflowData).toEqual([[ITEM]]);
		expect(second?.workflowData).toBeUndefined();
		expect(read).toHaveBeenCalledTimes(1);
		expect(statuses.filter((status) => status >= 300)).toEqual([]);
	});

	it.each<[number, ExplainedError]>([
		[503, failedRequest({ status: 503, transient: true }, 'Down')],
		[401, failedRequest({ status: 404 }, 'No such job')],
	])(
		'is rejected with %d if the first one is, and handled when it is repeated again',
		async (status, error) => {
			const { context, statuses } = trigger(`w-${status}`);
			const { read, confirm, fail } = confirmation();
			const both = [startOnce(context, 'd', read), startOnce(context, 'd', read)];
			fail(error);
			for (const { workflowData } of await Promise.all(both)) expect(workflowData).toBeUndefined();
			expect(statuses).toEqual([status, status]);
			const again = startOnce(context, 'd', read);
			confirm();
			expect((await again).workflowData).toEqual([[ITEM]]);
			expect(read).toHaveBeenCalledTimes(2);
		},
	);
});
