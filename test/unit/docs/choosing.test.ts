import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod/v4';

import { builtNode } from '../../../scripts/built';

const ROOT = join(__dirname, '..', '..', '..');

const limitsSchema = z.object({ limits: z.record(z.string(), z.object({ value: z.number() })) });

const page = readFileSync(join(ROOT, 'docs', 'choosing.md'), 'utf8');

/** The cells of the row with this heading: Speechmatics, AssemblyAI, Prosa.ai, Botlhale AI. */
function row(heading: string): string[] {
	const line = page.split('\n').find((each) => each.startsWith(`| ${heading} `)) ?? '';
	return line
		.split('|')
		.slice(2, -1)
		.map((cell) => cell.trim());
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
	const [speechmatics, assemblyAi, , botlhale] = row('Languages in the menu');
	expect([speechmatics, assemblyAi, botlhale]).toEqual([
		String(languages('Speechmatics')),
		String(languages('AssemblyAi')),
		`${languages('Botlhale')}, African`,
	]);
});

it('says the limits that the vendors document', () => {
	const gigabytes = (vendor: string) => `${limit(vendor, 'uploadBytes') / 1e9} GB`;
	expect(row('Largest upload').slice(0, 3)).toEqual([
		gigabytes('speechmatics'),
		gigabytes('assemblyai'),
		`${limit('prosa', 'fileBytes') / 1e6} MB, more by URL`,
	]);
	expect(row('Longest recording').slice(1)).toEqual([
		`${limit('assemblyai', 'durationHours')} hours`,
		`${limit('prosa', 'durationHours')} hours`,
		`${limit('botlhale', 'durationMinutes')} minutes`,
	]);
	expect(row('Keeps jobs')[0]).toBe(`${limit('speechmatics', 'retentionDays')} days`);
});

it('says of every price when and where it was read', () => {
	const prices = page.split('\n').filter((line) => line.includes(' USD '));
	expect(prices.length).toBeGreaterThan(1);
	for (const price of prices) expect(price).toMatch(/ \d{1,2} \w+ 20\d\d, \[pricing page\]\(https:/);
});
