import fc from 'fast-check';

import { parseLongJson } from '../../../nodes/shared/core/longJson';

type Outcome = { value: unknown } | { error: true };

function whole(text: string): Outcome {
	try {
		const value: unknown = JSON.parse(text);
		return { value };
	} catch {
		return { error: true };
	}
}

async function inPieces(text: string, piece: number): Promise<Outcome> {
	return await parseLongJson(text, piece).then(
		(value) => ({ value }),
		(error: unknown) => {
			if (!(error instanceof SyntaxError)) throw error;
			return { error: true };
		},
	);
}

const json = fc
	.tuple(fc.jsonValue({ maxDepth: 12 }), fc.constantFrom(undefined, 1, '\t', '\r\n'))
	.map(([value, indent]) => JSON.stringify(value, undefined, indent));
const piece = fc.integer({ min: 1, max: 40 });

it('gives what JSON.parse gives, whatever the size of the pieces', async () => {
	await fc.assert(
		fc.asyncProperty(json, piece, async (text, size) => {
			expect(await inPieces(text, size)).toStrictEqual(whole(text));
		}),
		{ numRuns: 1000 },
	);
});

it('takes for JSON exactly what JSON.parse takes, when something is changed, missing or too much', async () => {
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

it.each([
	['{"__proto__": {"a": [1, 2, 3]}, "b": 1}'],
	['{"a": 1, "a": [2, 3, 4, 5, 6], "b": 3}'],
	['[[[[[[[[[[[[[1, 2], 3], 4], 5], 6], 7], 8], 9], 0], 1], 2], 3], 4]'],
	['"a \\" and a \\\\"'],
	['["\\\\", "\\\\\\"", "]", "},{"]'],
	[`[${' '.repeat(50)}`],
	['['.repeat(5000)],
	[' '.repeat(50)],
])('treats odd text %# as JSON.parse does', async (text) => {
	for (const size of [1, 3, 7, 20]) expect(await inPieces(text, size)).toStrictEqual(whole(text));
});

it('lets others run meanwhile', async () => {
	const text = JSON.stringify(Array.from({ length: 300_000 }, (_, index) => ({ index, text: 'word' })));
	let turns = 0;
	const ticker = setInterval(() => (turns += 1), 0);
	await parseLongJson(text);
	clearInterval(ticker);
	expect(turns).toBeGreaterThan(1);
});

it.each([1, 1000])('takes a byte order mark before it for none, in pieces of %d', async (piece) => {
	expect(await parseLongJson('\ufeff{"a":[1,2]}', piece)).toEqual({ a: [1, 2] });
});
