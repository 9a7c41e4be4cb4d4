import type { FaultName } from './faults';
import type { CallKind, Outcome, Stop } from './model';

/*
 * How every operation behaves under every fault. `npm run faults:table` writes it to `docs/faults.md`; the fault
 * matrix (`test/faults/matrix`) runs every cell. The placeholders in the words are those of `words.ts`.
 */

type Row = Partial<Record<CallKind, Outcome | undefined>>;

/** It returns the same as without the fault. */
const recovers: Outcome = { ends: 'recovers' };

/** It continues, and its output contains this. */
const shows = (says: string): Outcome => ({ ends: 'shows', says });

/** It fails with this error after one attempt. */
const stops = (says: string, advises: string): Stop => ({ ends: 'stops', says, advises, attempts: 'one' });

/** The same error, with the warning that a job may exist. */
const unsure = (stop: Stop): Stop => ({ ...stop, attempts: 'one', unsure: true });

/** The same after lookups that found no job, and further attempts. */
const unsureAfterAll = (stop: Stop): Stop => ({ ...stop, attempts: 'all', unsure: true });

const notFile = (what: string) =>
	stops(`{vendor}: the file could not be downloaded: ${what}`, 'Run the node again to get a new one.');

const all = (outcome: Outcome): Record<CallKind, Outcome> => ({
	look: outcome,
	check: outcome,
	transcript: outcome,
	read: outcome,
	text: outcome,
	plain: outcome,
	file: outcome,
	upload: outcome,
	create: outcome,
	unmarkedCreate: outcome,
	joblessCreate: outcome,
	storage: outcome,
	change: outcome,
	poll: outcome,
	awaited: outcome,
});

/** It is repeated until the time limit ends it. */
const waits = (says: string, advises: string): Stop => ({
	...stops(says, advises),
	attempts: 'untilTimeLimit',
});

/** The time limit ends it, with the job ID. */
export const timeIsUp = waits(
	'The job did not finish within … seconds; its status could not be read: … (job {job})',
	'The job keeps running at {vendor} and nothing is lost. Continue with Job: Wait for Completion and the ID {job}, or raise "Time Limit (Minutes)" under "Options".',
);

/** The error of a request that is repeated until the time limit: the job is paid for, and its result is needed. */
const awaits = (stop: Stop): Stop => ({ ...stop, attempts: 'untilTimeLimit' });

/** Every create with the same outcome. */
const creates = (outcome: Outcome): Row => ({
	create: outcome,
	unmarkedCreate: outcome,
	joblessCreate: outcome,
});

/**
 * A temporary fault after which the request may still be running: requests that change nothing are retried, a create is
 * not.
 */
function passing(error: Stop): Row {
	return { ...all(recovers), ...creates(unsure(error)) };
}

/** The same if the request took effect: the node finds the job, if it can be found. */
function passingAfterEffect(error: Stop): Row {
	return { ...passing(error), create: recovers };
}

/** A temporary fault that ends the request: a create is repeated if the job is not in the list. */
function ending(error: Stop): Row {
	return { ...all(recovers), joblessCreate: unsure(error) };
}

/** A permanent fault after which the request may still be running: all retries, then the error. */
function staying(error: Stop): Row {
	return {
		...all({ ...error, attempts: 'all' }),
		...creates(unsure(error)),
		storage: { ...unsure(error), attempts: 'any' },
		poll: timeIsUp,
		awaited: awaits(error),
	};
}

/** A permanent fault that ends the request: a create is repeated as long as the job is not in the list. */
function endingAlways(error: Stop): Row {
	return {
		...staying(error),
		create: unsureAfterAll(error),
		unmarkedCreate: unsureAfterAll(error),
	};
}

/** A fault after which the vendor certainly has no job: a create is retried as well. */
const refusedOnce: Row = all(recovers);

function refusedAlways(error: Stop): Row {
	return { ...all({ ...error, attempts: 'all' }), poll: timeIsUp, awaited: awaits(error) };
}

/** A rejection: nothing is retried. */
function refusal(status: number, advises: string): Row {
	return {
		...all(stops(`{vendor}: {message} (${status}{code})`, advises)),
		file: notFile(`HTTP status ${status}`),
	};
}

/** A response with a success status that cannot be read: the vendor may have created the job. */
function unreadable(says: string, advises: string): Row {
	const error = stops(says, advises);
	return {
		...all(error),
		create: unsureAfterAll(error),
		unmarkedCreate: unsureAfterAll(error),
		joblessCreate: unsure(error),
		storage: unsureAfterAll(error),
	};
}

