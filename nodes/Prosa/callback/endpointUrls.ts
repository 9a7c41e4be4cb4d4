import { createHash } from 'crypto';
import { parseUrl } from '../../shared/core/webAddress';

/** Query parameters of the endpoint of a suspended execution: when its wait ends, in seconds since 1970; its jobs. */
const UNTIL = 'wakes-until';
const JOBS = 'jobs';

/** The last two segments of a relay's path: the relay is for all suspended executions. */
export const ALL = 'all';
const RELAY = /\/all\/[0-9a-f]{34,}$/;

/** With more jobs, an execution is called for every job of the account, because URLs should stay short. */
const MAX_JOBS = 40;

/** n8n checks once a minute which suspended executions are due. */
const GRACE_SECONDS = 300;

/** The resume URL of an execution as the URL of its endpoint. `jobIds` must be in their normal form. */
export function suspendedUrl(resumeUrl: string, untilMs: number, jobIds: readonly string[]): string {
	const url = new URL(resumeUrl);
	url.searchParams.set(UNTIL, String(Math.ceil(untilMs / 1000)));
	if (jobIds.length <= MAX_JOBS) url.searchParams.set(JOBS, jobIds.map(digestOf).join('-'));
	return url.href;
}

/** Whether a URL is that of the endpoint of a suspended execution. */
export function isSuspended(url: string): boolean {
	return parseUrl(url)?.searchParams.has(UNTIL) === true;
}

/** Whether the wait of a suspended execution has ended. */
export function isExpired(url: string, nowMs = Date.now()): boolean {
	return isSuspended(url) && Number(new URL(url).searchParams.get(UNTIL)) + GRACE_SECONDS < nowMs / 1000;
}

/** Whether the execution of an endpoint may be waiting for a job. */
export function waitsFor(url: string, jobId: string): boolean {
	const jobs = new URL(url).searchParams.get(JOBS);
	return jobs === null || jobs.split('-').includes(digestOf(jobId));
}

/** Whether a URL is that of a relay of an n8n instance with this base URL. */
export function isRelay(url: string, webhookBase: string): boolean {
	return url.startsWith(`${webhookBase}/`) && RELAY.test(url);
}

function digestOf(jobId: string): string {
	return createHash('sha256').update(jobId).digest('hex').slice(0, 8);
}
