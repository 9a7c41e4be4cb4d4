import { alphabetical } from '../../../nodes/shared/fields/alphabetical';

it("sorts labels like n8n's lint rule, also where one is the beginning of another", () => {
	const names = [
		'Chinese (Mandarin, Taiwan)',
		'Chinese (Mandarin)',
		'Chinese',
		'Captions (.vtt)',
		'Captions (.srt)',
		'Speakers: Minimum',
		'Speakers',
		'SRT',
		'e.g. this',
		'A & B',
		'A/B',
		'A-B',
		'2 Words',
		'10 Words',
	];
	const byRule = [...names].sort((a, b) => a.localeCompare(b, undefined, { sensitivity: 'base' }));
	expect(alphabetical(names.map((name) => ({ name }))).map(({ name }) => name)).toEqual(byRule);
	expect(
		alphabetical([
			{ name: 'b', displayName: 'A' },
			{ name: 'a', displayName: 'B' },
		]),
	).toEqual([
		{ name: 'b', displayName: 'A' },
		{ name: 'a', displayName: 'B' },
	]);
});
