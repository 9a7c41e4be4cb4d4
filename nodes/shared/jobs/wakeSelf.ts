import type { IExecuteFunctions } from 'n8n-workflow';

import { messageOf } from '../core/messageOf';
import { sleepUnlessAborted } from '../n8n/pause';
import { callExecution } from '../webhook/callExecution';

/**
 * Pauses in ms before each request. n8n stores a suspended execution within milliseconds, or later if the database is
 * busy.
 */
const PAUSES_MS = [250, 750, 2_000, 5_000, 12_000];

/**
 * Sends one callback to the suspended execution itself, as soon as n8n accepts it. Until n8n has stored the execution, it
 * rejects callbacks with 409, and not every vendor repeats a rejected callback. Without this, a job that ends between the
 * node's last check and that moment would never resume the execution. Continues after the node has returned. Never throws.
 */
export async function wakeSelf(context: IExecuteFunctions, resumeUrl: string): Promise<void> {
	try {
		for (const pause of PAUSES_MS) {
			await sleepUnlessAborted(pause, undefined);
			if ((await callExecution(context, resumeUrl)) !== 'later') return;
		}
	} catch (error) {
		const { origin } = new URL(resumeUrl);
		context.logger.warn(
			`n8n cannot reach itself at ${origin}, and callbacks may not arrive: ${messageOf(error)}`,
		);
	}
}
