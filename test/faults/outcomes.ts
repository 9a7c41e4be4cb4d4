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

/** It fails with this error after all retries. */
const givesUp = (says: string, advises: string): Stop => ({ ...stops(says, advises), attempts: 'all' });

/** The same error, with the warning that a job may exist. */
const unsure = (stop: Stop): Stop => ({ ...stop, attempts: 'one', unsure: true });

const notFile = (what: string) =>
	stops(`{vendor}: the file could not be downloaded: ${what}`, 'Run this again for a new one.');

const all = (outcome: Outcome): Record<CallKind, Outcome> => ({
	look: outcome,
	transcript: outcome,
	read: outcome,
	text: outcome,
	plain: outcome,
	file: outcome,
	upload: outcome,
	create: outcome,
	findableCreate: outcome,
	storage: outcome,
	change: outcome,
	poll: outcome,
});

/** The time limit ends it, with the job ID. */
export const timeIsUp = givesUp(
	'The job did not finish within … seconds; its status could not be read: … (job {job})',
	'The job keeps running at {vendor} and nothing is lost. Continue with Job: Wait for Completion and the ID {job}, or raise "Time Limit (Minutes)" under "Options".',
);

/** A temporary fault: requests that change nothing are retried, a create is not. */
function passing(error: Stop): Row {
	return { ...all(recovers), create: unsure(error), findableCreate: unsure(error) };
}

/** A permanent fault: all retries, then the error. */
function staying(error: Stop): Row {
	return {
		...all({ ...error, attempts: 'all' }),
		create: unsure(error),
		findableCreate: unsure(error),
		// If the response is lost, the node checks whether the file arrived before it tries again.
		storage: { ...error, attempts: 'any' },
		poll: timeIsUp,
	};
}

/** A fault after which the vendor certainly has no job: a create is retried as well. */
const refusedOnce: Row = all(recovers);

function refusedAlways(error: Stop): Row {
	return { ...all({ ...error, attempts: 'all' }), poll: timeIsUp };
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
	return { ...all(error), create: unsure(error), findableCreate: unsure(error), storage: unsure(error) };
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
	'{vendor}: HTTP status 502 (502{code})',
	"The vendor's gateway could not reach its server. Try again later.",
);
const unexpected = (problem: string): [string, string] => [
	`{vendor} returned an unexpected response to …: ${problem}`,
	'Check the base URL in the credential. If it is correct, the vendor has changed its API: check for a newer version of this package.',
];

const NO_TEXTS = { text: undefined, plain: undefined } as const;

export const OUTCOMES: Record<FaultName, Row> = {
	refused: refusedAlways(
		stops(
			'{vendor}: the server refused the connection',
			'Check the base URL or region in the credential, and whether n8n can reach the Internet.',
		),
	),
	refusedAtFirst: refusedOnce,
	resetBefore: passing(broken),
	resetBeforeAlways: staying(broken),
	resetAfter: { ...passing(broken), findableCreate: recovers },
	resetInBody: { ...passing(broken), findableCreate: recovers },
	resetInBodyAlways: { ...staying(broken), findableCreate: recovers, storage: recovers },
	silence: passing(silent),
	silenceAlways: staying(silent),
	status408: passing(tooSlow),
	status408Always: staying(tooSlow),
	status429: refusedOnce,
	status429Seconds: refusedOnce,
	status429Date: refusedOnce,
	// An hour is too long for a retry; polling continues at its own intervals.
	status429Hour: { ...all(tooMany), poll: recovers },
	status429Always: refusedAlways(tooMany),
	status500: passing(inTrouble),
	status500After: { ...passing(inTrouble), findableCreate: recovers },
	status500Always: staying(inTrouble),
	html502: passing(badGateway),
	html502Always: staying(badGateway),
	status503: refusedOnce,
	status503Always: refusedAlways(overloaded),
	// A truncated text file cannot be distinguished from a complete one.
	cut: { ...passing(cut), findableCreate: recovers, ...NO_TEXTS, file: undefined },
	// The response of cloud storage is empty.
	cutAlways: { ...staying(cut), findableCreate: recovers, storage: recovers, ...NO_TEXTS, file: undefined },
	html200: {
		...unreadable(...unexpected('no JSON, but …<!DOCTYPE html>…')),
		text: stops(...unexpected('no …, but …<!DOCTYPE html>…')),
		plain: stops(...unexpected('no …, but …<!DOCTYPE html>…')),
		storage: unsure(stops(...unexpected('no …, but …<!DOCTYPE html>…'))),
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
		transcript: stops(
			'The transcript is not ready: the job has the status "hibernating" (job {job})',
			'Wait for the job with Job: Wait for Completion, then run this again.',
		),
		create: shows('hibernating'),
		findableCreate: shows('hibernating'),
		change: shows('hibernating'),
		poll: {
			...stops(
				'The job did not finish within … seconds; its status is "hibernating" (job {job})',
				'The job keeps running at {vendor} and nothing is lost.',
			),
			attempts: 'any',
		},
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
	status404: refusal(
		404,
		'Check the ID. Jobs are only visible to the account and region that created them, and they expire.',
	),
	status410: refusal(410, 'It has been removed at the vendor. Transcribe the recording again.'),
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
export const UNSURE_WORDS = /may have been (created|transcribed)|unknown whether/;
