import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** The page whose code blocks are copies of files that the tests run. */
export const GUIDE = join(ROOT, 'docs', 'fifth-vendor.md');

/** The folder of these files. */
export const EXAMPLE_VENDOR = join(ROOT, 'test', 'fixtures', 'fifthVendor');

const BLOCK = /(<!-- code: (\S+) -->\n\n```ts\n)[\s\S]*?(```)/g;

/** The page with the current content of each file that a `<!-- code: … -->` comment names, without its imports. */
export function currentGuide(): string {
	return readFileSync(GUIDE, 'utf8').replace(
		BLOCK,
		(_block, head: string, file: string, end: string) => `${head}${codeOf(file)}${end}`,
	);
}

/** The files that the page shows, relative to `EXAMPLE_VENDOR`. */
export function filesInGuide(): string[] {
	return [...readFileSync(GUIDE, 'utf8').matchAll(BLOCK)].map(([, , file]) => file ?? '');
}

function codeOf(file: string): string {
	return readFileSync(join(EXAMPLE_VENDOR, file), 'utf8')
		.replace(/^(import [\s\S]*?;\n)+\n/, '')
		.replace(/\t/g, '  ');
}

if (require.main === module) writeFileSync(GUIDE, currentGuide());
