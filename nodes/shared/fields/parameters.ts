import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';
import { z } from 'zod/v4';

import { isJsonObject } from '../core/json';
import { messageOf } from '../core/messageOf';
import { isDotSegment } from '../core/path';
import { requirementOf } from '../core/requirement';
import { isWebAddress, normalizedUrl } from '../core/webAddress';
import { isBlank, numeric } from './numeric';
import { NOT_A_WEB_ADDRESS } from './urlMembers';

/** Where parameters are read: a node's context and one item. */
export interface ParameterSource {
	readonly context: IExecuteFunctions;
	readonly itemIndex: number;
}

/**
 * Reads one parameter and checks it. `fallback` is the value of an option that is not set.
 * @throws NodeOperationError that names the field as the editor shows it
 */
function readParameter<T>(
	source: ParameterSource,
	name: string,
	label: string,
	schema: z.ZodType<T>,
	fallback?: T,
): T {
	const value: unknown = source.context.getNodeParameter(name, source.itemIndex, fallback);
	return checkField(source, label, schema, value);
}

/**
 * Checks the value of a field. The messages of the schema must be predicates, e.g. `must be text`; those that zod
 * would write itself are replaced by `requirementOf`.
 * @throws NodeOperationError that names the field
 */
export function checkField<T>(
	source: ParameterSource,
	label: string,
	schema: z.ZodType<T>,
	value: unknown,
): T {
	const result = schema.safeParse(value, { error: requirementOf });
	if (result.success) return result.data;
	const issue = result.error.issues[0];
	const where = issue && issue.path.length > 0 ? ` (at ${issue.path.join('.')})` : '';
	throw fieldError(source, label, `${issue?.message ?? 'is not valid'}${where}`);
}

/** The value of a resource locator; an expression in its place may return anything. */
function readResourceLocator(source: ParameterSource, name: string, label: string): unknown {
	try {
		const value: unknown = source.context.getNodeParameter(name, source.itemIndex, '', {
			extractValue: true,
		});
		return value;
	} catch (error) {
		// n8n reads members of `null`.
		const reason = error instanceof TypeError ? 'is empty' : `could not be read: ${messageOf(error)}`;
		throw fieldError(source, label, reason, 'Choose an entry from the list or enter its ID.');
	}
}

/** One of the values that a field offers; an expression may return others. @throws NodeOperationError */
export function readEnum<T extends string>(
	source: ParameterSource,
	name: string,
	label: string,
	values: readonly T[],
	fallback: T,
): T {
	return readParameter(source, name, label, z.enum(values), fallback);
}

/**
 * The error for a field whose value cannot be used. Its message is `"Label" predicate`.
 * @param predicate starts with a verb, e.g. `must be at least 1`
 * @param hint what to do about it
 */
export function fieldError(
	source: ParameterSource,
	label: string,
	predicate: string,
	hint?: string,
): NodeOperationError {
	const message = `"${label}" ${predicate}`;
	const error = new NodeOperationError(source.context.getNode(), message, {
		itemIndex: source.itemIndex,
		...(hint === undefined ? {} : { description: hint }),
	});
	// n8n replaces a message in which it finds an error code of Node.js, e.g. EEXIST in a URL with "preexisting".
	error.message = message;
	return error;
}

export function readText(source: ParameterSource, name: string, label: string, fallback?: string): string {
	return readParameter(source, name, label, z.string(), fallback).trim();
}

export function readRequiredText(
	source: ParameterSource,
	name: string,
	label: string,
	fallback?: string,
): string {
	const value = readText(source, name, label, fallback);
	if (value === '') {
		throw fieldError(source, label, 'is required', 'Enter a value or an expression that returns one.');
	}
	return value;
}

/** A parameter that must be a web address. @throws NodeOperationError */
export function readWebAddress(
	source: ParameterSource,
	name: string,
	label: string,
	fallback?: string,
): string {
	return checkWebAddress(source, label, readRequiredText(source, name, label, fallback));
}

