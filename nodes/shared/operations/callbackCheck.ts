import { looksPublic } from '../core/network';
import { parseUrl } from '../core/webAddress';
import type { ItemContext } from '../execution/runItems';
import type { VendorClient } from '../http/client';
import { JobError } from '../jobs/jobError';
import type { JobResponse } from '../jobs/model';
import type { JobVendor } from '../jobs/vendor';
import { operationError } from '../n8n/errors';
import { relayPathOf, relaySecretOf } from '../webhook/relay';
import { resumeUrlOf } from '../webhook/resumeUrl';

const POLL = 'Set "How to Wait" to "Poll", which works without a callback.';

/**
 * Rejects a job that has not finished and whose callback would not resume this execution, as far as the vendor says where
 * its callback goes.
 * @throws JobError
 */
export function checkCallback(
	vendor: JobVendor,
	client: VendorClient,
	{ context }: Pick<ItemContext, 'context'>,
	{ job: { jobId }, callbackUrls }: JobResponse,
): void {
	if (vendor.wakeUp || callbackUrls === undefined) return;
	const executionOf = vendor.needsRelay
		? relayedExecution(relayPathOf(context, relaySecretOf(vendor.http, client.credential)))
		: resumedExecution(resumeUrlOf(context, 0) ?? '');
	const targets = callbackUrls.map((url) => ({ url, execution: executionOf(url) }));
	if (targets.some(({ execution }) => execution === 'this')) return;
	const [target] = targets;
	if (target === undefined) {
		throw new JobError(
			jobId,
			`The job has no callback, so nothing would resume this execution (job ${jobId})`,
			`Set "Callback" of Job: Create to "Resume This Execution". ${POLL}`,
		);
	}
	const other = targets.find(({ execution }) => execution !== undefined);
	if (other) {
		throw new JobError(
			jobId,
			`The callback of the job resumes another execution, ${other.execution}, not this one (job ${jobId})`,
			`A callback only resumes the execution that created the job, not a retry or a single step in the editor. ${POLL}`,
		);
	}
	throw new JobError(
		jobId,
		`The callback of the job goes to ${originOf(target.url)}, so nothing would resume this execution (job ${jobId})`,
		`Set "Callback" of Job: Create to "Resume This Execution". ${POLL}`,
	);
}

/** Which execution a URL resumes: `this` one, the ID of another one, or none. */
type ExecutionOf = (url: string) => string | undefined;

function resumedExecution(resumeUrl: string): ExecutionOf {
	const own = parseUrl(resumeUrl);
	const base = own?.pathname.replace(/[^/]*$/, '') ?? '';
	return (url) => {
		const other = parseUrl(url);
		if (!own || !other) return undefined;
		const { pathname, host } = other;
		if (pathname === own.pathname && host === own.host) return 'this';
		return pathname.startsWith(base) ? pathname.slice(base.length) : undefined;
	};
}

function relayedExecution(path: string): ExecutionOf {
	return (url) => {
		if (url.endsWith(path)) return 'this';
		return /\/([^/]+)\/[0-9a-f]{34,}$/.exec(url)?.[1];
	};
}

function originOf(url: string): string {
	return parseUrl(url)?.origin ?? 'another address';
}

/**
 * Rejects to suspend if the vendor is on the Internet and n8n is not.
 * @throws NodeOperationError
 */
export function checkResumable(
	vendor: JobVendor,
	client: VendorClient,
	{ context }: Pick<ItemContext, 'context'>,
): void {
	if (vendor.wakeUp) return;
	const url = resumeUrlOf(context, 0);
	if (url !== undefined && (looksPublic(url) || !looksPublic(client.baseUrl))) return;
	const where = url === undefined ? 'this n8n' : new URL(url).origin;
	throw operationError(
		context.getNode(),
		`${vendor.http.displayName} cannot reach ${where} from the Internet, so nothing would resume this execution`,
		{
			description: `Set N8N_WEBHOOK_URL to the public URL of n8n on every process, including workers, and restart. Or: ${POLL}`,
		},
	);
}
