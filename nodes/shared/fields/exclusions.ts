import type { IDataObject } from 'n8n-workflow';

/** A parameter that the vendor would reject together with the others, found before the request is sent. */
export interface Exclusion {
	/** Name of the parameter to change. */
	parameter: string;
	/** A predicate of the parameter, see `fieldError`. */
	what: string;
	hint: string;
}

/** Checks a request; returns what is wrong with it, if anything. */
export type Rule = (body: IDataObject) => Exclusion | undefined;

export function rule(
	parameter: string,
	applies: (body: IDataObject) => boolean,
	what: string,
	hint: string,
): Rule {
	return (body) => (applies(body) ? { parameter, what, hint } : undefined);
}

/** What the first broken rule says, if any. */
export function firstExclusion(rules: readonly Rule[], body: IDataObject): Exclusion | undefined {
	for (const check of rules) {
		const exclusion = check(body);
		if (exclusion) return exclusion;
	}
	return undefined;
}

/** A nested member, `undefined` if there is none; makes no assumption about the structure of user-written JSON. */
export function getPath(body: IDataObject, ...keys: string[]): unknown {
	let value: unknown = body;
	for (const key of keys) {
		if (typeof value !== 'object' || value === null) return undefined;
		value = Reflect.get(value, key);
	}
	return value;
}

/** A nested list; empty if there is none. */
function getListAt(body: IDataObject, ...keys: string[]): unknown[] {
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

/** Number of words in a text, separated by white space. */
export function wordCount(value: unknown): number {
	return typeof value === 'string' ? value.trim().split(/\s+/).length : 0;
}
