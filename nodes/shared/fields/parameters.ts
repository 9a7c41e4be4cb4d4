import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';
import { z } from 'zod/v4';

import { isDotSegment } from '../core/path';

/** Where parameters are read: a node's context and one item. */
export interface ParameterSource {
	readonly context: IExecuteFunctions;
	readonly itemIndex: number;
}

/**
 * Reads one parameter and checks it. `fallback` stands for one that is left out, which only options may be.
 * @throws NodeOperationError that names the field as the editor shows it
 */
export function readParameter<T>(
	source: ParameterSource,
	name: string,
	label: string,
	schema: z.ZodType<T>,
	fallback?: T,
): T {
	const value: unknown = source.context.getNodeParameter(name, source.itemIndex, fallback);
	return checkField(source, label, schema, value);
}

/** Checks a value that a person gave. @throws NodeOperationError that names the field */
export function checkField<T>(
	source: ParameterSource,
	label: string,
	schema: z.ZodType<T>,
	value: unknown,
): T {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	const issue = result.error.issues[0];
	const where = issue && issue.path.length > 0 ? ` (${issue.path.join('.')})` : '';
	throw fieldError(source, label, `${issue?.message ?? 'not valid'}${where}`);
}

/** What a resource locator stands for; an expression in place of the whole may give anything. */
function readResourceLocator(source: ParameterSource, name: string, label: string) {
	try {
		const value: unknown = source.context.getNodeParameter(name, source.itemIndex, '', {
			extractValue: true,
		});
		return value;
	} catch (error) {
		const why = error instanceof Error ? error.message : '';
		throw new NodeOperationError(source.context.getNode(), `«${label}»: cannot be read: ${why}`, {
			itemIndex: source.itemIndex,
			description: 'Choose an entry from the list, or enter its ID.',
		});
	}
}

/** One of the values that a field offers; an expression may give others. @throws NodeOperationError */
export function readEnum<T extends string>(
	source: ParameterSource,
	name: string,
	label: string,
	values: readonly T[],
	fallback: T,
): T {
	const value: unknown = source.context.getNodeParameter(name, source.itemIndex, fallback);
	const found = values.find((each) => each === value);
	if (found !== undefined) return found;
	throw fieldError(source, label, `must be one of: ${values.join(', ')}`);
}

/** The error for a field that cannot be used as it is. */
export function fieldError(source: ParameterSource, label: string, what: string, hint?: string) {
	return new NodeOperationError(source.context.getNode(), `«${label}»: ${what}`, {
		itemIndex: source.itemIndex,
		...(hint === undefined ? {} : { description: hint }),
	});
}

const text = z.string({ error: 'expected a text' });

export function readText(source: ParameterSource, name: string, label: string, fallback?: string): string {
	return readParameter(source, name, label, text, fallback).trim();
}

export function readRequiredText(
	source: ParameterSource,
	name: string,
	label: string,
	fallback?: string,
): string {
	const value = readText(source, name, label, fallback);
	if (value === '')
		throw fieldError(source, label, 'is empty', 'Enter a value, or an expression that gives one.');
	return value;
}

export function readBoolean(
	source: ParameterSource,
	name: string,
	label: string,
	fallback?: boolean,
): boolean {
	return readParameter(source, name, label, z.boolean({ error: 'expected true or false' }), fallback);
}

export function readNumber(
	source: ParameterSource,
	name: string,
	label: string,
	range: { min: number; max?: number },
): number {
	const number = z.coerce
		.number({ error: 'expected a number' })
		.min(range.min, `must be at least ${range.min}`)
		.max(range.max ?? Number.MAX_SAFE_INTEGER, `must be at most ${range.max ?? Number.MAX_SAFE_INTEGER}`);
	return readParameter(source, name, label, number);
}

/** A collection of options; what is not set is absent. */
export function readOptions(source: ParameterSource, name: string, label: string): IDataObject {
	const value: unknown = source.context.getNodeParameter(name, source.itemIndex, {});
	return checkField(source, label, optionsSchema, value);
}

const optionsSchema: z.ZodType<IDataObject> = z.custom<IDataObject>(
	(value) => typeof value === 'object' && value !== null && !Array.isArray(value),
	'expected an object',
);

/** Where an option stands, as the editor shows it. */
export function optionLabel({ displayName }: Pick<INodeProperties, 'displayName'>): string {
	return `Options: ${displayName}`;
}

/** An option that holds JSON; left out, it gives an empty object. See `jsonObjectFrom`. */
export function readJsonOption(source: ParameterSource, option: INodeProperties): IDataObject {
	const value: unknown = source.context.getNodeParameter(`options.${option.name}`, source.itemIndex, '');
	return jsonObjectFrom(source, optionLabel(option), value);
}

/** An object as text or, from an expression, as it is; empty gives an empty object. @throws NodeOperationError */
export function jsonObjectFrom(source: ParameterSource, label: string, value: unknown): IDataObject {
	if (value === undefined || value === null || value === '') return {};
	if (typeof value !== 'string') return checkField(source, label, optionsSchema, value);
	if (value.trim() === '') return {};
	let parsed: unknown;
	try {
		parsed = JSON.parse(value);
	} catch (error) {
		throw new NodeOperationError(
			source.context.getNode(),
			`«${label}»: this is no JSON: ${error instanceof Error ? error.message : ''}`,
			{ itemIndex: source.itemIndex, description: 'Enter an object such as {"name": "value"}.' },
		);
	}
	return checkField(source, label, optionsSchema, parsed);
}

const jobId = z.union([z.string(), z.number()], { error: 'expected a text or a number' });

/** The id of a job from a resource locator, a text or an expression. */
export function readJobId(source: ParameterSource, name = 'jobId', label = 'Job ID'): string {
	const value = readResourceLocator(source, name, label);
	const id = checkField(source, label, jobId, value);
	const trimmed = String(id).trim();
	if (trimmed === '') {
		throw fieldError(source, label, 'is empty', 'Choose a job from the list, or enter its ID.');
	}
	// Half a character cannot be put into an address.
	if (isDotSegment(trimmed) || /\p{Surrogate}/u.test(trimmed)) {
		throw fieldError(source, label, `«${trimmed}» is not an ID`);
	}
	return trimmed;
}
