import { daySchema, timeSchema } from '../../../nodes/shared/fields/dates';

const NOT_DATES: Array<{ given: unknown }> = [
	'tomorrow',
	'11.03.2026',
	'2026-13-41',
	'2026-02-30',
	'2026-02-29T10:00:00Z',
	'2026-04-31 08:00',
	'2026-03-11T25:00',
	'2026-03-11T10:61',
	'2026-03-11 and more',
	'',
	null,
	undefined,
	true,
	{},
	[],
	Number.NaN,
].map((given) => ({ given }));

describe('a day', () => {
	it.each([
		'2026-03-11',
		'2026-03-11T00:00:00',
		' 2026-03-11T09:30:00.000+07:00 ',
		'2026-03-11 09:30',
		{ toJSON: () => '2026-03-11T23:30:00.000+07:00' },
		new Date(Date.UTC(2026, 2, 11, 9, 30)),
		Date.UTC(2026, 2, 11, 9, 30),
	])('accepts %p', (given) => {
		expect(daySchema.parse(given)).toBe('2026-03-11');
	});

	it.each(['2028-02-29', '2000-02-29'])('accepts the leap day %s', (given) => {
		expect(daySchema.parse(given)).toBe(given);
	});

	it.each(NOT_DATES)('rejects $given', ({ given }) => {
		expect(daySchema.safeParse(given).error?.issues[0]?.message).toMatch(/must be a date such as/);
	});
});

describe('a point in time', () => {
	it.each<[unknown, string, string]>([
		['2026-03-11T09:30:00', 'Asia/Jakarta', '2026-03-11T02:30:00.000Z'],
		['2026-03-11 09:30', 'Africa/Johannesburg', '2026-03-11T07:30:00.000Z'],
		['2026-03-11', 'Asia/Jakarta', '2026-03-10T17:00:00.000Z'],
		['2026-03-11T09:30:00.250Z', 'Asia/Jakarta', '2026-03-11T09:30:00.250Z'],
		['2026-03-11T09:30:00+0200', 'Asia/Jakarta', '2026-03-11T07:30:00.000Z'],
		['2026-03-11T09:30:00', 'Asia/Kathmandu', '2026-03-11T03:45:00.000Z'],
		['2026-03-11T09:30:00', 'America/New_York', '2026-03-11T13:30:00.000Z'],
		['2026-01-11T09:30:00', 'America/New_York', '2026-01-11T14:30:00.000Z'],
		['2026-03-08T01:59:00', 'America/New_York', '2026-03-08T06:59:00.000Z'],
		['2026-03-08T03:00:00', 'America/New_York', '2026-03-08T07:00:00.000Z'],
		['2026-11-01T00:30:00', 'America/New_York', '2026-11-01T04:30:00.000Z'],
		['2026-11-01T02:30:00', 'America/New_York', '2026-11-01T07:30:00.000Z'],
		['2026-03-11T09:30:00', 'UTC', '2026-03-11T09:30:00.000Z'],
		['2026-03-11T09:30:00', 'DEFAULT', '2026-03-11T09:30:00.000Z'],
		[{ toJSON: () => '2026-03-11T23:30:00.000+07:00' }, 'UTC', '2026-03-11T16:30:00.000Z'],
		[Date.UTC(2026, 2, 11, 9, 30), 'Asia/Jakarta', '2026-03-11T09:30:00.000Z'],
	])('reads %p in %s as %s', (given, timeZone, expected) => {
		expect(timeSchema(timeZone).parse(given)).toBe(expected);
	});

	it.each(NOT_DATES)('rejects $given', ({ given }) => {
		expect(timeSchema('UTC').safeParse(given).error?.issues[0]?.message).toMatch(/must be a date such as/);
	});
});
