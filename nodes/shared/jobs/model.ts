import type { IDataObject } from 'n8n-workflow';

/** `queued` and `running` go on; the others are final. */
export type JobStatus = 'queued' | 'running' | 'completed' | 'failed' | 'deleted' | 'expired';

/** One request to a vendor to transcribe (or align) one recording. */
export interface Job {
	vendor: string;
	jobId: string;
	/** A status that the vendor has invented since counts as `running`; `vendorStatus` keeps it. */
	status: JobStatus;
	vendorStatus: string;
	/** ISO 8601 with zone, `null` where the vendor does not say. */
	createdAt: string | null;
	completedAt: string | null;
	/** File name or title. */
	name: string | null;
	/** Length of the recording in seconds. */
	duration: number | null;
	/** Why it failed, in the vendor's words. */
	error: string | null;
}

/** A job and the vendor's answer it was read from. */
export interface JobAnswer {
	job: Job;
	raw: IDataObject;
}

export function hasEnded(job: Job): boolean {
	return job.status !== 'queued' && job.status !== 'running';
}

/** The job as item data. */
export function jobToJson(job: Job): IDataObject {
	return { ...job };
}
