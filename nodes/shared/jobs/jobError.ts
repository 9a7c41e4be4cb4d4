import { ExplainedError } from '../http/explainedError';
import { hasEnded, type Job } from './model';

/** An error about a job, with its ID. */
export class JobError extends ExplainedError {
	constructor(jobId: string, message: string, advice: string, hasJobEnded = false) {
		super({ message, advice, jobId, hasJobEnded });
	}
}

/** The error for a job that ended without a transcript. */
export function jobFailedError(job: Job): JobError {
	// AssemblyAI reports a deleted job as completed.
	const end = job.status === 'failed' ? job.vendorStatus : job.status;
	const message =
		job.errorMessage === null
			? `The job ended with status "${end}" (job ${job.jobId})`
			: `The job failed: ${job.errorMessage} (job ${job.jobId}, status "${end}")`;
	return new JobError(job.jobId, message, adviceOnEnd(job), true);
}

function adviceOnEnd({ status, vendorStatus }: Job): string {
	if (status !== 'failed')
		return 'The job no longer exists at the vendor. Create a new job for the recording.';
	if (/^cancell?ed$/i.test(vendorStatus)) return 'Create a new job if you still need the transcript.';
	return 'Check that the recording is an audio or video file with speech that the vendor can access, then create a new job.';
}

/** The error for a job that has no transcript; `undefined` if it is completed. */
export function noTranscriptError(job: Job): JobError | undefined {
	if (job.status === 'completed') return undefined;
	if (hasEnded(job)) return jobFailedError(job);
	return new JobError(
		job.jobId,
		`The transcript is not ready: the job has the status "${job.vendorStatus}" (job ${job.jobId})`,
		'Wait for the job with Job: Wait for Completion, then run the node again.',
	);
}
