import type { IDataObject } from 'n8n-workflow';

/** A parameter that the vendor would refuse as things are, found before the call. */
export interface Exclusion {
	/** Name of the parameter to change. */
	parameter: string;
	what: string;
	hint: string;
}

export type Rule = (body: IDataObject) => Exclusion | undefined;

export function rule(
	parameter: string,
	applies: (body: IDataObject) => boolean,
	what: string,
	hint: string,
): Rule {
	return (body) => (applies(body) ? { parameter, what, hint } : undefined);
}

/** The first rule that is broken, if any. */
export function firstExclusion(rules: readonly Rule[], body: IDataObject): Exclusion | undefined {
	for (const check of rules) {
		const conflict = check(body);
		if (conflict) return conflict;
	}
	return undefined;
}

/** Reads a nested member without trusting the shape of a hand-written JSON field. */
export function getPath(body: IDataObject, ...keys: string[]): unknown {
	let value: unknown = body;
	for (const key of keys) {
		if (typeof value !== 'object' || value === null) return undefined;
		value = Reflect.get(value, key);
	}
	return value;
}

/** A nested list; empty where there is none. */
export function getListAt(body: IDataObject, ...keys: string[]): unknown[] {
	const value = getPath(body, ...keys);
	return Array.isArray(value) ? value : [];
}

/** The same as `getPath`, by a path whose members are separated by dots. */
export function valueAt(body: IDataObject, path: string): unknown {
	return getPath(body, ...path.split('.'));
}

/** The same as `getListAt`, by a path whose members are separated by dots. */
export function listAt(body: IDataObject, path: string): unknown[] {
	return getListAt(body, ...path.split('.'));
}

/** Whether a member at a path has a value; `null` counts as none. */
export function isSetAt(body: IDataObject, path: string): boolean {
	const value = valueAt(body, path);
	return value !== undefined && value !== null;
}

/** Words of a text, parted by blanks. */
export function wordCount(value: unknown): number {
	return typeof value === 'string' ? value.trim().split(/\s+/).length : 0;
}
