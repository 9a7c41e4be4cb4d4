import { isRecord } from '../core/json';
/** Looks through an error and its causes for the code of a network fault; n8n wraps the one of its HTTP client. */
export function networkCode(error: unknown): string {
	for (const each of causes(error)) {
		if (each.name === 'CanceledError' || each.name === 'AbortError') return 'ERR_CANCELED';
		if (
			typeof each.code === 'string' &&
			each.code !== 'ERR_BAD_RESPONSE' &&
			each.code !== 'ERR_BAD_REQUEST'
		) {
			return each.code;
		}
	}
	return 'EUNKNOWN';
}

/** The answer inside an error that n8n throws for a status, e.g. a 401 that it tried to renew. */
export function thrownAnswer(
	error: unknown,
): { status: number; headers: unknown; body: unknown } | undefined {
	for (const each of causes(error)) {
		const response = each.response;
		if (isRecord(response) && typeof response.status === 'number') {
			return { status: response.status, headers: response.headers, body: response.data };
		}
	}
	return undefined;
}

function* causes(error: unknown): Generator<Record<string, unknown>> {
	let each = error;
	for (let depth = 0; depth < 5 && isRecord(each); depth += 1) {
		yield each;
		each = each.cause ?? each.errorResponse;
	}
}
