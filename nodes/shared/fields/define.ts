import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { alphabetical } from './alphabetical';

/** A toggle of a collection that is on when it is added. `name` is usually the name of the vendor's parameter. */
export function booleanField(name: string, displayName: string, description: string): INodeProperties {
	return { displayName, name, type: 'boolean', default: true, description };
}

/** A toggle of a collection that is off when it is added, for a feature that the vendor turns on by default. */
export function booleanFieldOff(name: string, displayName: string, description: string): INodeProperties {
	return { displayName, name, type: 'boolean', default: false, description };
}

export function enumField(
	name: string,
	displayName: string,
	description: string,
	options: INodePropertyOptions[],
	byDefault = '',
): INodeProperties {
	return { displayName, name, type: 'options', options, default: byDefault, description };
}

export function multiEnumField(
	name: string,
	displayName: string,
	description: string,
	options: INodePropertyOptions[],
): INodeProperties {
	return { displayName, name, type: 'multiOptions', options, default: [], description };
}

export function textField(
	name: string,
	displayName: string,
	description: string,
	placeholder: string,
	rows?: number,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder,
		description,
		...(rows === undefined ? {} : { typeOptions: { rows } }),
	};
}

/** A field for several texts, one per row. */
export function textListField(
	name: string,
	displayName: string,
	description: string,
	placeholder: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		typeOptions: { multipleValues: true },
		default: [],
		placeholder,
		description,
	};
}

export function numberField(
	name: string,
	displayName: string,
	description: string,
	range: { minValue: number; maxValue?: number; numberPrecision?: number },
	byDefault: number,
): INodeProperties {
	return { displayName, name, type: 'number', typeOptions: range, default: byDefault, description };
}

/** The most used field of a group. */
export interface LeadField {
	/** Comes before the other fields, which are in alphabetical order. */
	field: INodeProperties;
	/** Text of the button that adds a field. Default: "Add parameter". */
	placeholder: string;
	/** Help text of the group, e.g. what happens if the field is not set. */
	description: string;
}

/** A group of parameters; only those that the user adds are sent. */
export function groupField(
	name: string,
	displayName: string,
	fields: INodeProperties[],
	lead?: LeadField,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'collection',
		placeholder: lead?.placeholder ?? 'Add parameter',
		default: {},
		...(lead ? { description: lead.description } : {}),
		options: [...(lead ? [lead.field] : []), ...alphabetical(fields)],
	};
}

/** The "Filters" collection of a list operation; read with `readGroup`. */
export function filtersField(fields: INodeProperties[]): INodeProperties {
	return { ...groupField('filters', 'Filters', fields), placeholder: 'Add filter' };
}
