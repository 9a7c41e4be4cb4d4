import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';
import { type TranscriptResponse } from '../transcript/response';

/** One request to a vendor to transcribe (or align) one recording. */
export const jobSchema = z.object({
	vendor: z.string(),
	jobId: z.string(),
	/**
	 * All statuses except `queued` and `running` are final. An unknown status of the vendor counts as `running` and is kept
	 * in `vendorStatus`.
	 */
	status: z.enum(['queued', 'running', 'completed', 'failed', 'deleted', 'expired']),
	vendorStatus: z.string(),
	/** ISO 8601 with time zone; `null` if unknown. */
	createdAt: z.string().nullable(),
	completedAt: z.string().nullable(),
	/** File name or title. */
	name: z.string().nullable(),
	/** Length of the recording in seconds. */
	duration: z.number().nullable(),
	/**
	 * Why it failed, in the vendor's words. Not called `error`, because n8n treats an item with that member as a failure of
	 * the node and runs the node again if "Retry On Fail" is on.
	 */
	errorMessage: z.string().nullable(),
	/** Length in seconds by the header of the file, `null` if unknown; absent without limits. */
	estimatedDuration: z.number().nullable().optional(),
	/** Its price, by the price per minute that you entered; absent without one. */
	estimatedCost: z.number().nullable().optional(),
	/** Your own data that the vendor stores with the job, e.g. a reference; absent if there is none. */
	tracking: z.record(z.string(), z.unknown()).optional(),
});

export type Job = z.infer<typeof jobSchema>;
export type JobStatus = Job['status'];

/** A job and the vendor's response that it was read from. */
export interface JobResponse {
	job: Job;
	raw: IDataObject;
	/** Present if the response also contains the transcript of a completed job, so that no further request is needed. */
	readTranscript?: () => Promise<TranscriptResponse>;
	/** The URLs that the vendor calls when the job ends; empty for none, absent if the vendor does not say. */
	callbackUrls?: readonly string[];
}

export function hasEnded(job: Job): boolean {
	return job.status !== 'queued' && job.status !== 'running';
}

/** The job as item data. */
export function jobToJson(job: Job): IDataObject {
	return { ...job };
}
