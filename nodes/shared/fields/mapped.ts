import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { groupField, type LeadField } from './define';
import { isSetAt } from './exclusions';
import { readGroup, type GroupValues } from './group';
import { fieldError, type ParameterSource } from './parameters';
import { setAt } from './setPath';

/** A field of the editor and the member of the request it sets. */
export interface MappedField {
	field: INodeProperties;
	/** Path of the member, separated by dots, e.g. `transcription_config.domain`. */
	path: string;
	/** Converts the value to what is sent; `undefined` sends nothing. Default: the value is sent unchanged. */
	toValue?: ToValue;
	/** Name of the toggle of the same group that the field requires; see `onlyWith`. */
	needs?: string;
}

/** Converts the value of a field; `group` holds the values of the other fields of its group. */
export type ToValue = (value: GroupValues[string], group: GroupValues) => unknown;

/** A collection whose fields are bound to members of the request. */
export interface MappedGroup {
	property: INodeProperties;
	fields: readonly MappedField[];
}

/** Binds a field to a member of the request; see `MappedField`. */
export function at(path: string, field: INodeProperties, toValue?: ToValue): MappedField {
	return { path, field, ...(toValue ? { toValue } : {}) };
}

/** A field that works only if a toggle of its group is on; otherwise `applyGroups` rejects it. */
export function onlyWith(toggle: string, mapped: MappedField): MappedField {
	return { ...mapped, needs: toggle };
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

/** The value of a toggle for a feature that is requested with an empty object. */
export function whenOn(value: GroupValues[string]): object | undefined {
	return value === true ? {} : undefined;
}

/**
 * Sets the members of a request from the groups of an item. Fields that are not set change nothing.
 * @throws NodeOperationError that names group and field
 */
export function applyGroups(
	source: ParameterSource,
	groups: readonly MappedGroup[],
	request: IDataObject,
): void {
	for (const group of groups) {
		const values = readGroup(source, group.property);
		for (const mapped of group.fields) {
			const { field, path, toValue } = mapped;
			const given = values[field.name];
			if (given === undefined || !isAllowed(source, group, mapped, values)) continue;
			const value = toValue ? toValue(given, values) : given;
			if (value !== undefined) setAt(request, path, value);
		}
	}
}

/**
 * Whether a field is sent: the toggle it requires is on. A field that is off itself is ignored.
 * @throws NodeOperationError if the field is set and the toggle is off
 */
function isAllowed(
	source: ParameterSource,
	{ property, fields }: MappedGroup,
	{ field, needs }: MappedField,
	values: GroupValues,
): boolean {
	if (needs === undefined || values[needs] === true) return true;
	if (values[field.name] === false) return false;
	const label = fields.find((each) => each.field.name === needs)?.field.displayName ?? needs;
	throw fieldError(
		source,
		`${property.displayName}: ${field.displayName}`,
		`works only with "${label}"`,
		`Turn on "${label}", or remove this field.`,
	);
}

/**
 * The label of the field that sets a member, e.g. `Speech Intelligence: Summary`; for an object that several fields set,
 * the label of the first one that is set in the request. `undefined` if no field sets it.
 */
export function labelOfPath(
	groups: readonly MappedGroup[],
	path: string,
	request: IDataObject = {},
): string | undefined {
	const all = groups.flatMap(({ property, fields }) =>
		fields.map((field) => ({
			path: field.path,
			label: `${property.displayName}: ${field.field.displayName}`,
		})),
	);
	const found =
		all.find((each) => each.path === path) ??
		all.find((each) => each.path.startsWith(`${path}.`) && isSetAt(request, each.path));
	return found?.label;
}
