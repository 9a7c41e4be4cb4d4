import { createRequire } from 'node:module';
import { join } from 'node:path';

import { projectFolder } from '../../platform/paths';

/**
 * Loads a module of the built package. `T` is the type of its source, e.g. `typeof import('../../nodes/…')`; the
 * names are the functions and classes of it that will be used, checked to be there.
 */
export function compiled<T extends object>(file: string, ...names: ReadonlyArray<keyof T & string>): T {
	const isModule = (value: unknown): value is T =>
		typeof value === 'object' &&
		value !== null &&
		names.every((name) => typeof Reflect.get(value, name) === 'function');
	const loaded: unknown = createRequire(__filename)(join(projectFolder, 'dist', file));
	if (!isModule(loaded)) throw new Error(`dist/${file} does not export ${names.join(', ')}`);
	return loaded;
}
