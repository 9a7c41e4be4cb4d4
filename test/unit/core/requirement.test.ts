import { z } from 'zod/v4';

import { requirementOf, typeOf } from '../../../nodes/shared/core/requirement';

/** What a schema requires of a value that it rejects. */
function required(schema: z.ZodType, value: unknown): string | undefined {
	return schema.safeParse(value, { error: requirementOf }).error?.issues[0]?.message;
}

it.each([
	[z.string(), 7, 'must be text'],
	[z.number(), '7', 'must be a number'],
	[z.int(), 7.5, 'must be a whole number'],
	[z.boolean(), 'yes', 'must be true or false'],
	[z.array(z.string()), {}, 'must be a list'],
	[z.object({}), [], 'must be an object'],
	[z.record(z.string(), z.string()), 'a', 'must be an object'],
	[z.date(), 'a', 'is not valid'],
	[z.enum(['low', 'high']), 'middle', 'must be one of: low, high'],
	[z.literal([1, 2]), 3, 'must be one of: 1, 2'],
	[z.number().min(1), 0, 'must be at least 1'],
	[z.number().max(9), 10, 'must be at most 9'],
	[z.string().regex(/a/u), 'b', 'is not valid'],
	[z.string(), undefined, 'has no value: its expression returned nothing'],
	[z.string(), null, 'has no value: its expression returned nothing'],
	[z.object({ a: z.string() }), { a: null }, 'has no value'],
	[z.object({ a: z.string() }), {}, 'has no value'],
	[z.object({ a: z.string() }), { a: 7 }, 'must be text'],
])('a value that is not valid %#: %p %s', (schema, value, message) => {
	expect(required(schema, value)).toBe(message);
});

it('a type without a name of its own is not valid, also if it is that of a property of all objects', () => {
	expect(typeOf('constructor')).toBe('is not valid');
	expect(typeOf('int')).toBe('must be a whole number');
});
