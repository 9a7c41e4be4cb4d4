import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { loadFacts } from '../../facts/load';
import type { Overview } from '../../facts/schema';
import { builtNode } from '../built';
import { findVendors } from '../vendors';
import { table, UNFORMATTED } from './table';

const ROOT = join(__dirname, '..', '..');

/** The pages that compare the vendors, relative to the project's folder. */
export const COMPARING_PAGES = ['README.md', 'docs/quick-start.md', 'docs/choosing.md'];

const BLOCK = /(<!-- vendors: (\w+) -->)[\s\S]*?(<!-- \/vendors -->)/g;

interface Compared {
	displayName: string;
	/** Its page, relative to the project's folder. */
	page: string;
	overview: Overview;
}

type Row = readonly [heading: string, cell: keyof Overview];

const FEATURES: readonly Row[] = [
	['Wait for Completion', 'waiting'],
	['Short audio in one request', 'shortAudio'],
	['Times for a known text (alignment)', 'alignment'],
	['List jobs', 'listJobs'],
	['Delete jobs', 'deleteJobs'],
	['Streaming of large files', 'largeFiles'],
	['Verification of callbacks by the trigger', 'callbacks'],
];

const ABILITIES: readonly Row[] = [
	['Languages in the menu', 'languages'],
	['Language detection', 'languageDetection'],
	['Largest upload', 'largestUpload'],
	['Longest recording', 'longestRecording'],
	['Speaker separation', 'speakers'],
	['Summary and chapters', 'summaries'],
	['Translation', 'translation'],
	['Redaction of personal data', 'redaction'],
	['Jobs can be listed', 'listJobs'],
	['Jobs can be deleted', 'deleteJobs'],
	['Jobs are kept', 'retention'],
];

/** What a `<!-- vendors: … -->` comment stands for; the text between it and `<!-- /vendors -->` is generated. */
const BLOCKS: Readonly<Record<string, (vendors: readonly Compared[]) => string>> = {
	names: (vendors) =>
		new Intl.ListFormat('en-GB').format(vendors.map(({ displayName }) => `**${displayName}**`)),
	pages: (vendors) => vendors.map(({ displayName, page }) => `[${displayName}](${page})`).join(' · '),
	limits: (vendors) =>
		vendors.map(({ displayName, page }) => `[${displayName}](${basename(page)}#limits)`).join(', '),
	features: (vendors) =>
		byVendor(vendors, FEATURES, [['Transcribe, Get, Captions, Word search', ...vendors.map(() => 'yes')]]),
	abilities: (vendors) => byVendor(vendors, ABILITIES),
	fields: (vendors) =>
		table(
			['Vendor', 'Language', 'Speakers'],
			vendors.map(({ displayName, overview }) => [
				displayName,
				overview.languageField,
				overview.speakersField,
			]),
		),
	prices: (vendors) =>
		table(
			['Vendor', 'Price for an hour of a recording', 'As of, source'],
			vendors.map(({ displayName, overview }) => [displayName, overview.price, overview.priceSource]),
		),
};

/** A table with a column for each vendor. */
function byVendor(
	vendors: readonly Compared[],
	rows: readonly Row[],
	first: ReadonlyArray<readonly string[]> = [],
): string {
	return table(
		['', ...vendors.map(({ displayName }) => displayName)],
		[...first, ...rows.map(([heading, cell]) => [heading, ...vendors.map(({ overview }) => overview[cell])])],
	);
}

/** A page with its parts about all vendors as their folders and facts are now. @throws Error for an unknown part */
export function currentComparison(page: string): string {
	const vendors = findVendors().map(({ folder, name, page: own }) => ({
		displayName: builtNode(folder, folder).description.displayName,
		page: own,
		overview: loadFacts(name).overview,
	}));
	return readFileSync(join(ROOT, page), 'utf8').replace(
		BLOCK,
		(_block, begin: string, name: string, end: string) => {
			const content = BLOCKS[name]?.(vendors);
			if (content === undefined) throw new Error(`${page} has the unknown part "${name}"`);
			const [start, stop] = UNFORMATTED;
			return content.startsWith('|')
				? [begin, start, content, stop, end].join('\n\n')
				: `${begin}${content}${end}`;
		},
	);
}
