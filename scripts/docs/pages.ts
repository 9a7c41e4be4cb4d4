import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { INodeTypeDescription } from 'n8n-workflow';

import { referenceOf } from './reference';

export const ROOT = join(__dirname, '..', '..');

/** Class names of the vendors' nodes and their pages. */
export const PAGES: ReadonlyArray<{ node: string; page: string }> = [
	{ node: 'AssemblyAi', page: 'docs/assemblyai.md' },
	{ node: 'Speechmatics', page: 'docs/speechmatics.md' },
	{ node: 'Prosa', page: 'docs/prosa.md' },
	{ node: 'Botlhale', page: 'docs/botlhale.md' },
];

const BEGIN = '<!-- The reference below is generated from the node with `npm run docs`. Do not edit it. -->';

/** A vendor's page with the reference of the built node. The part before the marker is written by people. */
export async function currentPage(node: string, page: string): Promise<string> {
	const path = join(ROOT, page);
	const [written = ''] = (await readFile(path, 'utf8')).split(BEGIN);
	const reference = referenceOf(describe(node, node), describe(node, `${node}Trigger`));
	return `${written.trimEnd()}\n\n${BEGIN}\n\n${reference}\n`;
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
	for (const { node, page } of PAGES) {
		if (!existsSync(join(ROOT, page))) continue;
		await writeFile(join(ROOT, page), await currentPage(node, page));
		console.log(page);
	}
}

if (require.main === module) void main();
