import type { VendorClient } from '../http/client';
import type { VendorHttp } from '../http/vendorHttp';
import type { JobAnswer, TranscriptAnswer } from './model';

/** A job that was just made; with its transcript where the vendor gave it in the same call. */
export interface CreatedJob extends JobAnswer {
	transcript?: TranscriptAnswer;
}

/** What the shared operations need of a vendor; one constant a vendor. */
export interface Vendor {
	readonly http: VendorHttp;
	/** Pauses between two looks at a job, in ms. */
	readonly polling: { firstMs: number; ceilingMs: number };
	/** How long the vendor may hold a status call until the job ends, in seconds; 0 where it cannot. */
	readonly longPollSeconds: number;
	/** How long after its creation the vendor may not know a job yet (404), in ms; 0 where absent. */
	readonly lateMs?: number;
	getJob(client: VendorClient, jobId: string, waitSeconds: number): Promise<JobAnswer>;
	/** The transcript of a job that has completed. */
	getTranscript(client: VendorClient, jobId: string): Promise<TranscriptAnswer>;
}
