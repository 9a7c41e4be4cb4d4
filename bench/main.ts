/**
 * Measures speed and memory in comparison with the alternatives, and prints a table: `npm run bench -- --help`.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

import { stopEverything } from '../platform/processes';
import { consoleProgress } from '../platform/progress';
import { startSandbox } from '../test/support/sandbox';
import type { Measurement, NightSetting, Row } from './lib/row';
import { keepLatest, pictureOf, writeDocs } from './report/docs';
import { machine } from './report/machine';
import { toText } from './report/table';
import { measurements } from './rows';

const USAGE = `npm run bench -- [options]
  --only A,B        only these measurements: ${measurements.map(({ name }) => name).join(', ')}
  --quick           smaller files and fewer items, for use during development
  --night           the measurement that takes hours, and no other: n8n in queue mode
  --recordings N    how many recordings each part of the night transcribes (default: 10000)
  --minutes N       repeats the parts without crashes until so many minutes have passed (default: 0)
  --vendor NAME     the vendor of the night (default: assemblyai)
  --rounds N        how often each value is measured (default and minimum: 5)
  --json FILE       also writes the rows with all runs to this file
  --write-docs      updates bench/latest.json and generates docs/performance.md from it`;

interface Options {
	help: boolean;
	quick: boolean;
	writeDocs: boolean;
	rounds: number;
	json: string | undefined;
	night: NightSetting;
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
			night: { type: 'boolean', default: false },
			recordings: { type: 'string', default: '10000' },
			minutes: { type: 'string', default: '0' },
			vendor: { type: 'string', default: 'assemblyai' },
		},
	});
	const names = values.only?.split(',').map((name) => name.trim());
	const unknown = names?.find((name) => !measurements.some((each) => each.name === name));
	if (unknown !== undefined) throw new Error(`There is no measurement "${unknown}"\n${USAGE}`);
	const rounds = Number(values.rounds);
	if (!Number.isInteger(rounds) || rounds < 5) throw new Error('--rounds must be an integer, 5 or more');
	const recordings = Number(values.recordings);
	if (!Number.isInteger(recordings) || recordings < 1)
		throw new Error('--recordings must be an integer, 1 or more');
	const minutes = Number(values.minutes);
	if (!(minutes >= 0)) throw new Error('--minutes must be a number, 0 or more');
	return {
		help: values.help,
		quick: values.quick,
		writeDocs: values['write-docs'],
		rounds,
		json: values.json,
		night: { recordings, minutes, vendor: values.vendor },
		chosen: measurements.filter(
			({ name, atNight = false }) =>
				atNight === values.night && (names === undefined || names.includes(name)),
		),
	};
}

/** @returns names of the measurements that failed */
async function measure(options: Options): Promise<string[]> {
	const { chosen, quick, rounds, night } = options;
	const progress = consoleProgress();
	const folder = await mkdtemp(join(tmpdir(), 'transcription-bench-'));
	const sandbox = await startSandbox();
	const rows: Row[] = [];
	const failed: string[] = [];
	try {
		for (const measurement of chosen) {
			const { name } = measurement;
			progress.say(`${name} …`);
			try {
				const keepPicture = async (svg: string): Promise<void> => await keepPictureOf(options, name, svg);
				const measured = await measurement.measure({
					sandbox,
					quick,
					rounds,
					progress,
					folder,
					night,
					keepPicture,
				});
				rows.push(...measured);
				await keep(options, rows);
				const fault = measurement.fault?.(measured);
				if (fault !== undefined) failed.push(`${name} (${fault})`);
			} catch (error) {
				progress.say(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
				failed.push(name);
			}
		}
	} finally {
		await sandbox.stop();
		await rm(folder, { recursive: true, force: true });
	}
	process.stdout.write(`${toText(rows)}\n`);
	return failed;
}

/** Called after each measurement, so that the failure of a later one loses nothing. */
async function keep({ json, writeDocs: intoDocs }: Options, rows: Row[]): Promise<void> {
	if (json !== undefined) {
		await writeFile(json, `${JSON.stringify({ machine: machine(), rows }, undefined, 2)}\n`);
	}
	if (intoDocs) await writeDocs(await keepLatest(rows));
}

/** Beside the JSON, and for the docs. */
async function keepPictureOf(
	{ json, writeDocs: intoDocs }: Options,
	name: string,
	svg: string,
): Promise<void> {
	if (json !== undefined) await writeFile(join(dirname(json), `${name}.svg`), svg);
	if (intoDocs) await writeFile(pictureOf(name), svg);
}

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2));
	if (options.help) {
		process.stdout.write(`${USAGE}\n`);
		return;
	}
	const failed = await measure(options);
	if (failed.length > 0) throw new Error(`Failed measurements: ${failed.join(', ')}`);
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
