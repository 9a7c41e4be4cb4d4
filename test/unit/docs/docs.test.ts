import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { COMPARING_PAGES, currentComparison } from '../../../scripts/docs/overview';
import { currentPage, PAGES, ROOT } from '../../../scripts/docs/pages';
import { faultsPage } from '../../faults/table';
import { tables } from '../../faults/tables';

const DOCS = ['', 'docs', 'docs/decisions', 'docs/outcomes', 'sandbox'].flatMap((folder) =>
	readdirSync(join(ROOT, folder))
		.filter((name) => name.endsWith('.md'))
		.map((name) => join(folder, name)),
);

const textOf = (page: string) => readFileSync(join(ROOT, page), 'utf8');

it.each(PAGES)('$page shows the fields that the node has', async (vendor) => {
	expect(textOf(vendor.page)).toBe(await currentPage(vendor));
});

it.each(COMPARING_PAGES)('%s compares the vendors as their facts do', (page) => {
	expect(textOf(page)).toBe(currentComparison(page));
});

it.each(COMPARING_PAGES)(
	'%s begins no line with a comment and text, which Markdown would show as HTML',
	(page) => {
		expect(textOf(page)).not.toMatch(/^<!--.*-->./m);
	},
);

it('docs/faults.md shows what the fault matrix expects', () => {
	expect(textOf('docs/faults.md')).toBe(faultsPage(tables));
});

it.each(DOCS)('%s only has links that lead somewhere', (page) => {
	const links = [...textOf(page).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(
		([, link]) => link ?? '',
	);
	const broken = links.filter((link) => {
		const [file = '', anchor] = link.split('#');
		const target = file === '' ? page : join(page, '..', file);
		if (!existsSync(join(ROOT, target))) return true;
		return anchor !== undefined && target.endsWith('.md') && !anchorsOf(textOf(target)).has(anchor);
	});
	expect(broken).toEqual([]);
});

function anchorsOf(text: string): Set<string> {
	const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading ?? '');
	return new Set(
		headings.map((heading) =>
			heading
				.toLowerCase()
				.replace(/[^\p{L}\p{N} -]/gu, '')
				.replaceAll(' ', '-'),
		),
	);
}
