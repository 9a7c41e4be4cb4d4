import type { IExecuteFunctions } from 'n8n-workflow';

import type { JsonObject } from '../core/json';
import type { VendorClient } from '../http/client';
import type { VendorContext, VendorHttp } from '../http/types';
import type { Transcript } from '../transcript/model';
import type { TranscriptResponse } from '../transcript/response';
import type { JobResponse } from './model';

/** A job that was just created, with its transcript if the response contains it. */
export interface CreatedJob extends JobResponse {
	transcript?: TranscriptResponse;
	/** The vendor stores no job that could be fetched: the response is all there is. */
	withoutJob?: true;
	/** Default: true. `false` if the vendor sends the result to a callback URL and the job cannot be fetched. */
	isFetchable?: boolean;
}

/** The callbacks to suspended executions of a vendor that does not accept a callback URL for each job. */
export interface WakeUpSubscription {
	/**
	 * Has the vendor send a callback to this URL whenever a job ends, until `untilMs` (milliseconds since 1970) or
	 * until `unsubscribe` is called.
	 * @returns the ID for `unsubscribe`
	 * @throws NodeApiError, NodeOperationError
	 */
	subscribe(
		context: IExecuteFunctions,
		wait: { url: string; untilMs: number; jobIds: readonly string[] },
	): Promise<string>;
	/** @throws NodeApiError */
	unsubscribe(context: VendorContext, id: string): Promise<void>;
}

/** A vendor whose requests create jobs, which are checked until they end. One constant per vendor. */
export interface JobVendor {
	readonly http: VendorHttp;
	/** Pauses between two checks of a job, in ms. */
	readonly polling: { firstMs: number; ceilingMs: number };
	/** How long the vendor may hold a status request until the job ends, in seconds; 0 if it cannot. */
	readonly longPollSeconds: number;
	/** How long after its creation the vendor may not know a job yet (404), in ms. Default: 0. */
	readonly lateMs?: number;
	/** Returns the same for two spellings of one ID. Default: the ID itself. */
	readonly idKey?: (jobId: string) => string;
	/** Absent if each job is created with its callback URL. */
	readonly wakeUp?: WakeUpSubscription;
	/** Whether the vendor cannot call n8n's resume URL, so that callbacks need a relay (`webhook/relay.ts`). */
	readonly needsRelay?: boolean;
	/** Whether a transcript may have a redacted and an unredacted version, between which the user chooses. */
	readonly redacts?: true;
	getJob(client: VendorClient, jobId: string, waitSeconds: number): Promise<JobResponse>;
	/** The same for a job that has probably ended, if that takes fewer requests. */
	getEndedJob?(client: VendorClient, jobId: string): Promise<JobResponse>;
	/** The transcript of a completed job; use `transcriptOfJob`, which only sends a request if it must. */
	getTranscript(client: VendorClient, jobId: string): Promise<TranscriptResponse>;
}

/**
 * A vendor that returns the transcript in the response to the request, or sends it to a callback URL. It stores nothing
 * that could be fetched later.
 */
export interface SynchronousVendor {
	/** With a hint for a lost response, because the default one is to check the list of jobs. */
	readonly http: VendorHttp & { outcomeUnknownHint: string };
	/** The ID of the request, from any response or callback; `undefined` if it contains none. */
	requestId(raw: JsonObject): string | undefined;
	/** The transcript in a response or callback. @throws SchemaMismatchError */
	toTranscript(raw: JsonObject): Promise<Transcript>;
	/** The reason in a callback that reports a failure; `undefined` for any other. Default: callbacks report success. */
	failureReason?(raw: JsonObject): string | undefined;
}

export type Vendor = JobVendor | SynchronousVendor;
