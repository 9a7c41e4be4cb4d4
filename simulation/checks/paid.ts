import type { Check } from './check';

/**
 * A recording is paid for at most once for each time that it was asked for. Asking is: a new execution, a new round of
 * a loop, an item, other parameters; a retry after Stop or a crash, because n8n keeps nothing of those; and, with the
 * option "New Job on Retry", a job that the vendor has failed. A request that the network delivers twice is one.
 */
export const checkPaid: Check = ({ world, plan, remains }) => {
	if (!remains) return;
	const jobs = world.vendor.jobs.all.filter(({ isCopy }) => !isCopy);
	const kinds = new Set(jobs.map(({ recording, version }) => `${recording} ${version}`));
	for (const kind of kinds) {
		const paid = jobs.filter(({ recording, version }) => `${recording} ${version}` === kind);
		const asked = remains.asks.filter(({ recording, version }) => `${recording} ${version}` === kind).length;
		const again = plan.options.newJobOnRetry ? paid.filter(({ hasFailed }) => hasFailed).length : 0;
		if (paid.length > asked + again) {
			const ids = paid.map(({ id }) => id).join(', ');
			world.violation(
				'paid twice',
				`${kind} was asked for ${asked} times and paid for ${paid.length} times: ${ids}`,
			);
		}
	}
};
