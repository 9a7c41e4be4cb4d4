import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod/v4';

import { builtNode } from '../../../scripts/built';

const ROOT = join(__dirname, '..', '..', '..');

const limitsSchema = z.object({ limits: z.record(z.string(), z.object({ value: z.number() })) });

const page = readFileSync(join(ROOT, 'docs', 'choosing.md'), 'utf8');

/** The cells of the row with this heading, by vendor. */
function row(heading: string): Record<string, string> {
	const cellsOf = (start: string) =>
		(page.split('\n').find((line) => line.startsWith(`| ${start}`)) ?? '')
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim());
	const cells = cellsOf(`${heading} |`);
	return Object.fromEntries(cellsOf(' | ').map((vendor, index) => [vendor, cells[index] ?? '']));
}

/** The languages that a vendor's menu offers, without those that leave the choice to the vendor. */
function languages(folder: string): number {
	const fields = builtNode(folder, folder).description.properties;
	const field = fields.find(
		({ name, displayOptions }) =>
			name === 'language' && displayOptions?.show?.operation?.includes('transcribe'),
	);
	return (field?.options ?? []).filter(
		(option) => 'value' in option && !['', 'auto'].includes(String(option.value)),
	).length;
}

function limit(vendor: string, name: string): number {
	const { limits } = limitsSchema.parse(
		JSON.parse(readFileSync(join(ROOT, 'facts', `${vendor}.json`), 'utf8')),
	);
	return limits[name]?.value ?? 0;
}

it('says how many languages the menus offer', () => {
	expect(row('Languages in the menu')).toMatchObject({
		AssemblyAI: String(languages('AssemblyAi')),
		'Botlhale AI': `${languages('Botlhale')}, African`,
		Speechmatics: String(languages('Speechmatics')),
	});
});

it('says the limits that the vendors document', () => {
	const gigabytes = (vendor: string) => `${limit(vendor, 'uploadBytes') / 1e9} GB`;
	expect(row('Largest upload')).toMatchObject({
		AssemblyAI: gigabytes('assemblyai'),
		'Prosa.ai': `${limit('prosa', 'fileBytes') / 1e6} MB, more by URL`,
		Speechmatics: gigabytes('speechmatics'),
	});
	expect(row('Longest recording')).toMatchObject({
		AssemblyAI: `${limit('assemblyai', 'durationHours')} hours`,
		'Botlhale AI': `${limit('botlhale', 'durationMinutes')} minutes`,
		'Prosa.ai': `${limit('prosa', 'durationHours')} hours`,
	});
	expect(row('Jobs are kept').Speechmatics).toBe(`${limit('speechmatics', 'retentionDays')} days`);
});

it('says of every price when and where it was read', () => {
	const prices = page.split('\n').filter((line) => line.includes(' USD '));
	expect(prices.length).toBeGreaterThan(1);
	for (const price of prices) expect(price).toMatch(/ \d{1,2} \w+ 20\d\d, \[pricing page\]\(https:/);
});
