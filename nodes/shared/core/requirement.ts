import type { z } from 'zod/v4';

import { ownProperty } from './ownProperty';

const TYPES: Readonly<Record<string, string>> = {
	string: 'must be text',
	number: 'must be a number',
	int: 'must be a whole number',
	boolean: 'must be true or false',
	array: 'must be a list',
	object: 'must be an object',
	record: 'must be an object',
};

/** The fields of a node have values, so only an expression can return none. */
const NOTHING = 'has no value: its expression returned nothing';

/** What a value must be by the name that zod has for its type, as a predicate. */
export function typeOf(expected: string): string {
	return ownProperty(TYPES, expected) ?? 'is not valid';
}

/**
 * What a value must be, as a predicate of its field, e.g. `must be at least 1`. For what a schema finds wrong with a
 * value where the schema has no message of its own.
 */
export function requirementOf(issue: z.core.$ZodRawIssue): string {
	switch (issue.code) {
		case 'invalid_type':
			if (issue.input === undefined || issue.input === null) {
				return (issue.path ?? []).length === 0 ? NOTHING : 'has no value';
			}
			return typeOf(issue.expected);
		case 'invalid_value':
			return `must be one of: ${issue.values.map(String).join(', ')}`;
		case 'too_small':
			return `must be at least ${issue.minimum}`;
		case 'too_big':
			return `must be at most ${issue.maximum}`;
		default:
			return 'is not valid';
	}
}
