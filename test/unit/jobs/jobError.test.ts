import { jobFailedError, noTranscriptError } from '../../../nodes/shared/jobs/jobError';
import { jobOf } from '../../support/jobs';

const CHECK_RECORDING =
	'Check that the recording is an audio or video file with speech that the vendor can access, then create a new job.';

describe('the error for a job that ended without a transcript', () => {
	it('states the reason of the vendor first and the job after it', () => {
		const job = jobOf('J1', { status: 'failed', vendorStatus: 'error', errorMessage: 'No speech found' });
		expect(jobFailedError(job)).toMatchObject({
			message: 'The job failed: No speech found (job J1, status "error")',
			advice: CHECK_RECORDING,
			jobId: 'J1',
			hasJobEnded: true,
		});
	});

	it('states the status if the vendor has no reason', () => {
		const job = jobOf('J1', { status: 'failed', vendorStatus: 'rejected' });
		expect(jobFailedError(job)).toMatchObject({
			message: 'The job ended with status "rejected" (job J1)',
			advice: CHECK_RECORDING,
		});
	});

	it.each(['deleted', 'expired'] as const)(
		'calls a job %s that the vendor still calls completed',
		(status) => {
			const job = jobOf('J1', { status, vendorStatus: 'completed' });
			expect(jobFailedError(job)).toMatchObject({
				message: `The job ended with status "${status}" (job J1)`,
				advice: 'The job no longer exists at the vendor. Create a new job for the recording.',
			});
		},
	);

	it.each(['cancelled', 'canceled', 'CANCELLED'])(
		'does not suspect the recording of a job that was %s',
		(vendorStatus) => {
			expect(jobFailedError(jobOf('J1', { status: 'failed', vendorStatus })).advice).toBe(
				'Create a new job if you still need the transcript.',
			);
		},
	);

	it.each(['cancelled_by_error', 'not cancelled'])(
		'knows a cancelled job by the whole status: %s',
		(vendorStatus) => {
			expect(jobFailedError(jobOf('J1', { status: 'failed', vendorStatus })).advice).toBe(CHECK_RECORDING);
		},
	);
});

describe('the error for a job that has no transcript', () => {
	it('is none for a completed job', () => {
		expect(noTranscriptError(jobOf('J1', { status: 'completed' }))).toBeUndefined();
	});

	it.each(['failed', 'deleted', 'expired'] as const)(
		'is that of an ended job for one that is %s',
		(status) => {
			const job = jobOf('J1', { status });
			expect(noTranscriptError(job)).toEqual(jobFailedError(job));
			expect(noTranscriptError(job)?.hasJobEnded).toBe(true);
		},
	);

	it.each(['queued', 'running'] as const)('advises to wait for one that is %s', (status) => {
		expect(noTranscriptError(jobOf('J1', { status, vendorStatus: 'in_progress' }))).toMatchObject({
			message: 'The transcript is not ready: the job has the status "in_progress" (job J1)',
			advice: 'Wait for the job with Job: Wait for Completion, then run the node again.',
			jobId: 'J1',
			hasJobEnded: false,
		});
	});
});
