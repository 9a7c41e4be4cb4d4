import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { isRecord } from '../core/json';

/** Longer than a suspended execution takes to respond. */
const TIMEOUT_MS = 20_000;

/** `handled`: a suspended execution accepted the call. `over`: none is suspended there any more. `later`: not yet. */
export type CallResult = 'handled' | 'over' | 'later';

/**
 * Calls the resume URL of an execution. n8n returns 409 both before the suspended execution is stored ("is running
 * already") and after its end ("has finished already", `waiting-webhooks.js`).
 * @param jobId the job that has ended. Default: unknown
 * @throws Error if there is no response
 */
export async function callExecution(
	context: { helpers: Pick<IExecuteFunctions['helpers'], 'httpRequest'> },
	url: string,
	jobId?: string,
): Promise<CallResult> {
	const request: IHttpRequestOptions = {
		method: 'POST',
		url,
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ [RELAYED_JOB]: jobId }),
		timeout: TIMEOUT_MS,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
	const response: unknown = await context.helpers.httpRequest(request);
	if (!isRecord(response) || typeof response.statusCode !== 'number') return 'handled';
	const { statusCode, body } = response;
	if (statusCode >= 500) return 'later';
	if (statusCode === 409) return JSON.stringify(body).includes('finished') ? 'over' : 'later';
	return statusCode >= 400 ? 'over' : 'handled';
}

const RELAYED_JOB = 'relayedJobId';

/** The job in the body of a call by `callExecution`; `undefined` for any other body. */
export function relayedJobId(body: unknown): string | undefined {
	const jobId = isRecord(body) ? body[RELAYED_JOB] : undefined;
	return typeof jobId === 'string' && jobId !== '' ? jobId : undefined;
}
