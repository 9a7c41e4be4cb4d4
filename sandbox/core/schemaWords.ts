import type { z } from 'zod/v4';

/**
 * What is wrong with a value, in words of the sandbox instead of those of zod, for schemas without a message of their
 * own.
 */
export function schemaWords(issue: z.core.$ZodRawIssue): string {
	switch (issue.code) {
		case 'invalid_type':
			return issue.input === undefined ? 'is required' : `is not of type ${issue.expected}`;
		case 'invalid_value':
			return `should be one of [${issue.values.map(String).join(' ')}]`;
		case 'too_small':
			return `should be greater than or equal to ${issue.minimum}`;
		case 'too_big':
			return `should be less than or equal to ${issue.maximum}`;
		case 'unrecognized_keys':
			return `unknown fields [${issue.keys.join(' ')}]`;
		default:
			return 'does not match the schema';
	}
}
