import fc from 'fast-check';

import { inPieces, whole } from '../../support/jsonInPieces';

const json = fc
	.tuple(fc.jsonValue({ maxDepth: 12 }), fc.constantFrom(undefined, 1, '\t', '\r\n'))
	.map(([value, indent]) => JSON.stringify(value, undefined, indent));
const piece = fc.integer({ min: 1, max: 40 });

it('returns the same as JSON.parse, whatever the size of the pieces', async () => {
	await fc.assert(
		fc.asyncProperty(json, piece, async (text, size) => {
			expect(await inPieces(text, size)).toStrictEqual(whole(text));
		}),
		{ numRuns: 1000 },
	);
});

it('accepts the same JSON as JSON.parse if something is changed, missing or added', async () => {
	const edit = fc.record({
		text: json,
		at: fc.nat(),
		drop: fc.integer({ min: 0, max: 3 }),
		insert: fc.constantFrom('', ',', '[', ']', '{', '}', '"', ':', '\\', ' ', '1', 'null', '\u0000'),
	});
	await fc.assert(
		fc.asyncProperty(edit, piece, async ({ text, at, drop, insert }, size) => {
			const from = at % (text.length + 1);
			const edited = text.slice(0, from) + insert + text.slice(from + drop);
			expect(await inPieces(edited, size)).toStrictEqual(whole(edited));
		}),
		{ numRuns: 3000 },
	);
});
