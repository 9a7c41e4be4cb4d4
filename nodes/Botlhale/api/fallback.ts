import { messageOf } from '../../shared/core/messageOf';
import { asError, httpStatusOf } from '../../shared/http/explainedError';

/**
 * The result of the first way that succeeds. The next one is tried after an error that `mayTryNext`; if all fail, the
 * first error is thrown, because the others are about ways that may not exist.
 */
export async function firstSuccess<T>(
	ways: ReadonlyArray<() => Promise<T>>,
	mayTryNext: (error: unknown) => boolean,
): Promise<T> {
	const errors: unknown[] = [];
	for (const way of ways) {
		const [attempt] = await Promise.allSettled([way()]);
		if (attempt.status === 'fulfilled') return attempt.value;
		if (!mayTryNext(attempt.reason)) throw asError(attempt.reason);
		errors.push(attempt.reason);
	}
	throw asError(errors[0]);
}

/** Words about a parameter that is missing, which may be there under its other name or in another encoding. */
const MISSING = /missing|required|provide|KeyError/i;

/** Words about a value that was understood, so that another form of the request would not help. */
const UNDERSTOOD = /language|sample|audio|format|second|duration|long|large|exceed|allocation|quota|ready/i;

/** Words about the length of a recording. */
export const TOO_LONG = /longer than|too long|duration|\b(seconds?|secs?|minutes?|mins?)\b|\d ?s\b/i;

/**
 * Whether an error may mean that the names or the encoding of the parameters were not understood: 415, 422 about a
 * missing parameter, or 400 unless its message is about a value. The form of such errors is not documented.
 */
export function mayBeAboutForm(error: unknown): boolean {
	const status = httpStatusOf(error);
	const message = messageOf(error);
	if (status === 400) return MISSING.test(message) || !UNDERSTOOD.test(message);
	return status === 415 || (status === 422 && MISSING.test(message));
}

/**
 * Whether an error means that the parameter with the recording is missing, so that it is sent again under its other
 * name. Any other error may be about the recording, e.g. its length.
 */
export function isAboutMissingRecording(error: unknown): boolean {
	const status = httpStatusOf(error);
	const message = messageOf(error);
	return (status === 400 || status === 422) && MISSING.test(message) && !TOO_LONG.test(message);
}

/** Whether Botlhale AI does not know a name or a path. */
export function isNotFound(error: unknown): boolean {
	return httpStatusOf(error) === 404;
}
