import type { Check } from './check';

/** The pauses before a request is repeated are at most so long, in ms. */
const LONGEST_PAUSE_MS = 120_000;

/** Requests that make a job, or look for it. */
const OF_CREATE = new Set(['create', 'upload', 'slot', 'storage', 'list', 'token']);

/** How often the package looks for a job whose response was lost. */
const LOOKS = 3;

/** Every call of a node ends: by its time limit after the last request that made or looked for a job, and a little. */
export const checkEnds: Check = ({ world, plan }) => {
	const { timeLimitMinutes, requestTimeoutSeconds, retries } = plan.options;
	// Without a list, a job is looked for with the requests by which the wait asks for its status.
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