const broken = stops(
	'{vendor}: the connection was lost before the response was complete',
	'Try again later.',
);
const silent = stops(
	'{vendor}: no response in time',
	'Try again later, or raise "Request Timeout" under "Options".',
);
const cut = stops('{vendor}: the response is incomplete', 'Try again later.');
const inTrouble = stops(
	'{vendor}: {message} (500{code})',
	"The vendor's server reported an error. Try again later.",
);
const tooSlow = stops('{vendor}: {message} (408{code})', 'The vendor took too long. Try again later.');
const tooMany = stops(
	'{vendor}: {message} (429{code})',
	'Too many requests. Lower "Concurrency" under "Options", or try again later.',
);
const overloaded = stops(
	'{vendor}: {message} (503{code})',
	'The vendor is overloaded or in maintenance. Try again later.',
);
const badGateway = stops(
	'{vendor}: the gateway could not reach the server (502{code})',
	"The vendor's gateway could not reach its server. Try again later.",
);
const unexpected = (problem: string): [string, string] => [
	`{vendor} returned an unexpected response to …: ${problem}`,
	'Check "Base URL" in the credential. If it is correct, the vendor has changed its API: check for a newer version of this package.',
];

const notReady = stops(
	'The transcript is not ready: the job has the status "hibernating" (job {job})',
	'Wait for the job with Job: Wait for Completion, then run the node again.',
);

/** These requests name no ID. */
const notAtAddress = stops(
	'{vendor}: {message} (404{code})',
	`Check "Base URL" in the credential: the vendor's API is not at this address.`,
);

const NO_TEXTS = { text: undefined, plain: undefined } as const;

export const OUTCOMES: Record<FaultName, Row> = {
	refused: refusedAlways(
		stops(
			'{vendor}: the server refused the connection',
			'Check "Base URL" in the credential, and whether n8n can reach the Internet.',
		),
	),
	refusedAtFirst: refusedOnce,
	resetBefore: passing(broken),
	resetBeforeAlways: staying(broken),
	resetAfter: passingAfterEffect(broken),
	resetInBody: passingAfterEffect(broken),
	resetInBodyAlways: { ...staying(broken), create: recovers, storage: recovers },
	silence: passing(silent),
	silenceAlways: staying(silent),
	status408: passing(tooSlow),
	status408Always: staying(tooSlow),
	status429: refusedOnce,
	status429Seconds: refusedOnce,
	status429Date: refusedOnce,
	// An hour is too long for a retry; while it waits for a job, the node pauses until the time limit and then checks once more.
	status429Hour: { ...all(tooMany), poll: recovers, awaited: recovers },
	status429Always: refusedAlways(tooMany),
	status500: ending(inTrouble),
	status500After: passingAfterEffect(inTrouble),
	status500Always: endingAlways(inTrouble),
	html502: ending(badGateway),
	html502Always: endingAlways(badGateway),
	status503: ending(overloaded),
	status503Always: endingAlways(overloaded),
	// A truncated text file cannot be distinguished from a complete one.
	cut: { ...passingAfterEffect(cut), ...NO_TEXTS, file: undefined },
	// The response of cloud storage is empty.
	cutAlways: { ...staying(cut), create: recovers, storage: recovers, ...NO_TEXTS, file: undefined },
	html200: {
		...unreadable(...unexpected('no JSON, but …<!DOCTYPE html>…')),
		text: stops(...unexpected('no …, but …<!DOCTYPE html>…')),
		plain: stops(...unexpected('no …, but …<!DOCTYPE html>…')),
		storage: unsureAfterAll(stops(...unexpected('no …, but …<!DOCTYPE html>…'))),
		file: notFile('the link leads to text/html instead of a recording'),
	},
	wrongType: { ...all(recovers), file: notFile('the link leads to text/plain instead of a recording') },
	wrongShape: {
		...unreadable(...unexpected('…')),
		// Any text may be a transcript.
		plain: undefined,
		file: notFile('the link leads to application/json instead of a recording'),
	},
	unknownStatus: {
		look: shows('hibernating'),
		check: { ...notReady, attempts: 'any' },
		transcript: notReady,
		create: shows('hibernating'),
		unmarkedCreate: shows('hibernating'),
		change: shows('hibernating'),
		poll: waits(
			'The job did not finish within … seconds; its status is "hibernating" (job {job})',
			'The job keeps running at {vendor} and nothing is lost.',
		),
	},
	extraField: { ...all(recovers), ...NO_TEXTS, file: undefined },
	status401: refusal(
		401,
		'Check the key in the credential: it must be complete, active and belong to the selected region.',
	),
	status403: refusal(
		403,
		'The key is valid but not allowed to do this. Check its permissions, the plan and the region.',
	),
	status404: {
		...refusal(
			404,
			'Check the ID. Jobs are only visible to the account and region that created them, and they expire.',
		),
		...creates(notAtAddress),
		upload: notAtAddress,
	},
	status410: refusal(410, 'The vendor has removed it. Transcribe the recording again.'),
	status413: refusal(413, 'The recording is too large to upload. Provide its URL instead, or compress it.'),
	status422: refusal(422, "Check the values of this node against the vendor's documentation."),
	status423: refusal(
		423,
		'The job is still running. Wait until it finishes, or force the deletion where the operation offers it.',
	),
	huge: {
		...unreadable(...unexpected('…')),
		plain: undefined,
		file: notFile('the link leads to application/json instead of a recording'),
	},
};

/** The words that an error must have if a job may exist. */
export const UNSURE_WORDS = /may have been (created|transcribed|processed)|unknown whether/;
