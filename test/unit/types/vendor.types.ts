import type { JsonObject } from '../../../nodes/shared/core/json';
import type { VendorClient } from '../../../nodes/shared/http/client';
import type { VendorHttp } from '../../../nodes/shared/http/types';
import type { Job, JobResponse, JobStatus } from '../../../nodes/shared/jobs/model';
import type {
	CreatedJob,
	JobVendor,
	SynchronousVendor,
	Vendor,
	WakeUpSubscription,
} from '../../../nodes/shared/jobs/vendor';
import type { Transcript } from '../../../nodes/shared/transcript/model';
import type { TranscriptResponse } from '../../../nodes/shared/transcript/response';
import type { Accepts, Expect, Not, OptionalKeys, Same } from '../../support/types';

/** A vendor with jobs, with its required members only. */
interface BareVendor {
	http: VendorHttp;
	polling: { firstMs: number; ceilingMs: number };
	longPollSeconds: 0;
	getJob(client: VendorClient, jobId: string): Promise<JobResponse>;
	getTranscript(client: VendorClient, jobId: string): Promise<TranscriptResponse>;
}

/** A vendor without jobs, with its required members only. */
interface BareSynchronousVendor {
	http: VendorHttp & { outcomeUnknownHint: string };
	requestId(raw: JsonObject): string | undefined;
	toTranscript(raw: JsonObject): Promise<Transcript>;
}

type With<T, Changes> = Omit<T, keyof Changes> & Changes;

export type VendorChecks = [
	Expect<Accepts<JobVendor, BareVendor>>,
	Expect<
		Same<OptionalKeys<JobVendor>, 'lateMs' | 'idKey' | 'wakeUp' | 'redacts' | 'needsRelay' | 'getEndedJob'>
	>,
	Expect<Not<Accepts<JobVendor, Omit<BareVendor, 'http'>>>>,
	Expect<Not<Accepts<JobVendor, Omit<BareVendor, 'polling'>>>>,
	Expect<Not<Accepts<JobVendor, Omit<BareVendor, 'getJob'>>>>,
	Expect<Not<Accepts<JobVendor, Omit<BareVendor, 'getTranscript'>>>>,
	// Each vendor is of one kind.
	Expect<Accepts<Vendor, BareVendor>>,
	Expect<Accepts<Vendor, BareSynchronousVendor>>,
	Expect<Accepts<SynchronousVendor, BareSynchronousVendor>>,
	Expect<Not<Accepts<Vendor, Pick<BareVendor, 'http'>>>>,
	Expect<Not<Accepts<SynchronousVendor, BareVendor>>>,
	Expect<Not<Accepts<JobVendor, BareSynchronousVendor>>>,
	Expect<Not<Accepts<SynchronousVendor, With<BareSynchronousVendor, { http: VendorHttp }>>>>,
	Expect<Not<Accepts<SynchronousVendor, Omit<BareSynchronousVendor, 'requestId'>>>>,
	Expect<Not<Accepts<SynchronousVendor, Omit<BareSynchronousVendor, 'toTranscript'>>>>,
	// An optional member is omitted, not set to undefined.
	Expect<Not<Accepts<JobVendor, With<BareVendor, { wakeUp: undefined }>>>>,
	// A job is returned with the response it was read from.
	Expect<Not<Accepts<JobVendor, With<BareVendor, { getJob: () => Promise<Job> }>>>>,
	Expect<Not<Accepts<JobVendor, With<BareVendor, { getJob: () => JobResponse }>>>>,
	Expect<Same<Parameters<JobVendor['getJob']>, [client: VendorClient, jobId: string, waitSeconds: number]>>,
	Expect<Same<ReturnType<JobVendor['getTranscript']>, Promise<TranscriptResponse>>>,
	// An operation cannot change the vendor, which all executions share.
	Expect<Not<Same<JobVendor, { -readonly [K in keyof JobVendor]: JobVendor[K] }>>>,
	// The ID that subscribe returns ends the subscription.
	Expect<Same<Awaited<ReturnType<WakeUpSubscription['subscribe']>>, string>>,
	Expect<Same<Parameters<WakeUpSubscription['unsubscribe']>[1], string>>,
];

export type JobChecks = [
	Expect<Same<JobStatus, 'queued' | 'running' | 'completed' | 'failed' | 'deleted' | 'expired'>>,
	Expect<Same<Job['status'], JobStatus>>,
	Expect<Same<OptionalKeys<Job>, 'tracking' | 'estimatedDuration' | 'estimatedCost'>>,
	Expect<Same<Job['createdAt'], string | null>>,
	Expect<Same<Job['duration'], number | null>>,
	// n8n treats an item with a member error as a failure of the node.
	Expect<Not<Accepts<keyof Job, 'error'>>>,
	Expect<Accepts<JobResponse, CreatedJob>>,
	Expect<
		Same<
			OptionalKeys<CreatedJob>,
			'transcript' | 'withoutJob' | 'isFetchable' | 'readTranscript' | 'callbackUrls'
		>
	>,
];
