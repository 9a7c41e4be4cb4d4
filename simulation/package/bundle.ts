import { readFileSync } from 'node:fs';
import path from 'node:path';

import { build } from 'esbuild';

const ROOT = path.join(__dirname, '..', '..');

/** A change of the package's source. */
export interface Patch {
	/** Relative to the root of the repository. */
	file: string;
	/** Occurs exactly once in the file. */
	find: string;
	replace: string;
}

/**
 * The package as one CommonJS module, built from source, with the patches applied. @throws Error for a patch that does
 * not match the source
 */
export async function bundlePackage(patches: readonly Patch[] = []): Promise<string> {
	const unused = new Set(patches);
	const { outputFiles } = await build({
		entryPoints: [path.join(__dirname, 'entry.ts')],
		bundle: true,
		write: false,
		format: 'cjs',
		platform: 'node',
		target: 'node20',
		logLevel: 'error',
		external: ['n8n-workflow', 'zod/v4', 'crypto'],
		plugins: [
			{
				name: 'patches',
				setup: (builder) => {
					builder.onLoad({ filter: /[/\\](nodes|credentials)[/\\].*\.ts$/ }, ({ path: file }) => {
						const name = path.relative(ROOT, file).replaceAll('\\', '/');
						const own = patches.filter((patch) => patch.file === name);
						if (own.length === 0) return undefined;
						for (const patch of own) unused.delete(patch);
						return { contents: own.reduce(patched, readFileSync(file, 'utf8')), loader: 'ts' };
					});
				},
			},
		],
	});
	const [missing] = unused;
	if (missing) throw new Error(`${missing.file} is not part of the package`);
	const [output] = outputFiles;
	if (!output) throw new Error('esbuild returned nothing');
	return output.text;
}

function patched(source: string, { file, find, replace }: Patch): string {
	const parts = source.split(find);
	if (parts.length !== 2) {
		throw new Error(
			`${file} contains the following text ${parts.length - 1} times instead of once:\n${find}`,
		);
	}
	return parts.join(replace);
}
