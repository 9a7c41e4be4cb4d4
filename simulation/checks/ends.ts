import type { Check } from './check';

/** Maximum pauses before a request is retried, in ms. */
const LONGEST_PAUSE_MS = 120_000;

/** Requests that create a job, or search for it. */
const OF_CREATE = new Set(['create', 'upload', 'slot', 'storage', 'list', 'token']);

/** How often the package searches for a job whose response was lost. */
const LOOKS = 3;

/**
 * Every call of a node ends: by its time limit after the last request that created or searched for a job, and a
 * tolerance.
 */
export const checkEnds: Check = ({ world, plan }) => {
	const { timeLimitMinutes, requestTimeoutSeconds, retries } = plan.options;
	// Without a list, the search for a job uses the same requests as its status checks.
	const looksByStatus = world.network.sent.some(
		({ kind, deliveredAt }) => kind === 'storage' && deliveredAt === undefined,
	);
	const longestCallMs = (requestTimeoutSeconds * 1000 + LONGEST_PAUSE_MS) * (retries + 1);
	const searchMs = looksByStatus ? LOOKS * longestCallMs : 0;
	for (const { node, startedAt, endedAt, requests, execution } of world.attempts) {
		if (!execution.process.isAlive) continue;
		if (endedAt === undefined) {
			world.violation('does not end', `${node.name} has not ended`);
			continue;
		}
		const waits = node.parameters.operation === 'transcribe' || node.parameters.operation === 'wait';
		const made = requests.filter(({ kind }) => OF_CREATE.has(kind)).at(-1)?.at ?? startedAt;
		const slack = requestTimeoutSeconds * 1000 + LONGEST_PAUSE_MS + 30_000 + searchMs;
		const latest = made + slack + (waits ? timeLimitMinutes * 60_000 : 0);
		if (endedAt > latest) {
			world.violation(
				'ends late',
				`${node.name} ended ${endedAt - made} ms after the last request for a job`,
			);
		}
	}
};
