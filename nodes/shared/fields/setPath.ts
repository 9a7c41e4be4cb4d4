import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../core/json';

/**
 * Sets a nested member, e.g. `transcription_config.domain`; missing objects on the path are created. Objects are
 * merged.
 */
export function setAt(config: IDataObject, path: string, value: unknown): void {
	const keys = path.split('.');
	const last = keys.pop() ?? path;
	let object = config;
	for (const key of keys) {
		const next = object[key];
		const inner: IDataObject = isJsonObject(next) ? next : {};
		object[key] = inner;
		object = inner;
	}
	const before = object[last];
	const both = isJsonObject(before) && isJsonObject(value);
	Reflect.set(object, last, both ? { ...before, ...value } : value);
}

/** `config` with the members of `over`: objects are merged, everything else is replaced. */
export function mergeConfig(config: IDataObject, over: IDataObject): IDataObject {
	const merged: IDataObject = { ...config };
	for (const [key, value] of Object.entries(over)) {
		const before = merged[key];
		merged[key] = isJsonObject(before) && isJsonObject(value) ? mergeConfig(before, value) : value;
	}
	return merged;
}
