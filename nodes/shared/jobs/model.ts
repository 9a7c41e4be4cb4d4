import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';
import { type TranscriptResponse } from '../transcript/response';

/** One request to a vendor to transcribe (or align) one recording. */
export const jobSchema = z.object({
	vendor: z.string(),
	jobId: z.string(),
	/**
	 * `queued` and `running` go on; the others are final. A status that the vendor has invented since counts as
	 * `running`; `vendorStatus` keeps it.
	 */
	status: z.enum(['queued', 'running', 'completed', 'failed', 'deleted', 'expired']),
	vendorStatus: z.string(),
	/** ISO 8601 with zone, `null` where the vendor does not say. */
	createdAt: z.string().nullable(),
	completedAt: z.string().nullable(),
	/** File name or title. */
	name: z.string().nullable(),
	/** Length of the recording in seconds. */
	duration: z.number().nullable(),
	/**
	 * Why it failed, in the vendor's words. Not `error`: n8n takes an item with that member for a failure of the node, and
	 * runs the node again where Retry On Fail is on.
	 */
	errorMessage: z.string().nullable(),
	/** Data of the user that the vendor keeps with the job, e.g. a reference; absent without any. */
	tracking: z.record(z.string(), z.unknown()).optional(),
});

export type Job = z.infer<typeof jobSchema>;
export type JobStatus = Job['status'];

/** A job and the vendor's answer it was read from. */
export interface JobResponse {
	job: Job;
	raw: IDataObject;
	/** Where the same answer holds the transcript of a completed job, so that it need not be fetched. */
	readTranscript?: () => Promise<TranscriptResponse>;
}

export function hasEnded(job: Job): boolean {
	return job.status !== 'queued' && job.status !== 'running';
}

/** The job as item data. */
export function jobToJson(job: Job): IDataObject {
	return { ...job };
}
