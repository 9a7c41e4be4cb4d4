import type { JobRecord } from '../vendors/jobs';
import type { Check, Past } from './check';

/** How errors tell that a job may exist whose ID is not known. */
const UNKNOWN = /may have been (created|transcribed)|it is unknown whether/;

/**
 * A job whose ID has reached the node is named in an output, an error, the memory of the node or the log. One whose ID
 * was lost on the way is told as unknown, or kept in the memory by the mark it can be found by, unless the execution
 * was stopped or killed meanwhile. A result in the output is as good as the ID.
 */
export const checkNamed: Check = (past) => {
	const { world, remains } = past;
	if (!remains) return;
	const named = plain(
		[...world.logged, ...remains.stored.flatMap(({ texts, contexts }) => [...texts, contexts])].join(' '),
	);
	for (const job of world.vendor.jobs.all) {
		if (job.isCopy) continue;
		// Of a request that was delivered twice, either job may be the one that was found.
		const same = world.vendor.jobs.all.filter(({ requestId }) => requestId === job.requestId);
		if (same.some(({ id }) => named.includes(plain(id))) || isInOutput(past, job) || isTold(past, job))
			continue;
		world.violation('lost', `job ${job.id} of ${job.recording} is named nowhere`);
	}
};

function isInOutput({ remains }: Past, { recording }: JobRecord): boolean {
	const result = `This is ${recording}"`;
	return remains?.stored.some(({ texts }) => texts.some((text) => text.includes(result))) === true;
}

function isTold(past: Past, job: JobRecord): boolean {
	const { world, remains } = past;
	const attempt = world.attempts.find(({ requests }) => requests.some(({ id }) => id === job.requestId));
	const request = attempt?.requests.find(({ id }) => id === job.requestId);
	const answersWithId = job.kept.isShort !== true && job.kept.isBare !== true;
	if (!attempt || (request?.deliveredAt !== undefined && answersWithId)) return false;
	const { id } = attempt.execution;
	if (remains?.lost.has(id) === true) return true;
	const own = remains?.stored.find((stored) => stored.id === id);
	return own !== undefined && (UNKNOWN.test(own.texts.join(' ')) || /[?=]\w+(,\S+)? n8n:/.test(own.contexts));
}

/** IDs are written with and without hyphens, in either case. */
function plain(text: string): string {
	return text.replaceAll('-', '').toLowerCase();
}
