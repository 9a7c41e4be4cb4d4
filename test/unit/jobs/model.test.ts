import { hasEnded, jobSchema, jobToJson, type JobStatus } from '../../../nodes/shared/jobs/model';
import { jobOf } from '../../support/jobs';

describe('a job', () => {
	it.each<[JobStatus, boolean]>([
		['queued', false],
		['running', false],
		['completed', true],
		['failed', true],
		['deleted', true],
		['expired', true],
	])('that is %s has ended: %s', (status, ended) => {
		expect(hasEnded(jobOf('J1', { status }))).toBe(ended);
		expect(jobSchema.safeParse(jobOf('J1', { status })).success).toBe(true);
	});

	it('becomes an item of its own', () => {
		const job = jobOf('J1', { tracking: { reference: 7 } });
		expect(jobToJson(job)).toEqual(job);
		expect(jobToJson(job)).not.toBe(job);
	});

	it('may hold data of the user', () => {
		const job = jobOf('J1', { tracking: { reference: 7, tags: ['a'] } });
		expect(jobSchema.parse(job)).toEqual(job);
	});

	it.each([
		['vendor', null],
		['jobId', 7],
		['status', 'unknown'],
		['vendorStatus', null],
		['createdAt', 0],
		['completedAt', undefined],
		['name', undefined],
		['duration', '60'],
		['errorMessage', undefined],
		['tracking', 'a'],
	])('is not one with the %s %j', (member, value) => {
		expect(jobSchema.safeParse({ ...jobOf('J1'), [member]: value }).success).toBe(false);
	});
});
