import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../../shared/core/json';
import { isWebAddress, normalizedUrl } from '../../shared/core/webAddress';

/** Members of the job config that have a `url`, or a list of objects that have one. */
const MEMBERS = ['fetch_data', 'fetch_text', 'notification_config'] as const;

/** The job config with its URLs normalized, because some of them come from rows and from JSON. */
export function withNormalizedUrls(config: IDataObject): IDataObject {
	const normalized: IDataObject = { ...config };
	for (const name of MEMBERS) {
		const member: unknown = config[name];
		if (Array.isArray(member)) Reflect.set(normalized, name, member.map(withNormalizedUrl));
		else if (member !== undefined) Reflect.set(normalized, name, withNormalizedUrl(member));
	}
	return normalized;
}

function withNormalizedUrl(member: unknown): unknown {
	if (!isJsonObject(member) || typeof member.url !== 'string' || !isWebAddress(member.url)) return member;
	return { ...member, url: normalizedUrl(member.url) };
}
