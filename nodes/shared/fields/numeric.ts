import { z } from 'zod/v4';

/** Whether a field has no value, as if it were not set: an expression may return `null` or nothing but white space. */
export function isBlank(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/**
 * A number as fields and expressions return it: a number, or text that holds one. Empty text, `null` and booleans are
 * none, although JavaScript would make numbers of them.
 */
export const numeric = z.unknown().transform((value, context): number => {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && Number.isFinite(number)) return number;
	context.addIssue({ code: 'custom', message: 'must be a number' });
	return z.NEVER;
});
