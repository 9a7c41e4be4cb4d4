import type { INodeParameters } from 'n8n-workflow';

import type { Vendor } from '../../platform/vendors';
import type { FaultName } from './faults';

/** What a request does at the vendor: this decides whether it may be retried, and what a fault looks like. */
export const CALL_KINDS = {
	look: 'Job or list of jobs',
	check: 'Status check before the transcript',
	transcript: 'Transcript',
	read: 'Other data',
	text: 'Captions',
	plain: 'Plain text',
	file: 'File download',
	upload: 'Upload',
	create: 'Create (job can be found)',
	unmarkedCreate: 'Create (only a list to check)',
	joblessCreate: 'Transcription without a job',
	storage: 'Upload to cloud storage',
	change: 'Delete',
	poll: 'Status check while waiting',
	awaited: 'Transcript after waiting',
} as const;

export type CallKind = keyof typeof CALL_KINDS;

/** The requests that carry the key: all except downloads from a link and uploads with a signed form. */
export const KEYED: CallKind[] = [
	'look',
	'check',
	'transcript',
	'read',
	'text',
	'plain',
	'upload',
	'create',
	'unmarkedCreate',
	'joblessCreate',
	'change',
	'poll',
	'awaited',
];

/** One of the requests that an operation sends. */
export interface Call {
	kind: CallKind;
	method: string;
	/** Regular expression over path and query below the vendor's base URL. */
	path: string;
	/** How many matching requests come before this one. */
	skip?: number;
	/** Dotted paths to the job status in its response; absent if the response has no status. */
	status?: string[];
}

/** One way to run an operation, and the requests it sends, in order. */
export interface Case {
	/** Distinguishes the cases of one operation. */
	name?: string;
	parameters: INodeParameters;
	options?: INodeParameters;
	/** The input: an item with the ID of a completed job. If absent, an item with a recording and its URL. */
	input?: 'job';
	/** Parameters of the node that creates the job beforehand, in addition to the vendor's `job`. */
	job?: INodeParameters;
	calls: Call[];
	/** How many jobs it creates; none if absent. */
	makes?: number;
	/** A method of the node that fills a list, instead of an operation. */
	list?: string;
}

/** What the matrix needs to know about a vendor; the faults and the outcomes are the same for all. */
export interface VendorTable extends Vendor {
	/** The only requests that the node may send: method and path. */
	routes: RegExp;
	/** The error for a file of 3 GiB, before anything is sent; absent if only the vendor's storage has a limit. */
	tooLarge?: RegExp;
	/** Values that must never appear anywhere. */
	secrets: string[];
	/** The body of an error in the vendor's form, with this message. */
	errorBody(words: string): unknown;
	/** Parameters that create a job from an item with a recording and its `url`; absent if the vendor has no jobs. */
	job?: INodeParameters;
	/** Parameters that return a job with its status; Job: Get if absent. */
	look?: INodeParameters;
	/** Settings of the sandbox. */
	settings?: Record<string, unknown>;
	/** Time limit in minutes, to shorten pauses for a job that ended long ago; 5 if absent. */
	timeLimit?: number;
	/** The shipped recording to use; `order-id.mp3` if absent. */
	recording?: string;
	/** By resource and operation: `job:create`. */
	operations: Record<string, Case[]>;
	/** What differs from run to run, in addition to UUIDs and times. */
	random?: RegExp;
	/** Outcomes that differ from the common table. */
	differs?: Difference[];
}

/** An outcome of one vendor that differs from the common one, and the reason. */
interface Difference {
	faults: FaultName[];
	kinds?: CallKind[];
	outcome: Outcome;
	why: string;
}

/** Whether the operation waits for a job, so that it has a time limit. */
export function hasTimeLimit(operation: string, { calls }: Case): boolean {
	const isSynchronous = calls.some(({ kind }) => kind === 'joblessCreate');
	return /:(wait|transcribe|getRedactedAudio)$/.test(operation) && !isSynchronous;
}

/**
 * How an operation ends: it returns the same as without the fault; it continues, and its output contains these words;
 * or it fails with an error. The words have placeholders: `words.ts`.
 */
export type Outcome = { ends: 'recovers' } | { ends: 'shows'; says: string } | Stop;

export interface Stop {
	ends: 'stops';
	/** The message. */
	says: string;
	/** The description: what to do. */
	advises: string;
	/** How often the request was sent: once, with all retries, until the time limit, or any number of times. */
	attempts: 'one' | 'all' | 'untilTimeLimit' | 'any';
	/** Whether a job may exist at the vendor, which the error must say. */
	unsure?: boolean;
}
