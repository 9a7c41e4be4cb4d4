import { NodeOperationError, type IWebhookFunctions } from 'n8n-workflow';

import {
	planOf,
	subscribeWakeUp,
	suspend,
	unsubscribeWakeUp,
	type WaitPlan,
} from '../../../nodes/shared/jobs/suspend';
import { failedRequest, fakeExecution, fakeVendor, type FakeExecution } from '../../support/jobs';
import { elapsedMs, inVirtualTime, rejectionOf, START_MS } from '../../support/virtualTime';

const RESUME_URL = 'https://n8n.example/webhook-waiting/1234?signature=secret';

const plan: WaitPlan = {
	jobs: [{ jobId: 'J1', itemIndex: 0 }],
	failed: [{ itemIndex: 1, json: { error: 'No job ID' } }],
	output: 'transcript',
	settings: { asFile: false, property: 'data', fileName: '', title: '' },
	limitMs: 60_000,
	wakeUpId: 'W1',
};

/** An execution that can be suspended and called. */
function execution(resumeUrl: unknown = RESUME_URL) {
	const steps: unknown[] = [];
	const fake: FakeExecution = fakeExecution({
		functions: {
			evaluateExpression: (expression: string) =>
				expression === '{{ $execution.resumeUrl }}' ? resumeUrl : undefined,
			putExecutionToWait: async (until: Date) => {
				steps.push(['suspended', until.getTime() - START_MS, Object.keys(fake.nodeContext)]);
				await Promise.resolve();
			},
			helpers: {
				httpRequest: async ({ url }: { url: string }) => {
					steps.push(['called', url, elapsedMs()]);
					return await Promise.resolve({ statusCode: 200, body: '' });
				},
			},
		},
	});
	return { ...fake, steps };
}

function isWebhook(value: object): value is IWebhookFunctions {
	return 'getNode' in value;
}

/** The callback to an execution with this data in the context of its node. */
function callbackTo(nodeContext: unknown): IWebhookFunctions {
	const context = {
		getNode: () => ({ name: 'Wait' }),
		runExecutionData: { executionData: { contextData: { 'node:Wait': nodeContext } } },
	};
	if (!isWebhook(context)) throw new Error('This is not a context');
	return context;
}

describe('a suspended execution', () => {
	it('holds its plan before it is suspended until the time limit', async () => {
		const { context, steps } = execution();
		await inVirtualTime(async () => {
			await suspend(context, plan);
		});
		expect(steps[0]).toEqual(['suspended', 60_000, ['waitingFor']]);
	});

	it('is suspended for a second at least', async () => {
		const { context, steps } = execution();
		await inVirtualTime(async () => {
			await suspend(context, { ...plan, limitMs: 1 });
		});
		expect(steps[0]).toEqual(['suspended', 1_000, ['waitingFor']]);
	});

	it('is called once after it was suspended, because a job may have ended just before', async () => {
		const { context, steps } = execution();
		await inVirtualTime(async () => {
			await suspend(context, plan);
			await new Promise((resolve) => setTimeout(resolve, 60_000));
		});
		expect(steps.slice(1)).toEqual([['called', RESUME_URL, 250]]);
	});

	it('is called by nobody if n8n has no URL for it', async () => {
		const { context, steps } = execution('');
		await inVirtualTime(async () => {
			await suspend(context, plan);
			await new Promise((resolve) => setTimeout(resolve, 60_000));
		});
		expect(steps).toHaveLength(1);
	});
});

describe('the plan of a suspended execution', () => {
	const change = (changes: object) => ({ waitingFor: JSON.stringify({ ...plan, ...changes }) });

	it('is available to the callback as it was stored', async () => {
		const { context, nodeContext } = execution();
		await inVirtualTime(async () => {
			await suspend(context, plan);
		});
		expect(planOf(callbackTo(nodeContext))).toEqual(plan);
	});

	it.each(['redacted', 'asSpoken', undefined])('may hold the redaction %s', (redaction) => {
		expect(planOf(callbackTo(change({ redaction })))).toEqual({ ...plan, redaction });
	});

	it('may lack a subscription', () => {
		const waitingFor = JSON.stringify({ ...plan, wakeUpId: undefined });
		expect(planOf(callbackTo({ waitingFor }))).toEqual({ ...plan, wakeUpId: undefined });
	});

	it.each([
		['the node stored nothing', undefined],
		['the node stored something else', {}],
		['it is not text', { waitingFor: plan }],
		['it is not JSON', { waitingFor: 'plan' }],
		['a job has no ID', change({ jobs: [{ itemIndex: 0 }] })],
		['a job has no item', change({ jobs: [{ jobId: 'J1' }] })],
		['a job has half an item', change({ jobs: [{ jobId: 'J1', itemIndex: 0.5 }] })],
		['a failed item has no output', change({ failed: [{ itemIndex: 1 }] })],
		['a failed item has half a place', change({ failed: [{ itemIndex: 0.5, json: {} }] })],
		['it has no output format', change({ output: undefined })],
		['it has no settings', change({ settings: {} })],
		['its redaction is unknown', change({ redaction: 'half' })],
		['it has no limit', change({ limitMs: '60000' })],
		['its subscription is not text', change({ wakeUpId: 7 })],
	])('is none if %s', (_reason, nodeContext) => {
		expect(planOf(callbackTo(nodeContext))).toBeUndefined();
	});

	it.each(['asFile', 'property', 'fileName', 'title'])('is none without the setting %s', (name) => {
		const settings = { ...plan.settings, [name]: undefined };
		expect(planOf(callbackTo(change({ settings })))).toBeUndefined();
	});
});

