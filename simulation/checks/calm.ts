import type { Check } from './check';

/** Without faults, every request is fulfilled. */
export const checkCalm: Check = ({ world, plan }) => {
	const { timeLimitMinutes } = plan.options;
	const isCalm =
		plan.kind === 'run' &&
		plan.interruption === undefined &&
		world.network.sent.every(({ fault }) => fault.kind === 'none') &&
		world.vendor.jobs.all.every(({ hasFailed }) => !hasFailed) &&
		plan.vendorPlan.processingMs[1] + 30_000 < timeLimitMinutes * 60_000;
	if (!isCalm) return;
	for (const { node, result } of world.attempts) {
		const failed =
			result?.kind === 'error' || result?.items.some(({ json }) => json.error !== undefined) === true;
		if (failed) world.violation('fails in calm weather', node.name);
	}
};
