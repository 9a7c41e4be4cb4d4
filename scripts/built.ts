import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

import type { ICredentialType, INodeType } from 'n8n-workflow';

const DIST = join(__dirname, '..', 'dist');

const load = createRequire(__filename);

/** A node as it is built, e.g. `AssemblyAiTrigger` of the folder `AssemblyAi`. Throws if there is none. */
export function builtNode(folder: string, name: string): INodeType {
	const node = instanceFrom(join(DIST, 'nodes', folder, `${name}.node.js`));
	if (!isNode(node)) throw new Error(`${name} has no description`);
	return node;
}

/** A credential type as it is built, e.g. `AssemblyAiTranscriptionApi`. Throws if there is none. */
export function builtCredential(name: string): ICredentialType {
	const credential = instanceFrom(join(DIST, 'credentials', `${name}.credentials.js`));
	if (!isCredential(credential)) throw new Error(`${name} has no properties`);
	return credential;
}

/** An instance of the class that the file is named after. */
function instanceFrom(file: string): object {
	const [name = ''] = basename(file).split('.');
	const module: unknown = load(file);
	const Class: unknown = Reflect.get(Object(module), name);
	if (typeof Class !== 'function') throw new Error(`${file} has no class ${name}`);
	const instance: unknown = Reflect.construct(Class, []);
	if (typeof instance !== 'object' || instance === null) throw new Error(`${name} is no class`);
	return instance;
}

function isNode(value: object): value is INodeType {
	const description: unknown = Reflect.get(value, 'description');
	return typeof description === 'object' && description !== null && 'properties' in description;
}

function isCredential(value: object): value is ICredentialType {
	return 'name' in value && 'properties' in value;
}
