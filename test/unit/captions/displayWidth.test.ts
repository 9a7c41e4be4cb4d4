import { displayWidth } from '../../../nodes/shared/captions';

describe('displayWidth', () => {
	it.each([
		['', 0],
		['Hello, world.', 13],
		['Grüße – „ja“…', 13],
		['e\u0301te\u0301', 3],
		['東京', 4],
		['ｶﾀｶﾅ', 4],
		['カタカナ', 8],
		['한국어', 6],
		['สวัสดี', 4],
		['مَرحبا', 5],
		['नमस्ते', 4],
		['👍🏽', 2],
		['👩‍👩‍👧', 2],
		['🇿🇦', 2],
		['a\u200bb\u00ad', 2],
		['\u2068Anna\u2069: ', 6],
	])('counts what is visible: %j is %i', (text, width) => {
		expect(displayWidth(text)).toBe(width);
	});
});
