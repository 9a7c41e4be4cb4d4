import { dateSchema, dayOf } from '../../../nodes/shared/fields/dates';

describe('dateSchema', () => {
	it.each([
		['2026-03-11', '2026-03-11'],
		[' 2026-03-11T09:30:00.000+07:00 ', '2026-03-11T09:30:00.000+07:00'],
		[{ toJSON: () => '2026-03-11T23:30:00.000+07:00' }, '2026-03-11T23:30:00.000+07:00'],
		[new Date(Date.UTC(2026, 2, 11, 9, 30)), '2026-03-11T09:30:00.000Z'],
		[Date.UTC(2026, 2, 11, 9, 30), '2026-03-11T09:30:00.000Z'],
	])('accepts %p', (given, expected) => {
		expect(dateSchema.parse(given)).toBe(expected);
		expect(dayOf(dateSchema.parse(given))).toBe('2026-03-11');
	});

	it.each(['tomorrow', '11.03.2026', '2026-13-41', '', null, undefined, true, {}, [], Number.NaN])(
		'rejects %p',
		(given) => {
			expect(dateSchema.safeParse(given).error?.issues[0]?.message).toMatch(/must be a date such as/);
		},
	);
});
