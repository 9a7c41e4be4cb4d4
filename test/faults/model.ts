import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import type { FaultName } from './faults';

/** What a call does at the vendor: it decides what may be repeated, and what a fault looks like. */
export const CALL_KINDS = {
	look: 'Job or list of jobs',
	transcript: 'Transcript',
	read: 'Other data',
	text: 'Captions',
	plain: 'Plain text',
	file: 'Recording by a link',
	upload: 'Upload',
	create: 'Create',
	findableCreate: 'Create after an upload',
	storage: 'Upload to a storage',
	change: 'Delete',
	poll: 'Look while waiting',
} as const;

export type CallKind = keyof typeof CALL_KINDS;

/** The calls that carry the key: all but downloads by a link and uploads by a signed form. */
export const KEYED: CallKind[] = [
	'look',
	'transcript',
	'read',
	'text',
	'plain',
	'upload',
	'create',
	'findableCreate',
	'change',
	'poll',
];

/** One of the calls that an operation makes. */
export interface Call {
	kind: CallKind;
	method: string;
	/** Regular expression over path and query below the vendor's base URL. */
	path: string;
	/** Calls that fit and come before this one. */
	skip?: number;
	/** Where its answer has the status of a job, as dotted paths; none where it has none. */
	status?: string[];
}

/** One way to run an operation, and the calls it makes, in their order. */
export interface Case {
	/** Tells the cases of one operation apart. */
	name?: string;
	parameters: INodeParameters;
	options?: INodeParameters;
	/** What the node gets: an item with the ID of a completed job; where absent, one with a recording and its URL. */
	input?: 'job';
	/** Parameters of the node that makes the job beforehand, besides those of the vendor's `job`. */
	job?: INodeParameters;
	calls: Call[];
	/** How many jobs it makes; none where absent. */
	makes?: number;
	/** A method of the node that fills a list, instead of an operation. */
	list?: string;
}

/** What the matrix must know of a vendor; the faults and the outcomes are the same for all. */
export interface VendorTable {
	/** Its name in the sandbox. */
	sandbox: string;
	/** Name for people, as in messages. */
	displayName: string;
	/** Name of the action node. */
	node: string;
	credentialType: string;
	/** The credential for a vendor reached at this origin. */
	credential(origin: string): ICredentialDataDecryptedObject;
	/** What must never be shown. */
	secrets: string[];
	/** The body of an error, in the vendor's form, with these words. */
	errorBody(words: string): unknown;
	/** Parameters that make a job; the node gets an item with a recording and its `url`. */
	job: INodeParameters;
	/** Parameters that give a job with its status; Job: Get where absent. */
	look?: INodeParameters;
	/** Settings of the sandbox. */
	settings?: Record<string, unknown>;
	/** Minutes for waiting, where the node would pause for seconds for a job that has long ended; 5 where absent. */
	timeLimit?: number;
	/** The shipped recording to use; `order-id.mp3` where absent. */
	recording?: string;
	/** By resource and operation: `job:create`. */
	operations: Record<string, Case[]>;
	/** What differs from run to run, besides UUIDs and times. */
	random?: RegExp;
	/** Where this vendor differs from the common table. */
	differs?: Difference[];
}

/** An outcome of one vendor that is not the common one, and why. */
export interface Difference {
	faults: FaultName[];
	kinds?: CallKind[];
	outcome: Outcome;
	why: string;
}

/** Whether the operation waits for something, so that it has a time limit. */
export function hasTimeLimit(operation: string): boolean {
	return /:(wait|transcribe|getRedactedAudio)$/.test(operation);
}

/**
 * What becomes of an operation: it gives what it would have given without the fault; it goes on, and what
 * it gives shows the vendor's word where that is part of it; or it stops with an error. In words `{vendor}`, `{job}` stand for names, `…` for anything.
 */
export type Outcome = { ends: 'recovers' } | { ends: 'shows'; says: string } | Stop;

export interface Stop {
	ends: 'stops';
	/** The message. */
	says: string;
	/** The description: what to do. */
	advises: string;
	/** How often the call was made: once, with all repetitions, or as the vendor's own ways want it. */
	attempts: 'one' | 'all' | 'any';
	/** The outcome of a create is unknown: the error must say so. */
	unsure?: boolean;
}
