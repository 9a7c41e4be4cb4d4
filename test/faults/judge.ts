import { z } from 'zod/v4';

import type { Cell } from './cells';
import type { Ended } from './lane';
import type { Outcome, Stop, VendorTable } from './model';
import { UNSURE_WORDS } from './outcomes';
import { wordsPattern } from './words';

/** The data to check one cell. */
export interface Evidence {
	vendor: VendorTable;
	cell: Cell;
	/** The run with the fault; `undefined` if it did not end. */
	ended: Ended | undefined;
	/** The same case without the fault. */
	baseline: Ended;
	/** IDs of the jobs at the vendor, before and after. */
	jobsBefore: string[];
	jobsAfter: string[];
	/** How often the fault was applied; `undefined` if the sandbox does not count it. */
	struck: number | undefined;
	/** Maximum number of retries of a request. */
	retries: number;
	/**
	 * Ms between the request with the fault and the next one for the same path, and the pause in ms that the vendor
	 * asked for.
	 */
	pause: { tookMs: number | undefined; askedMs: number } | undefined;
}

/** Everything that is wrong with the outcome of a cell, in sentences; empty if it matches the table. */
export function complaints(evidence: Evidence): string[] {
	const { ended, cell, vendor } = evidence;
	if (ended === undefined) return ['it hangs'];
	return [
		...outcomeComplaints(evidence, ended, cell.outcome),
		...jobComplaints(evidence, ended),
		...vendor.secrets
			.filter((secret) => ended.everything.includes(secret))
			.map((secret) => `it shows the secret "${secret}": ${around(ended.everything, secret)}`),
		...strikeComplaints(evidence),
	];
}

function around(text: string, part: string): string {
	const at = text.indexOf(part);
	return text.slice(Math.max(0, at - 200), at + 100);
}

function outcomeComplaints(evidence: Evidence, ended: Ended, outcome: Outcome): string[] {
	const { error, given } = ended;
	if (outcome.ends === 'stops') {
		return error === undefined
			? [`it does not stop, it gives ${given}`]
			: errorComplaints(evidence, error, outcome);
	}
	if (error !== undefined) return [`it stops: ${error.message} | ${descriptionOf(error)}`];
	if (outcome.ends === 'shows' && given.includes(outcome.says)) return [];
	return given === evidence.baseline.given ? [] : [`it gives ${given} instead of ${evidence.baseline.given}`];
}

function errorComplaints(evidence: Evidence, error: Error, stop: Stop): string[] {
	const { vendor, cell } = evidence;
	const found: string[] = [];
	if (error.name !== 'NodeApiError' && error.name !== 'NodeOperationError') {
		found.push(`its error is a ${error.name}`);
	}
	const description = descriptionOf(error);
	if (!wordsPattern(stop.says, vendor.displayName).test(error.message)) {
		found.push(`it says "${error.message}" instead of "${stop.says}"`);
	}
	if (!wordsPattern(stop.advises, vendor.displayName).test(description)) {
		found.push(`it advises "${description}" instead of "${stop.advises}"`);
	}
	const isUnsure = UNSURE_WORDS.test(description);
	if (isUnsure !== (stop.unsure === true)) {
		found.push(
			isUnsure ? 'it says that a job may have been made' : 'it does not say that a job may have been made',
		);
	}
	if (cell.from.list === undefined && contextOf(error).itemIndex !== 0)
		found.push('it does not name its item');
	return found;
}

function descriptionOf(error: Error): string {
	return 'description' in error && typeof error.description === 'string' ? error.description : '';
}

/** n8n passes on a copy of a node's error, which is therefore identified by its members instead of its class. */
const withContext = z.looseObject({ context: z.looseObject({ itemIndex: z.number().optional() }) });

function contextOf(error: Error): z.infer<typeof withContext>['context'] {
	return withContext.safeParse(error).data?.context ?? {};
}

/** No job may be created twice, or created without being reported. */
function jobComplaints({ jobsBefore, jobsAfter, cell }: Evidence, ended: Ended): string[] {
	const made = jobsAfter.filter((jobId) => !jobsBefore.includes(jobId));
	const found: string[] = [];
	const expected = cell.from.makes ?? 0;
	if (made.length > expected) found.push(`it makes ${made.length} jobs instead of ${expected}`);
	if (cell.outcome.ends !== 'stops' && made.length < expected) found.push(`it makes ${made.length} jobs`);
	const isUnsure = cell.outcome.ends === 'stops' && cell.outcome.unsure === true;
	for (const jobId of made) {
		const told = ended.error === undefined ? ended.everything : toldIn(ended.error);
		if (!isUnsure && !sameForms(told).includes(sameForms(jobId))) found.push(`the ID ${jobId} is lost`);
	}
	return found;
}

/** One form for IDs that a vendor returns with and without hyphens. */
function sameForms(text: string): string {
	return text.replaceAll('-', '');
}

/** The text of an error that n8n shows. */
function toldIn(error: Error): string {
	return `${error.message} ${descriptionOf(error)} ${JSON.stringify(contextOf(error))}`;
}

/** Requests are logged when they arrive, and timers are accurate to a few milliseconds. */
const CLOCKS_DIFFER_MS = 60;

const LONGEST_PAUSE_MS = 120_000;

function strikeComplaints({ struck, retries, cell, pause }: Evidence): string[] {
	if (struck === undefined) return [];
	if (struck === 0) return ['the fault has not struck'];
	const found: string[] = [];
	const { outcome } = cell;
	if (outcome.ends === 'stops') {
		// An unknown status is a valid response, which is not retried.
		const isAccepted = outcome.attempts === 'untilTimeLimit' && cell.fault === 'unknownStatus';
		const wanted = outcome.attempts === 'one' || isAccepted ? 1 : retries + 1;
		// Until the time limit, each status check and each request for the transcript has its own retries.
		const fits = outcome.attempts === 'untilTimeLimit' ? struck >= wanted : struck === wanted;
		if (outcome.attempts !== 'any' && !fits) found.push(`${struck} attempts instead of ${wanted}`);
	}
	// The requested pause is longer than the node may wait, so it must not wait.
	if (pause !== undefined && pause.askedMs <= LONGEST_PAUSE_MS) {
		const { tookMs, askedMs } = pause;
		if (askedMs <= 0) found.push('the time that the vendor asked for was over before the call');
		if (tookMs === undefined || tookMs < askedMs - CLOCKS_DIFFER_MS) {
			found.push(`the vendor asked for ${askedMs} ms of pause and got ${String(tookMs)} ms`);
		}
	}
	return found;
}
