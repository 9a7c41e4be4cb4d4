import { looksFailed, textOfResult } from '../n8n/execution';
import type { Check } from './check';

/** Requests that may create a job. */
const PAID = new Set(['create', 'storage']);

/** The statements in errors and outputs are true. */
export const checkHonest: Check = ({ world }) => {
	// A request that was aborted before the connection failed may have been sent.
	const mayExist = world.network.sent.some(
		({ kind, fault, failedWith }) =>
			PAID.has(kind) && (fault.kind !== 'unsent' || failedWith === 'ERR_CANCELED'),
	);
	// A request that was stopped may have been in progress.
	const wasStopped = world.attempts.some(({ execution }) => execution.stoppedAt !== undefined);
	for (const { node, result } of world.attempts) {
		if (!result) continue;
		if (!mayExist && !wasStopped && /may have been (created|transcribed)/.test(textOfResult(result))) {
			world.violation('says too much', 'a job may exist, although nothing was sent');
		}
		// n8n would run the node again, although it was successful.
		if (
			result.kind === 'output' &&
			node.onError === 'stopWorkflow' &&
			!world.isTool &&
			looksFailed(result.items)
		) {
			world.violation('looks failed', 'a successful run has an error in its first item');
		}
	}
};
