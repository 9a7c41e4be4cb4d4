import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod/v4';

const { packages } = z
	.object({
		packages: z.record(
			z.string(),
			z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() }),
		),
	})
	.parse(JSON.parse(readFileSync(join(__dirname, '..', '..', 'package-lock.json'), 'utf8')));

/** The packages that exist for one system only, e.g. `@swc/core-darwin-arm64`. */
const binaries = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
	Object.keys(optionalDependencies).filter((name) => /darwin|fsevents|linux|win32/.test(name)),
);

describe('the lockfile', () => {
	it.each([
		['Linux', /linux/],
		['macOS', /darwin|fsevents/],
		['Windows', /win32/],
	])('contains every binary for %s', (_system, name) => {
		const expected = binaries.filter((binary) => name.test(binary));
		expect(expected.length).toBeGreaterThan(5);
		const locked = Object.keys(packages);
		expect(
			expected.filter((binary) => !locked.some((path) => path.endsWith(`node_modules/${binary}`))),
		).toEqual([]);
	});
});