/** The value if it is a web address, see `normalizedUrl`. @throws NodeOperationError */
export function checkWebAddress(source: ParameterSource, label: string, url: string): string {
	if (isWebAddress(url)) return normalizedUrl(url);
	throw fieldError(source, label, NOT_A_WEB_ADDRESS.what, NOT_A_WEB_ADDRESS.hint);
}

export function readBoolean(
	source: ParameterSource,
	name: string,
	label: string,
	fallback?: boolean,
): boolean {
	return readParameter(source, name, label, z.boolean(), fallback);
}

/** Limits of a number. */
interface Range {
	min: number;
	max?: number;
	/** Whether it must be a whole number. */
	whole?: boolean;
}

function numberIn({ min, max = Number.MAX_SAFE_INTEGER, whole = false }: Range) {
	const inRange = z.number().min(min).max(max);
	return numeric.pipe(whole ? inRange.int() : inRange);
}

export function readNumber(source: ParameterSource, name: string, label: string, range: Range): number {
	return readParameter(source, name, label, numberIn(range));
}

/**
 * A number among the options. An option that is not set, or an expression that returns nothing, has the default value of
 * the field: as 0, it could mean the opposite.
 * @throws NodeOperationError that names the option
 */
export function readNumberOption(source: ParameterSource, option: NumberOption, range: Range): number {
	const given: unknown = source.context.getNodeParameter(`options.${option.name}`, source.itemIndex, null);
	return isBlank(given) ? option.default : checkField(source, optionLabel(option), numberIn(range), given);
}

/** An option that is a number. */
export type NumberOption = INodeProperties & { default: number };

/** A collection of options; an option that is not set is absent. */
export function readOptions(source: ParameterSource, name: string, label: string): IDataObject {
	return readParameter(source, name, label, objectSchema, {});
}

/** An object with unknown members, as text in JSON fields and as it is in collections. */
export const objectSchema: z.ZodType<IDataObject> = z.custom<IDataObject>(isJsonObject, 'must be an object');

/** The label of an option, with the name of the collection that the editor shows it in. */
export function optionLabel({ displayName }: Pick<INodeProperties, 'displayName'>): string {
	return `Options: ${displayName}`;
}

/** An option that holds JSON. Default: an empty object. See `jsonObjectFrom`. */
export function readJsonOption(source: ParameterSource, option: INodeProperties): IDataObject {
	const value: unknown = source.context.getNodeParameter(`options.${option.name}`, source.itemIndex, '');
	return jsonObjectFrom(source, optionLabel(option), value);
}

/**
 * An object from JSON text or, if an expression returned one, the object itself. An empty value becomes an empty
 * object.
 * @throws NodeOperationError
 */
export function jsonObjectFrom(source: ParameterSource, label: string, value: unknown): IDataObject {
	if (value === undefined || value === null) return {};
	if (typeof value !== 'string') return checkField(source, label, objectSchema, value);
	if (value.trim() === '') return {};
	let parsed: unknown;
	try {
		parsed = JSON.parse(value);
	} catch (error) {
		throw fieldError(
			source,
			label,
			`is not valid JSON: ${messageOf(error)}`,
			'Enter an object such as {"name": "value"}.',
		);
	}
	return checkField(source, label, objectSchema, parsed);
}

const jobId = z.lazy(() => z.union([z.string(), z.number()], { error: 'must be text or a number' }));

/** Far longer than the ID of any vendor; a whole text is not an ID. */
const LONGEST_ID = 1000;

/** The ID of a job from a resource locator, a text field or an expression. @throws NodeOperationError */
export function readJobId(source: ParameterSource, name = 'jobId', label = 'Job ID'): string {
	const value = readResourceLocator(source, name, label);
	const id = String(checkField(source, label, jobId, value)).trim();
	if (id === '') {
		throw fieldError(source, label, 'is required', 'Choose a job from the list or enter its ID.');
	}
	// A lone surrogate cannot be percent-encoded.
	if (id.length > LONGEST_ID || isDotSegment(id) || /\p{Surrogate}/u.test(id)) {
		throw fieldError(source, label, 'is not a valid ID', 'Choose a job from the list or enter its ID.');
	}
	return id;
}
