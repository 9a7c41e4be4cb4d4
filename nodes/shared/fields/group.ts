import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import { dateSchema } from './dates';
import { checkField, jsonObjectFrom, readOptions, type ParameterSource } from './parameters';

/** What a person set in a group of parameters, by the name of each; what is empty is absent. */
export type GroupValues = Record<string, string | number | boolean | string[] | IDataObject | IDataObject[]>;

/**
 * Reads a collection by the definition that the editor shows, so that an expression that gives a wrong type
 * or a number out of range is found here and not by the vendor. Lists are taken as lists, as lines or with commas.
 * @throws NodeOperationError that names group and field
 */
export function readGroup(source: ParameterSource, group: INodeProperties): GroupValues {
	const set = readOptions(source, group.name, group.displayName);
	const values: GroupValues = {};
	for (const field of fieldsOf(group)) {
		const given = set[field.name];
		if (given === undefined || given === null || given === '') continue;
		const label = `${group.displayName}: ${field.displayName}`;
		const value =
			field.type === 'json'
				? jsonObjectFrom(source, label, given)
				: checkField(source, label, schemaOf(field), given);
		if (value !== '' && !(Array.isArray(value) && value.length === 0)) values[field.name] = value;
	}
	return values;
}

/** The fields inside a collection. */
export function fieldsOf(group: INodeProperties): INodeProperties[] {
	return (group.options ?? []).filter((option): option is INodeProperties => 'type' in option);
}

const rowSchema: z.ZodType<IDataObject> = z.custom<IDataObject>(
	(value) => typeof value === 'object' && value !== null && !Array.isArray(value),
	'expected an object',
);

type Value = GroupValues[string];

function schemaOf(field: INodeProperties): z.ZodType<Value> {
	if (field.type === 'fixedCollection') return rowsSchema(field);
	if (field.type === 'multiOptions' || field.typeOptions?.multipleValues === true) return listSchema;
	if (field.type === 'resourceLocator') return pickedSchema;
	if (field.type === 'boolean') return booleanSchema;
	if (field.type === 'number') return numberSchema(field);
	if (field.type === 'dateTime') return dateSchema;
	return textSchema;
}

const textSchema = z
	.union([z.string(), z.number()], { error: 'expected a text' })
	.transform((value) => String(value).trim());

/** An entry of a list, as the editor keeps it or from an expression. */
const pickedSchema = z.union(
	[textSchema, z.looseObject({ value: textSchema }).transform(({ value }) => value)],
	{
		error: 'expected a text',
	},
);

const booleanSchema = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })], {
	error: 'expected true or false',
});

const listSchema = z
	.union([z.string(), z.array(z.union([z.string(), z.number()]))], { error: 'expected a list of texts' })
	.transform(toList);

/** A list as it comes from a multi-value field or an expression: a list, lines, or one line with commas. */
export function toList(value: string | ReadonlyArray<string | number>): string[] {
	const parts =
		typeof value === 'string' ? value.split(value.includes('\n') ? '\n' : ',') : value.map(String);
	return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function numberSchema(field: INodeProperties): z.ZodType<number> {
	const { minValue = -Number.MAX_SAFE_INTEGER, maxValue = Number.MAX_SAFE_INTEGER } = field.typeOptions ?? {};
	return z.coerce
		.number({ error: 'expected a number' })
		.min(minValue, `must be at least ${minValue}`)
		.max(maxValue, `must be at most ${maxValue}`)
		.refine(
			(value) => field.typeOptions?.numberPrecision !== undefined || Number.isInteger(value),
			'must be a whole number',
		);
}

/** Rows of a fixed collection with one kind of row, whose name is the first option's. */
function rowsSchema(field: INodeProperties): z.ZodType<IDataObject[]> {
	const name = field.options?.[0]?.name ?? 'rows';
	const rows = z.array(rowSchema, { error: 'expected rows' });
	return z.union([rows, z.looseObject({ [name]: rows.optional() }).transform((value) => value[name] ?? [])], {
		error: 'expected rows',
	});
}
