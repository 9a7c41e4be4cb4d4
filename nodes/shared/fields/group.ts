import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import { isJsonObject, listFromJson } from '../core/json';
import { requirementOf } from '../core/requirement';
import { daySchema, timeSchema } from './dates';
import { isBlank, numeric } from './numeric';
import { checkField, jsonObjectFrom, objectSchema, readOptions, type ParameterSource } from './parameters';

/** The values of a group of parameters by name; parameters that are not set or empty are absent. */
export type GroupValues = Record<string, string | number | boolean | string[] | IDataObject | IDataObject[]>;

/**
 * Reads a collection by the definition that the editor shows, so that an expression that returns a wrong type or a
 * number out of range fails here and not at the vendor. Lists may be arrays, lines or comma-separated text; times
 * without a time zone are in that of the workflow.
 * @throws NodeOperationError that names group and field
 */
export function readGroup(source: ParameterSource, group: INodeProperties): GroupValues {
	const options = readOptions(source, group.name, group.displayName);
	return readValues(source, fieldsOf(group), (field) => ({
		given: options[field.name],
		label: `${group.displayName}: ${field.displayName}`,
	}));
}

/** Reads fields that are in no collection, like `readGroup`. @throws NodeOperationError that names the field */
export function readFields(source: ParameterSource, fields: readonly INodeProperties[]): GroupValues {
	return readValues(source, fields, (field) => ({
		given: source.context.getNodeParameter(field.name, source.itemIndex, undefined),
		label: field.displayName,
	}));
}

function readValues(
	source: ParameterSource,
	fields: readonly INodeProperties[],
	read: (field: INodeProperties) => { given: unknown; label: string },
): GroupValues {
	const values: GroupValues = {};
	for (const field of fields) {
		const { given, label } = read(field);
		if (isBlank(given)) continue;
		const value =
			field.type === 'json'
				? jsonObjectFrom(source, label, given)
				: checkField(source, label, schemaOf(field, source), given);
		if (value !== '' && !(Array.isArray(value) && value.length === 0)) values[field.name] = value;
	}
	return values;
}

/** The fields inside a collection. */
function fieldsOf(group: INodeProperties): INodeProperties[] {
	return (group.options ?? []).filter((option): option is INodeProperties => 'type' in option);
}

type Value = GroupValues[string];

function schemaOf(field: INodeProperties, { context }: ParameterSource): z.ZodType<Value> {
	if (field.type === 'fixedCollection') return rowsSchema(field);
	if (field.type === 'multiOptions' || field.typeOptions?.multipleValues === true) return listSchema;
	if (field.type === 'resourceLocator') return locatorSchema;
	if (field.type === 'boolean') return booleanSchema;
	if (field.type === 'number') return numberSchema(field);
	if (field.type === 'dateTime') {
		return field.typeOptions?.dateOnly === true ? daySchema : timeSchema(context.getTimezone());
	}
	return textSchema;
}

const textSchema = z.lazy(() =>
	z.union([z.string(), z.number()], { error: 'must be text' }).transform((value) => String(value).trim()),
);

/** The value of a resource locator, as the editor stores it or as an expression returns it. */
const locatorSchema = z.lazy(() =>
	z.union([textSchema, z.looseObject({ value: textSchema }).transform(({ value }) => value)], {
		error: 'must be text',
	}),
);

const booleanSchema = z.lazy(() =>
	z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })], {
		error: 'must be true or false',
	}),
);

const listSchema = z.unknown().transform((value, context): string[] => {
	const list = entriesOf(value);
	if (list !== undefined) return list;
	context.addIssue({ code: 'custom', message: 'must be a list of text values' });
	return z.NEVER;
});

/**
 * The entries of a field, or of an expression that returns an array, a list as JSON text, lines or one comma-separated
 * line. Other values have no entries.
 */
export function toList(value: unknown): string[] {
	return entriesOf(value) ?? [];
}

/** The trimmed entries that are not empty, `undefined` if an entry is neither text nor a number. */
function entriesOf(value: unknown): string[] | undefined {
	const list = typeof value === 'string' ? listFromJson(value) : value;
	if (Array.isArray(list)) {
		const entries = list.map((entry: unknown) => entryOf(entry));
		return entries.every((entry) => entry !== undefined) ? entries.flat() : undefined;
	}
	if (typeof value === 'string') return parts(value.split(value.includes('\n') ? '\n' : ','));
	return typeof value === 'number' ? [String(value)] : undefined;
}

/** An entry of a field with several rows; an expression in a row may return a list. */
function entryOf(entry: unknown): string[] | undefined {
	if (Array.isArray(entry)) return entriesOf(entry);
	if (typeof entry === 'number') return [String(entry)];
	if (typeof entry !== 'string') return undefined;
	const list = listFromJson(entry);
	return list === undefined ? parts([entry]) : entriesOf(list);
}

function parts(texts: readonly string[]): string[] {
	return texts.map((text) => text.trim()).filter((text) => text !== '');
}

function numberSchema(field: INodeProperties): z.ZodType<number> {
	const { minValue = -Number.MAX_SAFE_INTEGER, maxValue = Number.MAX_SAFE_INTEGER } = field.typeOptions ?? {};
	return numeric.pipe(
		z
			.number()
			.min(minValue)
			.max(maxValue)
			.refine(
				(value) => field.typeOptions?.numberPrecision !== undefined || Number.isInteger(value),
				'must be a whole number',
			),
	);
}

const NOT_ROWS = 'must be a list of rows';

/** The rows of a fixed collection that has one kind of row, named by its first option; cells are not converted. */
function rowsSchema(field: INodeProperties): z.ZodType<IDataObject[]> {
	const [rowType] = field.options ?? [];
	const name = rowType?.name ?? 'rows';
	const columns = rowType !== undefined && 'values' in rowType ? rowType.values : [];
	const row = objectSchema.check(({ value, issues }) => {
		for (const column of columns) {
			const cell: unknown = value[column.name];
			const found = isBlank(cell)
				? undefined
				: cellSchema(column).safeParse(cell, { error: requirementOf }).error;
			for (const { message, path } of found?.issues ?? []) {
				issues.push({ code: 'custom', input: cell, message, path: [column.name, ...path] });
			}
		}
	});
	return z
		.unknown()
		.transform((value) => (isJsonObject(value) ? (value[name] ?? []) : value))
		.pipe(z.array(row, { error: NOT_ROWS }));
}

function cellSchema(column: INodeProperties): z.ZodType {
	if (column.type === 'fixedCollection') return rowsSchema(column);
	if (column.type === 'multiOptions') return listSchema;
	if (column.type !== 'string') return z.unknown();
	return z.union([z.string(), z.number(), z.array(z.unknown())], { error: 'must be text' });
}

/** The rows of a field that is in no group. @throws NodeOperationError that names the field */
export function readRows(source: ParameterSource, field: INodeProperties): IDataObject[] {
	const value: unknown = source.context.getNodeParameter(field.name, source.itemIndex, {});
	return isBlank(value) ? [] : checkField(source, field.displayName, rowsSchema(field), value);
}

/** The entries of a list that is in no group; none if an expression returned nothing. @throws NodeOperationError */
export function readList(source: ParameterSource, name: string, label: string): string[] {
	const value: unknown = source.context.getNodeParameter(name, source.itemIndex, []);
	return isBlank(value) ? [] : checkField(source, label, listSchema, value);
}
