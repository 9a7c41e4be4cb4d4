import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { JobResponse } from '../../../nodes/shared/jobs/model';
import type { WaitPlan } from '../../../nodes/shared/jobs/suspend';
import { resumeMethod } from '../../../nodes/shared/operations/resume';
import { jobOf, fakeVendor } from '../../support/jobs';
import { inVirtualTime, takes } from '../../support/virtualTime';

type Context = IWebhookFunctions & ThisType<IWebhookFunctions>;
const isContext = (value: object): value is Context => 'getNode' in value;

/** Executions of one node that are suspended until jobs end, and the number of requests for jobs. */
class SuspendedExecutions {
	/** Requests for the status of a job. */
	requests = 0;

	/** Requests for the status and the result of a job. */
	requestsWithResult = 0;

	failed = false;

	/** Whether the vendor says that the jobs have ended. */
	ended = true;

	private readonly vendor = fakeVendor({
		getJob: async (_client, jobId) => {
			this.requests += 1;
			return await this.job(jobId);
		},
	});

	private readonly vendorWithResults = fakeVendor({
		...this.vendor,
		getEndedJob: async (_client, jobId) => {
			this.requestsWithResult += 1;
			return await this.job(jobId);
		},
	});

	private async job(jobId: string): Promise<JobResponse> {
		const status = this.failed ? 'failed' : 'completed';
		return await Promise.resolve({ job: jobOf(jobId, this.ended ? { status } : {}), raw: {} });
	}

	/** Calls an execution. */
	async call(
		executionId: string,
		jobIds: readonly string[],
		vendor = this.vendor,
		about?: string,
	): Promise<IWebhookResponseData> {
		const plan: WaitPlan = {
			jobs: jobIds.map((jobId, itemIndex) => ({ jobId, itemIndex })),
			failed: [],
			output: 'job',
			settings: { asFile: false, property: 'data', fileName: '', title: '' },
			limitMs: 60_000,
		};
		const response = {
			status: () => response,
			json: () => response,
		};
		const context = {
			getNode: () => ({ id: 'n1', name: 'Wait', type: 'acme' }),
			getWebhookName: () => 'default',
			getExecutionId: () => executionId,
			getBodyData: () => ({}),
			getNodeParameter: () => ({}),
			getCredentials: async () => await Promise.resolve({}),
			getResponseObject: () => response,
			getRequestObject: () => ({}),
			logger: { warn: () => undefined },
			runExecutionData: {
				executionData: { contextData: { 'node:Wait': { waitingFor: JSON.stringify(plan) } } },
			},
		};
		if (!isContext(context)) throw new Error('This is not a context');
		return await resumeMethod(vendor, () => about).call(context);
	}

	/** A callback about one of the jobs; returns whether it resumes the execution, and after how many ms. */
	async callAbout(jobId: string, executionId: string, jobIds: readonly string[]): Promise<[boolean, number]> {
		const began = Date.now();
		const response = await this.call(executionId, jobIds, this.vendor, jobId);
		return [resumes(response), Date.now() - began];
	}

	/** Calls an execution at a vendor that returns the result with the status. */
	async callWithResults(executionId: string, jobIds: readonly string[]): Promise<IWebhookResponseData> {
		return await this.call(executionId, jobIds, this.vendorWithResults);
	}
}

const resumes = ({ workflowData }: IWebhookResponseData) => workflowData !== undefined;

/** A test in virtual time. */
const timed = (title: string, work: (executions: SuspendedExecutions) => Promise<void>) => {
	it(title, async () => {
		await inVirtualTime(async () => await work(new SuspendedExecutions()));
	});
};

timed('an execution resumes once, and callbacks while it resumes cause no requests', async (executions) => {
	const together = await Promise.all([
		executions.call('1', ['J1', 'J2']),
		executions.call('1', ['J1', 'J2']),
	]);
	await takes(5_000);
	const later = await executions.call('1', ['J1', 'J2']);
	expect([...together, later].map(resumes)).toEqual([true, false, false]);
	expect(executions.requests).toBe(2);
});

timed(
	'an execution fails once for failed jobs, and callbacks while it ends cause no requests',
	async (executions) => {
		executions.failed = true;
		await expect(executions.call('2', ['J1'])).rejects.toThrow('The job ended with status "failed"');
		expect(resumes(await executions.call('2', ['J1']))).toBe(false);
		expect(executions.requests).toBe(1);
	},
);

timed('an execution that n8n could not resume is resumed by a later callback', async (executions) => {
	expect(resumes(await executions.call('3', ['J1']))).toBe(true);
	await takes(10_000);
	expect(resumes(await executions.call('3', ['J1']))).toBe(true);
});

timed(
	'an execution that is suspended again in a loop resumes for its new jobs at once',
	async (executions) => {
		expect(resumes(await executions.call('4', ['J1']))).toBe(true);
		expect(resumes(await executions.call('4', ['J2']))).toBe(true);
	},
);

timed('executions that wait for the same job resume independently', async (executions) => {
	expect(resumes(await executions.call('5', ['J1']))).toBe(true);
	expect(resumes(await executions.call('6', ['J1']))).toBe(true);
});

timed('an execution whose jobs are open is checked by every callback', async (executions) => {
	executions.ended = false;
	await executions.call('7', ['J1']);
	const before = executions.requests;
	executions.ended = true;
	expect(resumes(await executions.call('7', ['J1']))).toBe(true);
	expect(executions.requests).toBe(before + 1);
});

timed('the results of jobs that have probably ended are requested with their status', async (executions) => {
	await executions.callWithResults('8', ['J1', 'J2', 'J3', 'J4']);
	expect([executions.requests, executions.requestsWithResult]).toEqual([1, 3]);
});

timed('an execution resumes when callbacks about all of its jobs have arrived', async (executions) => {
	const jobIds = ['J1', 'J2', 'J3'];
	const first = executions.callAbout('J1', '9', jobIds);
	await takes(700);
	const second = executions.callAbout('J2', '9', jobIds);
	await takes(700);
	const third = executions.callAbout('J3', '9', jobIds);
	expect(await Promise.all([first, second, third])).toEqual([
		[true, 1_400],
		[false, 0],
		[false, 0],
	]);
	expect(executions.requests).toBe(3);
});

timed('an execution resumes at once if its only job has ended', async (executions) => {
	expect(await executions.callAbout('J1', '10', ['J1'])).toEqual([true, 0]);
});

timed('an execution resumes a second after the last callback if another is lost', async (executions) => {
	expect(await executions.callAbout('J1', '11', ['J1', 'J2'])).toEqual([true, 1_000]);
});

timed('repeated callbacks delay an execution by 30 seconds at most', async (executions) => {
	const jobIds = ['J1', 'J2'];
	const first = executions.callAbout('J1', '12', jobIds);
	for (let repeated = 0; repeated < 59; repeated += 1) {
		await takes(500);
		await executions.callAbout('J1', '12', jobIds);
	}
	expect(await first).toEqual([true, 30_000]);
});
