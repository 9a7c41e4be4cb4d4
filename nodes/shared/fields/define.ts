import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { alphabetical } from './alphabetical';

/** Short forms for the fields of a group; the name of each is the name of the vendor's parameter. */

/** A switch that is on once it is added. */
export function booleanField(name: string, displayName: string, description: string): INodeProperties {
	return { displayName, name, type: 'boolean', default: true, description };
}

/** A switch that is off once it is added, for what the vendor does by itself. */
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

/** Several texts, one a row. */
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

/** What most people look for in a group. */
export interface LeadField {
	/** The field that stands before the others, which follow the alphabet. */
	field: INodeProperties;
	/** Instead of «Add parameter». */
	placeholder: string;
	/** What happens without it. */
	description: string;
}

/** A group of parameters of which only those that the person adds are sent. */
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

/** The «Filters» of a list; read with `readGroup`. */
export function filtersField(fields: INodeProperties[]): INodeProperties {
	return { ...groupField('filters', 'Filters', fields), placeholder: 'Add filter' };
}
