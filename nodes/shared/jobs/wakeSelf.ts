import type { IExecuteFunctions } from 'n8n-workflow';

import { isRecord } from '../core/json';
import { messageOf } from '../core/messageOf';
import { sleepUnlessAborted } from '../n8n/pause';

/** Pauses before each call, in ms; n8n stores the sleep within milliseconds, a busy database takes longer. */
const PAUSES_MS = [250, 750, 2_000, 5_000, 12_000];

const TIMEOUT_MS = 20_000;

/**
 * Calls a sleeping execution itself, once, as soon as n8n lets it. Until n8n has stored the sleep it refuses
 * callbacks (409), and not every vendor repeats what was refused: a job that ends between the node's last look and
 * that moment would wake nobody. Goes on after the node has returned. Never throws.
 */
export async function wakeSelf(context: IExecuteFunctions, resumeUrl: string): Promise<void> {
	try {
		for (const pause of PAUSES_MS) {
			await sleepUnlessAborted(pause, undefined);
			if (await isSettled(context, resumeUrl)) return;
		}
	} catch (error) {
		const { origin } = new URL(resumeUrl);
		context.logger.warn(`n8n cannot call itself at ${origin}, perhaps nobody can: ${messageOf(error)}`);
	}
}

/**
 * Calls once; whether another call would be of no use. n8n answers 409 both before the sleep is stored («is running
 * already») and after the end («has finished already»: `waiting-webhooks.js`).
 * @throws Error where there is no answer
 */
async function isSettled(context: IExecuteFunctions, url: string): Promise<boolean> {
	const answer: unknown = await context.helpers.httpRequest({
		method: 'POST',
		url,
		headers: { 'Content-Type': 'application/json' },
		body: '{}',
		timeout: TIMEOUT_MS,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	});
	if (!isRecord(answer) || typeof answer.statusCode !== 'number') return true;
	if (answer.statusCode >= 500) return false;
	return answer.statusCode !== 409 || JSON.stringify(answer.body).includes('finished');
}
