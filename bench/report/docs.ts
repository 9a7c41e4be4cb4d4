import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { format, resolveConfig } from 'prettier';
import { z } from 'zod/v4';

import { projectFolder } from '../../platform/paths';
import { rowSchema, type Row } from '../lib/row';
import { measurements } from '../rows';
import { machine, machineSchema } from './machine';
import { toMarkdown } from './table';

const LATEST = join(projectFolder, 'bench', 'latest.json');
const DOCS = join(projectFolder, 'docs', 'performance.md');

const latestSchema = z.object({ machine: machineSchema, rows: z.array(rowSchema) });
export type Latest = z.infer<typeof latestSchema>;

/** Takes rows into the kept results: each measurement that was made replaces what it gave before. */
export async function keepLatest(rows: readonly Row[]): Promise<Latest> {
	const kept = await readFile(LATEST, 'utf8').then(
		(text) => latestSchema.parse(JSON.parse(text)).rows,
		() => [],
	);
	const measured = new Set(rows.map(measurementOf));
	const all = [...kept.filter((row) => !measured.has(measurementOf(row))), ...rows];
	const latest = {
		machine: machine(),
		rows: measurements.flatMap(({ name }) => all.filter((row) => measurementOf(row) === name)),
	};
	await write(LATEST, JSON.stringify(latest));
	return latest;
}

/** Writes docs/performance.md: every number in it comes from the rows. */
export async function writeDocs(latest: Latest): Promise<void> {
	const { cpu, cores, memoryGiB, node, n8n } = latest.machine;
	const sections = measurements.map(({ name, explanation }) => {
		const rows = latest.rows.filter((row) => measurementOf(row) === name);
		return `## ${name}\n\n${rows.length === 0 ? 'Not measured yet.' : toMarkdown(rows)}\n\n${explanation}`;
	});
	const quick = latest.rows.some((row) => row.quick)
		? '\n**Some of these numbers are from a quick run, with smaller files and fewer items.**\n'
		: '';
	await write(
		DOCS,
		`# Performance

This page is written by \`npm run bench -- --write-docs\`; change the texts in \`bench/rows\`. All runs behind the medians
are in [bench/latest.json](../bench/latest.json).

Measured on ${cpu}, ${cores} cores, ${memoryGiB} GiB, Node.js ${node}, n8n ${n8n}: the built nodes in n8n's own engine (n8n-core),
against the sandbox in a process of its own. Numbers of other machines differ; the ratios should not, because both
sides of each are measured in the same run, taking turns. Every value is the median of at least five runs.
${quick}
${sections.join('\n\n')}
`,
	);
}

function measurementOf({ key }: Row): string {
	return key.split('.')[0] ?? key;
}

async function write(file: string, text: string): Promise<void> {
	const config = await resolveConfig(file);
	await writeFile(file, await format(text, { ...config, filepath: file }));
}
