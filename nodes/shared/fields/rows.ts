import type { IDataObject, INodeProperties } from 'n8n-workflow';

/** A field that takes several rows of the same few values. */
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

/** A text within a row. */
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

/** Headers that Speechmatics sends along, with hidden values. */
export function headersField(name: string, displayName: string, description: string): INodeProperties {
	return rowsField(name, displayName, description, 'Header', [
		cell('name', 'Name', 'e.g. Authorization'),
		{ ...cell('value', 'Value', 'e.g. Bearer …'), typeOptions: { password: true } },
	]);
}

/** The rows of such a field, from the editor's form or an expression that gives a list. */
export function rowsOf(value: unknown): IDataObject[] {
	const rows: unknown = isObject(value) && 'rows' in value ? value.rows : value;
	return Array.isArray(rows) ? rows.filter(isObject) : [];
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
