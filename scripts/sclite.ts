/**
 * Records what NIST's sclite counts for the pairs of `test/support/comparePairs.ts`, and for texts of this package with
 * errors, in `test/fixtures/sclite.json`. Needs Debian's package `sctk`: `npx tsx scripts/sclite.ts`.
 */
import { execFileSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

import { generatedPair, longPair, randomNumbers, withErrors, type Pair } from '../test/support/comparePairs';

const ROOT = join(__dirname, '..');
const GENERATED = 440;
const LONG = 3;

const pages = [
	'README.md',
	'docs/waiting.md',
	'docs/captions.md',
	'docs/going-live.md',
	'docs/troubleshooting.md',
];

/**
 * Paragraphs of the documentation, as they would be recognized with errors; every fourth is compared with another
 * paragraph.
 */
function realPairs(): Pair[] {
	const paragraphs = pages
		.flatMap((page) => readFileSync(join(ROOT, page), 'utf8').split(/\n\s*\n/u))
		.map((text) => text.toLowerCase().match(/[a-z][a-z']*/gu) ?? [])
		.filter((words) => words.length > 20)
		.slice(0, 60);
	const vocabulary = [...new Set(paragraphs.flat())];
	const random = randomNumbers(7);
	return paragraphs.map((reference, index) => ({
		reference,
		other:
			index % 4 === 3
				? (paragraphs[index - 1] ?? [])
				: withErrors(reference, 0.05 + random() * 0.3, vocabulary, random),
	}));
}

/** Correct, substituted, deleted and inserted words of each pair, separated by spaces. */
function count(pairs: readonly Pair[]): string[] {
	const folder = mkdtempSync(join(tmpdir(), 'sclite-'));
	const write = (name: string, of: (pair: Pair) => string[]) =>
		writeFileSync(
			join(folder, name),
			pairs.map((pair, index) => `${of(pair).join(' ')} (s-${index})\n`).join(''),
		);
	write('reference.trn', ({ reference }) => reference);
	write('other.trn', ({ other }) => other);
	const words = [
		'sclite',
		'-r',
		join(folder, 'reference.trn'),
		'trn',
		'-h',
		join(folder, 'other.trn'),
		'trn',
	];
	const output = execFileSync('sctk', [...words, '-i', 'spu_id', '-o', 'pra', 'stdout'], {
		encoding: 'utf8',
		maxBuffer: 2 ** 28,
	});
	rmSync(folder, { recursive: true });
	const counts = new Map<number, string>();
	for (const [, id, scores] of output.matchAll(/id: \(s-(\d+)\)[\s\S]*?Scores: \(#C #S #D #I\) ([\d ]+)/gu)) {
		counts.set(Number(id), (scores ?? '').trim());
	}
	return pairs.map((_, index) => counts.get(index) ?? '');
}

const numbers = (length: number) => Array.from({ length }, (_, index) => index);
const real = realPairs();
const realCounts = count(real);
const fixture = {
	generated: count(numbers(GENERATED).map(generatedPair)),
	long: count(numbers(LONG).map(longPair)),
	real: real.map(({ reference, other }, index) => ({
		reference: reference.join(' '),
		other: other.join(' '),
		counts: realCounts[index],
	})),
};
writeFileSync(join(ROOT, 'test/fixtures/sclite.json'), `${JSON.stringify(fixture, undefined, '\t')}\n`);
