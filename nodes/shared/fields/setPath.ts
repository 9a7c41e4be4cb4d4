import type { IDataObject } from 'n8n-workflow';

/** Sets a member deep inside, e.g. `transcription_config.domain`; objects on the way are made or kept. */
export function setAt(config: IDataObject, path: string, value: unknown): void {
	const keys = path.split('.');
	const last = keys.pop() ?? path;
	let object = config;
	for (const key of keys) {
		const next = object[key];
		const inner: IDataObject = isPlain(next) ? next : {};
		object[key] = inner;
		object = inner;
	}
	const before = object[last];
	const both = isPlain(before) && isPlain(value);
	Reflect.set(object, last, both ? { ...before, ...value } : value);
}

/** `over` on top of `config`: objects are joined, everything else is replaced. */
export function mergeConfig(config: IDataObject, over: IDataObject): IDataObject {
	const merged: IDataObject = { ...config };
	for (const [key, value] of Object.entries(over)) {
		const before = merged[key];
		merged[key] = isPlain(before) && isPlain(value) ? mergeConfig(before, value) : value;
	}
	return merged;
}

function isPlain(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
