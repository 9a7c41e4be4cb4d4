import type { IExecuteFunctions } from 'n8n-workflow';

import type { VendorClient } from '../http/client';
import type { VendorContext, VendorHttp } from '../http/types';
import type { TranscriptResponse } from '../transcript/response';
import type { JobResponse } from './model';

/** A job that was just made; with its transcript where the vendor gave it in the same call. */
export interface CreatedJob extends JobResponse {
	transcript?: TranscriptResponse;
	/** The vendor keeps no job that could be fetched: the response was everything. */
	withoutJob?: true;
}

/** Calls to sleeping executions, for a vendor that is not told an address with each job. */
export interface WakeUpSubscription {
	/**
	 * Has the vendor call this address whenever a job ends, until `untilMs` (milliseconds since 1970) or `cancel`.
	 * @returns what `cancel` needs
	 * @throws NodeApiError, NodeOperationError
	 */
	subscribe(context: IExecuteFunctions, url: string, untilMs: number): Promise<string>;
	/** @throws NodeApiError */
	unsubscribe(context: VendorContext, id: string): Promise<void>;
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
	/** Gives the same for two spellings of one ID; absent where there is one spelling. */
	readonly idKey?: (jobId: string) => string;
	/** Absent where each job is made with the address to call. */
	readonly wakeUp?: WakeUpSubscription;
	getJob(client: VendorClient, jobId: string, waitSeconds: number): Promise<JobResponse>;
	/** The transcript of a job that has completed; call `transcriptOfJob`, which asks only where it must. */
	getTranscript(client: VendorClient, jobId: string): Promise<TranscriptResponse>;
}
