import type { Job } from '../../../nodes/shared/jobs/model';
import { resultOrReason } from '../../../nodes/shared/jobs/resultOrReason';
import { failedRequest, jobOf } from '../../support/jobs';
import { rejectionOf } from '../../support/virtualTime';

const notFound = failedRequest({ status: 404 }, 'Not found');

/** Requests a result that is missing, of a job that is read like this. */
const missing = async (job: () => Promise<Job | undefined>, error: Error = notFound) =>
	await rejectionOf(
		resultOrReason(async () => await Promise.reject(error), {
			mayBeMissing: (thrown) => thrown === notFound,
			job: async (thrown) => {
				expect(thrown).toBe(notFound);
				return await job();
			},
		}),
	);

describe('a result of a job', () => {
	it('is returned without a look at the job', async () => {
		const mayBeMissing = jest.fn(() => true);
		const job = jest.fn(async () => await Promise.resolve(jobOf('J1')));
		expect(await resultOrReason(async () => await Promise.resolve('text'), { mayBeMissing, job })).toBe(
			'text',
		);
		expect([mayBeMissing.mock.calls.length, job.mock.calls.length]).toEqual([0, 0]);
	});

	it.each<[Partial<Job>, string]>([
		[{ status: 'failed', errorMessage: 'No speech' }, 'The job failed: No speech (job J1, status "failed")'],
		[{ status: 'running' }, 'The transcript is not ready: the job has the status "running" (job J1)'],
	])('that is missing is explained by the job: %j', async (changes, message) => {
		const error = await missing(async () => await Promise.resolve(jobOf('J1', changes)));
		expect(error).toMatchObject({ message, jobId: 'J1' });
	});

	it('fails with the error of the vendor for another reason, without a look at the job', async () => {
		const forbidden = failedRequest({ status: 403 }, 'Forbidden');
		const job = jest.fn(async () => await Promise.resolve(jobOf('J1')));
		expect(await missing(job, forbidden)).toBe(forbidden);
		expect(job).not.toHaveBeenCalled();
	});

	it.each<[string, () => Promise<Job | undefined>]>([
		['says more than the job', async () => await Promise.resolve(undefined)],
		['is all there is, because the job cannot be read', async () => await Promise.reject(new Error('down'))],
		[
			'contradicts the job, which has one',
			async () => await Promise.resolve(jobOf('J1', { status: 'completed' })),
		],
	])('fails with the error of the vendor if that %s', async (_why, job) => {
		expect(await missing(job)).toBe(notFound);
	});
});
