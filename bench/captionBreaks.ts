/**
 * Prints how often captions break where style guides forbid it, judged by treebanks: files in CoNLL-U form with a parse by
 * people, e.g. from https://universaldependencies.org. The names of the files start with the code of the language.
 *
 * Run: `npx tsx bench/captionBreaks.ts [--captions <path of another captions folder>] [--show] en.conllu de.conllu ...`
 */
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { buildCues } from '../nodes/shared/captions';
import { seeded, word } from '../test/support/captionData';
import { captionsOf, measure } from '../test/support/captionMeasures';
import { forbiddenKind } from './lib/forbiddenBreaks';
import { readTreebank, type WrittenWord } from './lib/treebank';

type Build = typeof buildCues;

const MAX_WORD = 30;

/** Times as people speak: 11 to 19 characters a second, pauses after punctuation. */
function spokenWords(words: readonly WrittenWord[], seed: number) {
	const random = seeded(seed);
	let time = 0;
	let rate = 15;
	return words.map(({ text, sentence }, index) => {
		if (sentence !== words[index - 1]?.sentence) {
			rate = 11 + random() * 8;
			time += 0.1 + random() * 0.5;
		}
		const start = time + (random() < 0.02 ? 0.3 + random() * 0.5 : random() * 0.02);
		const end = start + ((text.length + 1) / rate) * (0.85 + random() * 0.3);
		time = end + (/[,;:]$/.test(text) ? random() * 0.25 : 0);
		// A longer word would be split over several lines.
		return word(text.slice(0, MAX_WORD), Math.round(start * 1000) / 1000, Math.round(end * 1000) / 1000);
	});
}

async function measureFile(file: string, build: Build, isShown: boolean) {
	const language = basename(file).split('.')[0] ?? null;
	const kinds = new Map<string, number>();
	const totals = { cues: 0, short: 0, fast: 0, inside: 0, forbidden: 0, alone: 0, glued: 0 };
	for (const [seed, words] of readTreebank(readFileSync(file, 'utf8')).entries()) {
		const cues = await build({ words: spokenWords(words, seed), language });
		const row = measure(captionsOf(cues));
		totals.cues += row.cues;
		totals.short += row.short;
		totals.fast += row.fast;
		totals.alone += cues.filter(({ words: own }) => own.length === 1).length;
		for (const { words: own } of cues) {
			const [first = 0] = own;
			const end = own.find((each) => words[each]?.sentence !== words[each + 1]?.sentence) ?? Infinity;
			const isTail = words[first]?.sentence === words[first - 1]?.sentence && end < (own.at(-1) ?? 0);
			if (isTail && end - first < 2) totals.glued += 1;
		}
		let at = 0;
		for (const line of cues.flatMap(({ lines }) => lines)) {
			at += line.split(' ').length;
			const left = words[at - 1];
			const right = words[at];
			if (!left || left.sentence !== right?.sentence) continue;
			totals.inside += 1;
			const kind = forbiddenKind(left, right);
			if (kind === null) continue;
			totals.forbidden += 1;
			kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
			if (isShown) {
				const around = (from: number, to: number) =>
					words
						.slice(Math.max(0, from), to)
						.map(({ text }) => text)
						.join(' ');
				console.log(`${language} ${kind}: ${around(at - 5, at)} | ${around(at, at + 5)}`);
			}
		}
	}
	console.log(
		language,
		[...kinds]
			.sort((a, b) => b[1] - a[1])
			.map(([kind, count]) => `${kind} ${count}`)
			.join(', '),
	);
	return { ...totals, share: `${((100 * totals.forbidden) / Math.max(1, totals.inside)).toFixed(2)} %` };
}

const hasBuilder = (module: unknown): module is { buildCues: Build } =>
	typeof module === 'object' &&
	module !== null &&
	'buildCues' in module &&
	typeof module.buildCues === 'function';

async function builderIn(folder: string): Promise<Build> {
	const module: unknown = await import(folder);
	if (!hasBuilder(module)) throw new Error(`${folder} does not export buildCues`);
	return module.buildCues;
}

async function main(args: readonly string[]): Promise<void> {
	const option = args.indexOf('--captions');
	const folder = option < 0 ? undefined : args[option + 1];
	const build = folder === undefined ? buildCues : await builderIn(resolve(folder));
	const files = args.filter((arg) => arg.endsWith('.conllu'));
	const table: Record<string, Awaited<ReturnType<typeof measureFile>>> = {};
	for (const file of files) table[basename(file)] = await measureFile(file, build, args.includes('--show'));
	console.table(table);
}

void main(process.argv.slice(2));
