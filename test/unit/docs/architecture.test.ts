import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod/v4';

const ROOT = join(__dirname, '..', '..', '..');

const imports = z.record(z.string(), z.array(z.string()));

const { shared, vendor } = z
	.object({ shared: imports, vendor: imports })
	.parse(JSON.parse(readFileSync(join(ROOT, 'scripts', 'layers.json'), 'utf8')));

const page = readFileSync(join(ROOT, 'docs', 'architecture.md'), 'utf8');

/** First and last column of a section's table: names in code style, without slashes at the end. */
function tableOf(heading: string): Array<[name: string, allowed: string[]]> {
	const [, section = ''] = page.split(`## ${heading}\n`);
	const [table = ''] = section.split('\n## ');
	return table
		.split('\n')
		.filter((line) => line.startsWith('| `'))
		.map((line) => {
			const cells = line.split('|').slice(1, -1).map(namesIn);
			return [cells[0]?.[0] ?? '', cells.at(-1) ?? []];
		});
}

function namesIn(cell: string): string[] {
	return [...cell.matchAll(/`([^`]+?)\/?`/g)].map(([, name]) => name ?? '');
}

const sorted = (record: Record<string, string[]>) =>
	Object.fromEntries(Object.entries(record).map(([name, allowed]) => [name, [...allowed].sort()]));

it('shows the layers of nodes/shared as the linter enforces them', () => {
	expect(sorted(Object.fromEntries(tableOf('Layers of `nodes/shared`')))).toEqual(sorted(shared));
});

it("shows the parts of a vendor's folder as the linter enforces them", () => {
	const parts = Object.fromEntries(
		tableOf("A vendor's folder")
			.filter(([name]) => name in vendor)
			.map(([name, allowed]): [string, string[]] => [name, allowed.filter((each) => each !== 'shared')]),
	);
	expect(sorted(parts)).toEqual(sorted(vendor));
});
