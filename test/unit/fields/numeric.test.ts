import { numeric } from '../../../nodes/shared/fields/numeric';

it.each([
	[0, 0],
	[2.5, 2.5],
	[' 7 ', 7],
	['-1e3', -1000],
])('accepts %j as %d', (value, number) => {
	expect(numeric.parse(value)).toBe(number);
});

it.each(
	[['', ' ', null, true, false, undefined, 'seven', Number.NaN, Infinity, [], [5], {}]]
		.flat()
		.map((value) => ({ value })),
)('does not accept $value as a number', ({ value }) => {
	expect(numeric.safeParse(value).error?.issues[0]?.message).toBe('must be a number');
});
