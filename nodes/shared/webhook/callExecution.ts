import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { isRecord } from '../core/json';

/** Longer than a suspended execution takes to respond. */
const TIMEOUT_MS = 20_000;

/**
 * `handled`: a suspended execution accepted the call. `resumed`: the same, and it resumes. `over`: none is suspended
 * there any more. `later`: not yet.
 */
export type CallResult = 'handled' | 'resumed' | 'over' | 'later';

/** The response of an execution that resumes. */
export const RESUMED = 'Resumed.';

/**
 * Calls the resume URL of an execution. n8n returns 409 both before the suspended execution is stored ("is running
 * already") and after its end ("has finished already", `waiting-webhooks.js`).
 * @param jobIds the jobs that callbacks were about, if known
 * @throws Error if there is no response
 */
export async function callExecution(
	context: { helpers: Pick<IExecuteFunctions['helpers'], 'httpRequest'> },
	url: string,
	jobIds: readonly string[] = [],
): Promise<CallResult> {
	const request: IHttpRequestOptions = {
		method: 'POST',
		url,
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(jobIds.length === 0 ? {} : { [RELAYED_JOBS]: jobIds }),
		timeout: TIMEOUT_MS,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
	const response: unknown = await context.helpers.httpRequest(request);
	if (!isRecord(response) || typeof response.statusCode !== 'number') return 'handled';
	const { statusCode } = response;
	const text = JSON.stringify([response.body]);
	if (statusCode >= 500) return 'later';
	if (statusCode === 409) return text.includes('finished') ? 'over' : 'later';
	if (statusCode >= 400) return 'over';
	return text.includes(RESUMED) ? 'resumed' : 'handled';
}

const RELAYED_JOBS = 'relayedJobIds';

/** The jobs in the body of a call by `callExecution`; none for any other body. */
export function relayedJobIds(body: unknown): string[] {
	const jobIds: unknown = isRecord(body) ? body[RELAYED_JOBS] : undefined;
	return Array.isArray(jobIds) ? jobIds.filter((jobId): jobId is string => typeof jobId === 'string') : [];
}
