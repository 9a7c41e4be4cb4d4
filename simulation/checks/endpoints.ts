import type { Endpoint } from '../vendors/model';
import type { Check, Past } from './check';

/**
 * Registered endpoints are removed: when the execution resumes if no request about them failed, otherwise by the next
 * production run of a node. Those of a duplicated request cannot be known.
 */
export const checkEndpoints: Check = (past) => {
	const { world, sleep } = past;
	const left = world.vendor.endpoints.filter(({ isCopy }) => !isCopy);
	if (left.length > 0) world.violation('endpoint left', left.map(({ url }) => url).join(', '));
	if (!sleep || !hasEndedWell(past)) return;
	const own = sleep.endpointsLeft.filter((endpoint) => !isRelay(endpoint));
	if (own.length > 0)
		world.violation('endpoint left', `until the next run: ${own.map(({ url }) => url).join(', ')}`);
};

/** Whether a callback resumed the execution, and nothing prevented the node from removing its endpoint. */
function hasEndedWell({ world, sleep }: Past): boolean {
	const state = sleep?.sleeping?.state;
	const hadFaults = world.network.sent.some(
		({ kind, fault }) => (kind === 'endpoint' || kind === 'other') && fault.kind !== 'none',
	);
	return (state === 'resumed' || state === 'failed') && !hadFaults;
}

/** The endpoint for all executions of a workflow, which may remain until the next run. */
function isRelay({ url }: Endpoint): boolean {
	return new URL(url).pathname.startsWith('/webhook/');
}
