import type { VendorClient } from '../../../nodes/shared/http/client';
import type { VendorHttp } from '../../../nodes/shared/http/types';
import type { Job, JobResponse, JobStatus } from '../../../nodes/shared/jobs/model';
import type { CreatedJob, Vendor, WakeUpSubscription } from '../../../nodes/shared/jobs/vendor';
import type { TranscriptResponse } from '../../../nodes/shared/transcript/response';
import type { Accepts, Expect, Not, OptionalKeys, Same } from '../../support/types';

/** A vendor with its required members only. */
interface BareVendor {
	http: VendorHttp;
	polling: { firstMs: number; ceilingMs: number };
	longPollSeconds: 0;
	getJob(client: VendorClient, jobId: string): Promise<JobResponse>;
	getTranscript(client: VendorClient, jobId: string): Promise<TranscriptResponse>;
}

type With<T, Changes> = Omit<T, keyof Changes> & Changes;

export type VendorChecks = [
	Expect<Accepts<Vendor, BareVendor>>,
	Expect<Same<OptionalKeys<Vendor>, 'lateMs' | 'idKey' | 'wakeUp'>>,
	Expect<Not<Accepts<Vendor, Omit<BareVendor, 'http'>>>>,
	Expect<Not<Accepts<Vendor, Omit<BareVendor, 'polling'>>>>,
	Expect<Not<Accepts<Vendor, Omit<BareVendor, 'getJob'>>>>,
	Expect<Not<Accepts<Vendor, Omit<BareVendor, 'getTranscript'>>>>,
	// An optional member is omitted, not set to undefined.
	Expect<Not<Accepts<Vendor, With<BareVendor, { wakeUp: undefined }>>>>,
	// A job is returned with the response it was read from.
	Expect<Not<Accepts<Vendor, With<BareVendor, { getJob: () => Promise<Job> }>>>>,
	Expect<Not<Accepts<Vendor, With<BareVendor, { getJob: () => JobResponse }>>>>,
	Expect<Same<Parameters<Vendor['getJob']>, [client: VendorClient, jobId: string, waitSeconds: number]>>,
	Expect<Same<ReturnType<Vendor['getTranscript']>, Promise<TranscriptResponse>>>,
	// An operation cannot change the vendor, which all executions share.
	Expect<Not<Same<Vendor, { -readonly [K in keyof Vendor]: Vendor[K] }>>>,
	// The ID that subscribe returns ends the subscription.
	Expect<Same<Awaited<ReturnType<WakeUpSubscription['subscribe']>>, string>>,
	Expect<Same<Parameters<WakeUpSubscription['unsubscribe']>[1], string>>,
];

export type JobChecks = [
	Expect<Same<JobStatus, 'queued' | 'running' | 'completed' | 'failed' | 'deleted' | 'expired'>>,
	Expect<Same<Job['status'], JobStatus>>,
	Expect<Same<OptionalKeys<Job>, 'tracking'>>,
	Expect<Same<Job['createdAt'], string | null>>,
	Expect<Same<Job['duration'], number | null>>,
	// n8n treats an item with a member error as a failure of the node.
	Expect<Not<Accepts<keyof Job, 'error'>>>,
	Expect<Accepts<JobResponse, CreatedJob>>,
	Expect<Same<OptionalKeys<CreatedJob>, 'transcript' | 'withoutJob' | 'readTranscript'>>,
];
