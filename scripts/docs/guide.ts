import { readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** The page whose code blocks are copies of files that the tests run. */
export const GUIDE = join(ROOT, 'docs', 'fifth-vendor.md');

/** The folder of these files. */
export const EXAMPLE_VENDOR = join(ROOT, 'test', 'fixtures', 'fifthVendor');

/** As in `.prettierrc.json`, which also formats the page. */
const PRINT_WIDTH = 110;

const BLOCK = /(<!-- code: (\S+) -->\n\n```ts\n)[\s\S]*?(```)/g;

/**
 * The page with the current content of each file that a `<!-- code: … -->` comment names, with its imports as they are in
 * `nodes/` and `credentials/`.
 */
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
	const shared = posix.relative(posix.dirname(file), 'nodes/shared');
	return readFileSync(join(EXAMPLE_VENDOR, file), 'utf8')
		.replace(/(?<=')(\.\.\/)+nodes\/shared(?=\/)/g, shared)
		.replace(/^import \{\n[^}]*\} from [^;]*;$/gm, onOneLine)
		.replace(/\t/g, '  ');
}

/** An import on one line if it fits, because its path is shorter than in the file of the test. */
function onOneLine(statement: string): string {
	const joined = statement
		.replace(/\{\n\s*/, '{ ')
		.replace(/,\n\s*/g, ', ')
		.replace(', }', ' }');
	return joined.length <= PRINT_WIDTH ? joined : statement;
}

if (require.main === module) writeFileSync(GUIDE, currentGuide());
