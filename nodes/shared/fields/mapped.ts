import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { groupField } from './define';
import { isSetAt } from './exclusions';
import { readFields, readGroup, type GroupValues } from './group';
import { fieldError, type ParameterSource } from './parameters';
import { setAt } from './setPath';

/** A field of the editor and the member of the request it sets. */
export interface MappedField {
	field: INodeProperties;
	/** Path of the member, separated by dots, e.g. `transcription_config.domain`. */
	path: string;
	/** Converts the value to what is sent; `undefined` sends nothing. Default: the value is sent unchanged. */
	toValue?: ToValue;
	/** Name of the toggle that the field requires; see `onlyWith`. */
	needs?: string;
	/** Whether only the options of the field are accepted; see `onlyOptions`. */
	isClosed?: boolean;
}

/** Converts the value of a field; `values` holds the values of all fields of the request. */
export type ToValue = (value: GroupValues[string], values: GroupValues) => unknown;

/** Fields that are bound to members of the request. */
export interface MappedGroup {
	/** The collection that contains the fields. Without one they are always visible. */
	property?: INodeProperties;
	fields: readonly MappedField[];
}

/** Binds a field to a member of the request; see `MappedField`. Several members may be bound to one field. */
export function at(path: string, field: INodeProperties, toValue?: ToValue): MappedField {
	return { path, field, ...(toValue ? { toValue } : {}) };
}

/** A field that works only if a toggle is on; otherwise `applyGroups` rejects it. */
export function onlyWith(toggle: string, mapped: MappedField): MappedField {
	return { ...mapped, needs: toggle };
}

/** A field whose value is converted, so that a value of an expression that is not an option would have no effect. */
export function onlyOptions(mapped: MappedField): MappedField {
	return { ...mapped, isClosed: true };
}

/** A collection of mapped fields; see `groupField`. */
export function mappedGroup(
	name: string,
	displayName: string,
	fields: readonly MappedField[],
): MappedGroup & { property: INodeProperties } {
	return { property: groupField(name, displayName, distinctFields(fields)), fields };
}

/** The collection of everything that few recordings need. */
export function additionalFields(fields: readonly MappedField[]): MappedGroup {
	const { property } = mappedGroup('additionalFields', 'Additional Fields', fields);
	return { property: { ...property, placeholder: 'Add field' }, fields };
}

/** The properties of groups in the editor. */
export function propertiesOf(groups: readonly MappedGroup[]): INodeProperties[] {
	return groups.flatMap(({ property, fields }) => (property ? [property] : distinctFields(fields)));
}

function distinctFields(fields: readonly MappedField[]): INodeProperties[] {
	return [...new Set(fields.map(({ field }) => field))];
}

/** The label of a field in errors, e.g. `Additional Fields: Domain`. */
export function labelIn({ property }: MappedGroup, { displayName }: INodeProperties): string {
	return property ? `${property.displayName}: ${displayName}` : displayName;
}

/** The value of a toggle for a feature that is requested with an empty object. */
export function whenOn(value: GroupValues[string]): object | undefined {
	return value === true ? {} : undefined;
}

/** The values of all fields by name; fields that are not set are absent. @throws NodeOperationError that names the field */
export function readGroups(source: ParameterSource, groups: readonly MappedGroup[]): GroupValues {
	const values: GroupValues = {};
	for (const { property, fields } of groups) {
		const read = property ? readGroup(source, property) : readFields(source, distinctFields(fields));
		Object.assign(values, read);
	}
	return values;
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
	const values = readGroups(source, groups);
	const fields = groups.flatMap((group) => group.fields);
	for (const group of groups) {
		for (const mapped of group.fields) {
			const { field, path, toValue, isClosed } = mapped;
			const given = values[field.name];
			const label = labelIn(group, field);
			if (given === undefined || !isAllowed(source, label, mapped, { values, fields })) continue;
			if (isClosed === true) rejectUnknownOption(source, label, field, given);
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
	label: string,
	{ field, needs }: MappedField,
	all: { values: GroupValues; fields: readonly MappedField[] },
): boolean {
	if (needs === undefined || all.values[needs] === true) return true;
	if (all.values[field.name] === false) return false;
	const toggle = all.fields.find((each) => each.field.name === needs)?.field.displayName ?? needs;
	throw fieldError(
		source,
		label,
		`works only with "${toggle}"`,
		`Turn on "${toggle}", or remove this field.`,
	);
}

function rejectUnknownOption(
	source: ParameterSource,
	label: string,
	{ options = [] }: INodeProperties,
	given: unknown,
): void {
	const values = options.flatMap((option) => ('value' in option ? [option.value] : []));
	if (values.some((value) => value === given)) return;
	const offered = values.filter((value) => value !== '').join(', ');
	throw fieldError(source, label, `must be one of: ${offered}`);
}

/**
 * The label of the field that sets a member, e.g. `Additional Fields: Summary`; for an object that several fields set,
 * the label of the first one that is set in the request. `undefined` if no field sets it.
 */
export function labelOfPath(
	groups: readonly MappedGroup[],
	path: string,
	request: IDataObject = {},
): string | undefined {
	const all = groups.flatMap((group) =>
		group.fields.map(({ path: each, field }) => ({ path: each, label: labelIn(group, field) })),
	);
	const found =
		all.find((each) => each.path === path) ??
		all.find((each) => each.path.startsWith(`${path}.`) && isSetAt(request, each.path));
	return found?.label;
}
