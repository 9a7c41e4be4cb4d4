import { join } from 'node:path';

import { stateFolder } from '../../platform/paths';
import { loadCode } from '../../scripts/bundle';

/**
 * Loads a source, e.g. `nodes/shared/captions/index`, in the form that is published. `T` is the type of the source;
 * the names are the functions and classes of it that will be used, checked to be there.
 */
export async function compiled<T extends object>(
	source: string,
	...names: ReadonlyArray<keyof T & string>
): Promise<T> {
	const isModule = (value: unknown): value is T =>
		typeof value === 'object' &&
		value !== null &&
		names.every((name) => typeof Reflect.get(value, name) === 'function');
	const loaded = await loadCode(
		[`export * from './${source}';`],
		join(stateFolder, `bench-${process.pid}.js`),
	);
	if (!isModule(loaded)) throw new Error(`${source} does not export ${names.join(', ')}`);
	return loaded;
}
