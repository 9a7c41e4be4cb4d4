import type { Check, Past } from './check';

/**
 * Endpoints that were registered are removed: with the end of the sleep where no request about them failed, else by the
 * next execution that sleeps. Those of a request that was delivered twice cannot be known.
 */
export const checkEndpoints: Check = (past) => {
	const { world, sleep } = past;
	const left = world.vendor.endpoints.filter(({ isCopy }) => !isCopy);
	if (left.length > 0) world.violation('endpoint left', left.map(({ url }) => url).join(', '));
	if (sleep && sleep.endpointsLeft > 0 && hasEndedWell(past)) {
		world.violation('endpoint left', 'until the next execution that sleeps');
	}
};

/** Whether the sleep ended by a callback, and nothing kept the node from removing its endpoint. */
function hasEndedWell({ world, sleep }: Past): boolean {
	const state = sleep?.sleeping?.state;
	const hadFaults = world.network.sent.some(
		({ kind, fault }) => (kind === 'endpoint' || kind === 'other') && fault.kind !== 'none',
	);
	return (state === 'resumed' || state === 'failed') && !hadFaults;
}
