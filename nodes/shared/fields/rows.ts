import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isJsonObject } from '../core/json';

/** A field for several rows with the same columns; `row` is the label of one row. */
export function rowsField(
	name: string,
	displayName: string,
	description: string,
	row: string,
	values: INodeProperties[],
): INodeProperties {
	return {
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: `Add ${row.toLowerCase()}`,
		default: {},
		description,
		options: [{ displayName: row, name: 'rows', values }],
	};
}

/** A text column of such a field. */
export function cell(
	name: string,
	displayName: string,
	placeholder: string,
	description?: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder,
		...(description === undefined ? {} : { description }),
	};
}

/** A field for HTTP headers, whose values the editor masks. */
export function headersField(name: string, displayName: string, description: string): INodeProperties {
	return rowsField(name, displayName, description, 'Header', [
		cell('name', 'Name', 'e.g. Authorization'),
		{ ...cell('value', 'Value', 'e.g. Bearer …'), typeOptions: { password: true } },
	]);
}

/** The rows of such a field, as the editor stores them or as an expression returns them. */
export function rowsOf(value: unknown): IDataObject[] {
	const rows: unknown = isJsonObject(value) && 'rows' in value ? value.rows : value;
	return Array.isArray(rows) ? rows.filter(isJsonObject) : [];
}
