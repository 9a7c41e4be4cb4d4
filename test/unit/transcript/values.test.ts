import {
	channelOf,
	dropUndefined,
	fromMs,
	toConfidence,
	toSeconds,
} from '../../../nodes/shared/transcript/values';

it.each([
	[1234, 1.234],
	[1234.5, 1.235],
	[0, 0],
	[-7, 0],
])('%d ms are %d s', (ms, seconds) => {
	expect(fromMs(ms)).toBe(seconds);
});

it.each([
	[1.2345, 1.235],
	[1.2344, 1.234],
	[-0.5, 0],
])('%d s to the millisecond are %d s', (given, seconds) => {
	expect(toSeconds(given)).toBe(seconds);
});

it.each([
	[0.93, 0.93],
	[1.2, 1],
	[-0.1, 0],
	[null, null],
	[undefined, null],
	[Number.NaN, null],
	[Infinity, null],
])('a confidence of %p is %p', (given, confidence) => {
	expect(toConfidence(given)).toBe(confidence);
});

it.each([
	[1, '1'],
	['agent', 'agent'],
	['', ''],
	[0, '0'],
	[null, null],
	[undefined, null],
])('the channel %p is %p', (given, channel) => {
	expect(channelOf(given)).toBe(channel);
});

it('members that are undefined are omitted, all others are kept', () => {
	const value = { a: undefined, b: null, c: 0, d: '', e: false };
	expect(dropUndefined(value)).toBe(value);
	expect(Object.keys(value)).toEqual(['b', 'c', 'd', 'e']);
});
