import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod/v4';

import { align } from '../../../nodes/shared/compare/align';
import { TokenNumbers } from '../../../nodes/shared/compare/tokens';
import { EventLoopYielder } from '../../../nodes/shared/core/eventLoop';
import { generatedPair, longPair, randomNumbers, withErrors } from '../../support/comparePairs';

/** Recorded by `scripts/sclite.ts`. */
const fixture = z
	.object({
		generated: z.array(z.string()),
		long: z.array(z.string()),
		real: z.array(z.object({ reference: z.string(), other: z.string(), counts: z.string() })),
	})
	.parse(JSON.parse(readFileSync(join(__dirname, '../../fixtures/sclite.json'), 'utf8')));

/** Correct, substituted, deleted and inserted tokens, separated by spaces. */
async function counts(reference: readonly string[], other: readonly string[]): Promise<string> {
	const numbers = new TokenNumbers();
	const sequence = async (words: readonly string[]) => ({
		ids: await numbers.of(
			words.map((key) => ({ key })),
			new EventLoopYielder(),
		),
	});
	const [a, b] = [await sequence(reference), await sequence(other)];
	const { reference: left, other: right } = await align(a, b);
	let [correct, substituted, deleted, inserted] = [0, 0, 0, 0];
	left.forEach((at, step) => {
		const place = right[step] ?? -1;
		if (place < 0) deleted += 1;
		else if (at < 0) inserted += 1;
		else if (a.ids[at] === b.ids[place]) correct += 1;
		else substituted += 1;
	});
	expect([...left].filter((at) => at >= 0)).toEqual(reference.map((_, index) => index));
	expect([...right].filter((at) => at >= 0)).toEqual(other.map((_, index) => index));
	return [correct, substituted, deleted, inserted].join(' ');
}

describe("counts what NIST's sclite counts", () => {
	it('in 440 generated pairs', async () => {
		expect(fixture.generated).toHaveLength(440);
		for (const [number, expected] of fixture.generated.entries()) {
			const { reference, other } = generatedPair(number);
			expect([number, await counts(reference, other)]).toEqual([number, expected]);
		}
	});

	it('in 60 paragraphs', async () => {
		expect(fixture.real).toHaveLength(60);
		for (const { reference, other, counts: expected } of fixture.real) {
			expect(await counts(reference.split(' '), other.split(' '))).toEqual(expected);
		}
	});

	it('in pairs that are divided', async () => {
		for (const [number, expected] of fixture.long.entries()) {
			const { reference, other } = longPair(number);
			expect(await counts(reference, other)).toEqual(expected);
		}
	});
});

it.each([0.1, 1])(
	'aligns a day of words in bounded time and memory (%s errors)',
	async (rate) => {
		const random = randomNumbers(1);
		const vocabulary = Array.from({ length: 20_000 }, (_, index) => `w${index}`);
		const word = () => vocabulary[Math.floor(random() ** 3 * vocabulary.length)] ?? 'w0';
		const reference = Array.from({ length: 220_000 }, word);
		const other =
			rate === 1 ? Array.from({ length: 200_000 }, word) : withErrors(reference, rate, vocabulary, random);
		const numbers = new TokenNumbers();
		const sequence = async (words: readonly string[]) => ({
			ids: await numbers.of(
				words.map((key) => ({ key })),
				new EventLoopYielder(),
			),
		});
		const [a, b] = [await sequence(reference), await sequence(other)];
		let longest = 0;
		let last = performance.now();
		const timer = setInterval(() => {
			longest = Math.max(longest, performance.now() - last);
			last = performance.now();
		}, 1);
		const since = Date.now();
		const before = process.memoryUsage().arrayBuffers;
		const { reference: steps } = await align(a, b);
		const memory = process.memoryUsage().arrayBuffers - before;
		clearInterval(timer);
		expect(steps.length).toBeGreaterThanOrEqual(220_000);
		expect(Date.now() - since).toBeLessThan(60_000);
		expect(memory).toBeLessThan(64 * 2 ** 20);
		expect(longest).toBeLessThan(1000);
	},
	120_000,
);
