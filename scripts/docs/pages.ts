import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { loadFacts } from '../../facts/load';
import { builtNode } from '../built';
import { findVendors } from '../vendors';
import { factsSection } from './facts';
import { COMPARING_PAGES, currentComparison } from './overview';
import { referenceOf } from './reference';
import { UNFORMATTED } from './table';

export const ROOT = join(__dirname, '..', '..');

/** The pages that document a vendor's nodes. */
export const PAGES = findVendors().map(({ folder, name, page }) => ({ folder, name, page }));

const BEGIN =
	'<!-- The reference below is generated from the node and from its facts with `npm run docs`. Do not edit it. -->';

/** A vendor's page with its facts and the reference of the built node. The part before the marker is not generated. */
export async function currentPage({ folder, name, page }: (typeof PAGES)[number]): Promise<string> {
	const [written = ''] = (await readFile(join(ROOT, page), 'utf8')).split(BEGIN);
	const reference = referenceOf(
		builtNode(folder, folder).description,
		builtNode(folder, `${folder}Trigger`).description,
	);
	const [start, end] = UNFORMATTED;
	return `${[written.trimEnd(), BEGIN, start, factsSection(loadFacts(name)), reference, end].join('\n\n')}\n`;
}

async function main(): Promise<void> {
	for (const vendor of PAGES) {
		await writeFile(join(ROOT, vendor.page), await currentPage(vendor));
		console.log(vendor.page);
	}
	for (const page of COMPARING_PAGES) {
		await writeFile(join(ROOT, page), currentComparison(page));
		console.log(page);
	}
}

if (require.main === module) void main();
