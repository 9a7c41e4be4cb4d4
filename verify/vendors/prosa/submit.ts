import { textAt, type Answer, type Session } from '../../core/session';

export const ENDED = /^(complete|completed|failed|error|cancelled|canceled)$/;

/** The request that creates a job. */
export const submit = (config: object, request: object) =>
	({
		method: 'POST',
		path: '/stt',
		json: { config, request: { label: 'verification', ...request } },
	}) as const;

/** Removes the job of a response, if it created one. @returns its ID, `''` if there is none */
export function removeLater(session: Session, { json }: Answer): string {
	const jobId = textAt(json, 'job_id');
	if (jobId === '') return jobId;
	session.cleanUp(`job ${jobId}`, async () => {
		// A job that is in progress cannot be archived yet.
		const removed = await session.until(async () => {
			const { status } = await session.send({ method: 'DELETE', path: `/stt/${jobId}` });
			return status === 200 || status === 404 ? status : undefined;
		});
		if (removed === undefined) throw new Error('not removed');
	});
	return jobId;
}

/** The job, as soon as it has ended. */
export async function end(session: Session, jobId: string): Promise<Answer | undefined> {
	return await session.until(async () => {
		const look = await session.send({ path: `/stt/${jobId}` });
		return ENDED.test(textAt(look.json, 'status')) ? look : undefined;
	});
}
