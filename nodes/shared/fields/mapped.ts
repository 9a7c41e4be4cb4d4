import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { groupField, type LeadField } from './define';
import { readGroup, type GroupValues } from './group';
import type { ParameterSource } from './parameters';
import { setAt } from './setPath';

/** A field of the editor and the member of the request that it sets. */
export interface MappedField {
	field: INodeProperties;
	/** Where the value goes, e.g. `transcription_config.domain`; members are separated by dots. */
	path: string;
	/** What is sent, made of the value and of the others in its group; `undefined` for nothing. Default: the value. */
	toValue?: ToValue;
}

export type ToValue = (value: GroupValues[string], group: GroupValues) => unknown;

/** A collection whose fields know their place in the request. */
export interface MappedGroup {
	property: INodeProperties;
	fields: readonly MappedField[];
}

/** Binds a field to its place in the request, and to what becomes of its value. */
export function at(path: string, field: INodeProperties, toValue?: ToValue): MappedField {
	return { path, field, ...(toValue ? { toValue } : {}) };
}

/** A collection of mapped fields; see `groupField`. */
export function mappedGroup(
	name: string,
	displayName: string,
	fields: readonly MappedField[],
	lead?: Omit<LeadField, 'field'> & { field: MappedField },
): MappedGroup {
	return {
		property: groupField(
			name,
			displayName,
			fields.map(({ field }) => field),
			lead && { ...lead, field: lead.field.field },
		),
		fields: lead ? [lead.field, ...fields] : fields,
	};
}

/** For a feature that is requested by an empty object. */
export function whenOn(value: GroupValues[string]): object | undefined {
	return value === true ? {} : undefined;
}

/**
 * Sets in the request what the groups of an item say; fields that are not set leave it as it is.
 * @throws NodeOperationError that names group and field
 */
export function applyGroups(
	source: ParameterSource,
	groups: readonly MappedGroup[],
	request: IDataObject,
): void {
	for (const { property, fields } of groups) {
		const values = readGroup(source, property);
		for (const { field, path, toValue } of fields) {
			const given = values[field.name];
			if (given === undefined) continue;
			const value = toValue ? toValue(given, values) : given;
			if (value !== undefined) setAt(request, path, value);
		}
	}
}

/** The label of the field that sets a member, e.g. `Speech Intelligence: Summary`; `undefined` without one. */
export function labelOfPath(groups: readonly MappedGroup[], path: string): string | undefined {
	for (const { property, fields } of groups) {
		const found = fields.find((each) => each.path === path);
		if (found) return `${property.displayName}: ${found.field.displayName}`;
	}
	return undefined;
}
