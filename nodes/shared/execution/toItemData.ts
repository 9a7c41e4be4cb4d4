import type { IDataObject } from 'n8n-workflow';

/** A checked response as item data, with the same fields. */
export function toItemData(value: object): IDataObject {
	return Object.fromEntries(Object.entries(value));
}
