import { isRecord, parseJson } from '../core/json';
import type { ParameterSource } from './parameters';

/** Parameters that may contain secrets: headers of callbacks, options, and objects of headers. */
const MAY_CONTAIN = /additional|header|options/i;

/** The value of a header, as a field of a node or as a member of a request. */
const HEADER_VALUE = /header_?value$/i;

/** Headers whose values are secrets; others, e.g. `Accept`, have values that also appear in responses. */
const SECRET_HEADER = /auth|cookie|credential|key|pass|secret|session|sign|token/i;

/** Longer texts are not read as JSON. */
const LONGEST_JSON = 100_000;

/** Deeper values are not searched. */
const DEEPEST = 8;

/**
 * Secrets that are entered in the parameters of a node instead of its credential: the values of headers that the vendor
 * sends to your own servers.
 */
export function secretParameters({ context, itemIndex }: ParameterSource): string[] {
	return Object.keys(context.getNode().parameters)
		.filter((name) => MAY_CONTAIN.test(name))
		.flatMap((name) => secretsIn(name, context.getNodeParameter(name, itemIndex, undefined), 0));
}

function secretsIn(name: string, value: unknown, depth: number): string[] {
	if (depth > DEEPEST) return [];
	if (typeof value === 'string') return secretsInText(name, value, depth);
	if (Array.isArray(value)) return value.flatMap((each) => secretsIn(name, each, depth + 1));
	if (!isRecord(value)) return [];
	if (typeof value.name === 'string' && typeof value.value === 'string') {
		return SECRET_HEADER.test(value.name) ? [value.value] : [];
	}
	return Object.entries(value).flatMap(([key, member]) => secretsIn(key, member, depth + 1));
}

function secretsInText(name: string, text: string, depth: number): string[] {
	if (HEADER_VALUE.test(name)) return [text];
	if (name === 'auth_headers') {
		const [header = '', ...value] = text.split(':');
		return SECRET_HEADER.test(header) ? [value.join(':').trim()] : [];
	}
	// Additional parameters are entered as JSON.
	const isJson = /^\s*[[{]/.test(text) && text.length <= LONGEST_JSON;
	return isJson ? secretsIn(name, parseJson(text), depth + 1) : [];
}
