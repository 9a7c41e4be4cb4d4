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

/** A group of parameters; only those that the user adds are sent. Its fields are in alphabetical order. */
export function groupField(
	name: string,
	displayName: string,
	fields: readonly INodeProperties[],
): INodeProperties {
	return {
		displayName,
		name,
		type: 'collection',
		placeholder: 'Add parameter',
		default: {},
		options: alphabetical([...fields]),
	};
}

/** The "Filters" collection of a list operation; read with `readGroup`. */
export function filtersField(fields: INodeProperties[]): INodeProperties {
	return { ...groupField('filters', 'Filters', fields), placeholder: 'Add filter' };
}
