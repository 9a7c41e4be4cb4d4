import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { INodeTypeDescription } from 'n8n-workflow';

import { findVendors } from '../vendors';
import { referenceOf } from './reference';

export const ROOT = join(__dirname, '..', '..');

/** The pages that document a vendor's nodes. */
export const PAGES = findVendors().map(({ folder, page }) => ({ folder, page }));

const BEGIN = '<!-- The reference below is generated from the node with `npm run docs`. Do not edit it. -->';

/** Prettier formats the part before the marker only. */
const UNFORMATTED = ['<!-- prettier-ignore-start -->', '<!-- prettier-ignore-end -->'];

/** A vendor's page with the reference of the built node. The part before the marker is written by people. */
export async function currentPage(folder: string, page: string): Promise<string> {
	const [written = ''] = (await readFile(join(ROOT, page), 'utf8')).split(BEGIN);
	const reference = referenceOf(describe(folder, folder), describe(folder, `${folder}Trigger`));
	const [start = '', end = ''] = UNFORMATTED;
	return `${[written.trimEnd(), BEGIN, start, reference, end].join('\n\n')}\n`;
}

const load = createRequire(__filename);

function describe(folder: string, name: string): INodeTypeDescription {
	const file = join(ROOT, 'dist', 'nodes', folder, `${name}.node.js`);
	const module: unknown = load(file);
	const Node: unknown = Reflect.get(Object(module), name);
	if (typeof Node !== 'function') throw new Error(`${file} has no class ${name}`);
	const instance: unknown = Reflect.construct(Node, []);
	const description: unknown = Reflect.get(Object(instance), 'description');
	if (!isDescription(description)) throw new Error(`${name} has no description`);
	return description;
}

function isDescription(value: unknown): value is INodeTypeDescription {
	return typeof value === 'object' && value !== null && 'properties' in value && 'displayName' in value;
}

async function main(): Promise<void> {
	for (const { folder, page } of PAGES) {
		await writeFile(join(ROOT, page), await currentPage(folder, page));
		console.log(page);
	}
}

if (require.main === module) void main();