describe('the subscription of callbacks', () => {
	const vendorWith = (subscribe: () => Promise<string>) => {
		const subscribed: unknown[] = [];
		const vendor = fakeVendor({
			wakeUp: {
				subscribe: async (_context, { url, untilMs, jobIds }) => {
					subscribed.push([url, untilMs - START_MS, jobIds]);
					return await subscribe();
				},
				unsubscribe: async () => {
					await Promise.resolve();
				},
			},
		});
		return { subscribed, vendor };
	};

	const wait = { limitMs: 60_000, jobs: [{ jobId: 'J1', itemIndex: 0 }] };

	it('covers the whole time limit and returns its ID', async () => {
		const { vendor, subscribed } = vendorWith(async () => await Promise.resolve('W1'));
		const id = await inVirtualTime(async () => await subscribeWakeUp(vendor, execution().context, wait));
		expect([id, subscribed]).toEqual(['W1', [[RESUME_URL, 60_000, ['J1']]]]);
	});

	it('is not required for a vendor that calls a URL of each job', async () => {
		expect(await subscribeWakeUp(fakeVendor({}), execution().context, wait)).toBeUndefined();
	});

	it('is not made if n8n has no URL for the execution', async () => {
		const { vendor, subscribed } = vendorWith(async () => await Promise.resolve('W1'));
		expect(await subscribeWakeUp(vendor, execution('').context, wait)).toBeUndefined();
		expect(subscribed).toEqual([]);
	});

	const REST =
		'The jobs keep running and nothing is lost. Set "How to Wait" to "Poll", which requires no callback.';

	it.each([
		['a request', failedRequest({}, 'Forbidden'), 'Forbidden', `Do something. ${REST}`],
		['a bug', new Error('A bug'), 'A bug', REST],
	])(
		'fails with the advice to poll after the failure of %s',
		async (_what, failure, message, description) => {
			const { vendor } = vendorWith(async () => await Promise.reject(failure));
			const error = await rejectionOf(subscribeWakeUp(vendor, execution().context, wait));
			expect(error).toBeInstanceOf(NodeOperationError);
			expect(error).toMatchObject({ message: `Acme cannot resume this execution: ${message}`, description });
		},
	);

	it('fails with the description of an error of n8n in front of the advice to poll', async () => {
		const { context } = execution();
		const withDescription = new NodeOperationError(context.getNode(), 'No', { description: 'Allow it.' });
		const without = new NodeOperationError(context.getNode(), 'No');
		for (const [failure, description] of [
			[withDescription, `Allow it. ${REST}`],
			[without, REST],
		] as const) {
			const { vendor } = vendorWith(async () => await Promise.reject(failure));
			const error = await rejectionOf(subscribeWakeUp(vendor, context, wait));
			expect(error).toMatchObject({ description });
		}
	});
});

describe('the end of a subscription', () => {
	const vendorWith = (unsubscribe: () => Promise<void>) => {
		const ended: string[] = [];
		const vendor = fakeVendor({
			wakeUp: {
				subscribe: async () => await Promise.resolve('W1'),
				unsubscribe: async (_context, id) => {
					ended.push(id);
					await unsubscribe();
				},
			},
		});
		return { ended, vendor };
	};

	it('is requested from the vendor', async () => {
		const { vendor, ended } = vendorWith(async () => {
			await Promise.resolve();
		});
		const { context, warnings } = execution();
		await unsubscribeWakeUp(vendor, context, 'W1');
		expect([ended, warnings]).toEqual([['W1'], []]);
	});

	it('is not requested without a subscription', async () => {
		const { vendor, ended } = vendorWith(async () => {
			await Promise.resolve();
		});
		await unsubscribeWakeUp(vendor, execution().context, undefined);
		expect(ended).toHaveLength(0);
	});

	it('is not requested from a vendor that has none', async () => {
		const { context, warnings } = execution();
		await unsubscribeWakeUp(fakeVendor({}), context, 'W1');
		expect(warnings).toEqual([]);
	});

	it('logs a failure, but does not fail: the subscription expires', async () => {
		const { vendor } = vendorWith(async () => {
			await Promise.reject(failedRequest({}, 'Service unavailable'));
		});
		const { context, warnings } = execution();
		await unsubscribeWakeUp(vendor, context, 'W1');
		expect(warnings).toEqual(['Acme still sends callbacks to this URL: Service unavailable']);
	});
});
