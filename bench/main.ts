/**
 * Measures speed and memory side by side with what a user would pick instead, and prints a table:
 * `npm run bench -- --help`.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { stopEverything } from '../platform/processes';
import { consoleProgress } from '../platform/progress';
import { startSandbox } from '../test/support/sandbox';
import type { Measurement, Row } from './lib/row';
import { keepLatest, writeDocs } from './report/docs';
import { machine } from './report/machine';
import { toText } from './report/table';
import { measurements } from './rows';

const USAGE = `npm run bench -- [options]
  --only A,B        these measurements only: ${measurements.map(({ name }) => name).join(', ')}
  --quick           smaller files and fewer items, for a look while working
  --rounds N        how often each is measured (5, which is the least)
  --json FILE       also writes the rows with all runs
  --write-docs      takes the rows into bench/latest.json and writes docs/performance.md from it`;

interface Options {
	help: boolean;
	quick: boolean;
	writeDocs: boolean;
	rounds: number;
	json: string | undefined;
	chosen: readonly Measurement[];
}

function readOptions(args: string[]): Options {
	const { values } = parseArgs({
		args,
		options: {
			help: { type: 'boolean', short: 'h', default: false },
			only: { type: 'string' },
			quick: { type: 'boolean', default: false },
			rounds: { type: 'string', default: '5' },
			json: { type: 'string' },
			'write-docs': { type: 'boolean', default: false },
		},
	});
	const names = values.only?.split(',').map((name) => name.trim());
	const unknown = names?.find((name) => !measurements.some((each) => each.name === name));
	if (unknown !== undefined) throw new Error(`There is no measurement «${unknown}»\n${USAGE}`);
	const rounds = Number(values.rounds);
	if (!Number.isInteger(rounds) || rounds < 5) throw new Error('--rounds must be a whole number from 5 up');
	return {
		help: values.help,
		quick: values.quick,
		writeDocs: values['write-docs'],
		rounds,
		json: values.json,
		chosen: measurements.filter(({ name }) => names === undefined || names.includes(name)),
	};
}

async function measure({ chosen, quick, rounds }: Options): Promise<Row[]> {
	const progress = consoleProgress();
	const folder = await mkdtemp(join(tmpdir(), 'transcription-bench-'));
	const sandbox = await startSandbox();
	try {
		const rows: Row[] = [];
		for (const measurement of chosen) {
			progress.say(`${measurement.name} …`);
			rows.push(...(await measurement.measure({ sandbox, quick, rounds, progress, folder })));
		}
		return rows;
	} finally {
		await sandbox.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2));
	if (options.help) {
		process.stdout.write(`${USAGE}\n`);
		return;
	}
	const rows = await measure(options);
	process.stdout.write(`${toText(rows)}\n`);
	if (options.json !== undefined) {
		await writeFile(options.json, `${JSON.stringify({ machine: machine(), rows }, undefined, 2)}\n`);
	}
	if (options.writeDocs) await writeDocs(await keepLatest(rows));
}

async function end(code: number): Promise<never> {
	await stopEverything();
	process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] satisfies NodeJS.Signals[]) {
	process.once(signal, () => void end(1));
}

main().then(
	async () => await end(0),
	async (error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		await end(1);
	},
);
