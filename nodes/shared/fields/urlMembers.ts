import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../core/json';
import { isWebAddress, normalizedUrl } from '../core/webAddress';
import { getPath, isSetAt, rule, type Rule } from './exclusions';

/**
 * URLs inside a request, some of which come from JSON of the user: the same rules apply to them as to a field with a
 * URL. A path leads to a member, e.g. `fetch_data.url`, or to the members of a list, e.g. `notification_config.url`.
 */

/** What a URL must be; see `fieldError`. */
export const NOT_A_WEB_ADDRESS = {
	what: 'must be a web address',
	hint: 'It must start with https:// or http://.',
};

/** Rejects a member that is set and is not a web address. */
export function webAddressAt(path: string): Rule {
	const { what, hint } = NOT_A_WEB_ADDRESS;
	return rule(path, (body) => isSetAt(body, path) && !isUrl(getPath(body, ...path.split('.'))), what, hint);
}

/** The request with its URLs normalized; everything else is unchanged. */
export function withNormalizedUrls(body: IDataObject, paths: readonly string[]): IDataObject {
	return paths.reduce((each, path) => normalizedAt(each, path.split('.')), body);
}

function normalizedAt(body: IDataObject, [key = '', ...rest]: readonly string[]): IDataObject {
	const member: unknown = body[key];
	if (member === undefined) return body;
	const normalize = (value: unknown): unknown => {
		if (rest.length === 0) return isUrl(value) ? normalizedUrl(value) : value;
		return isJsonObject(value) ? normalizedAt(value, rest) : value;
	};
	const normalized: IDataObject = { ...body };
	Reflect.set(normalized, key, Array.isArray(member) ? member.map(normalize) : normalize(member));
	return normalized;
}

function isUrl(value: unknown): value is string {
	return typeof value === 'string' && isWebAddress(value);
}
