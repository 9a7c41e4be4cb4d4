import type { IDataObject } from 'n8n-workflow';

/** What users look for, in this order; the editor shows members in the order of the item. */
const FIRST = ['recording', 'text', 'captions', 'segments', 'insights'];

/** Longest of all, and of no use to readers. */
const LAST = ['words'];

/** The same item with what users read first, then what identifies it, and its words last. */
export function readableFirst(json: IDataObject): IDataObject {
	const given = Object.keys(json);
	const pick = (names: readonly string[]) => names.filter((name) => given.includes(name));
	const others = given.filter((name) => ![...FIRST, ...LAST].includes(name));
	return Object.fromEntries([...pick(FIRST), ...others, ...pick(LAST)].map((name) => [name, json[name]]));
}
