import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod/v4';

import { startN8n } from '../../platform/n8n';
import { buildAndPack, installPackage } from '../../platform/pack';
import { projectFolder } from '../../platform/paths';
import { freePort } from '../../platform/ports';
import { ensureRuntime } from '../../platform/runtime';
import { inChild } from '../lib/child';
import { toRow, type Measurement, type Row, type Setting } from '../lib/row';
import { alternate, median, ratios } from '../lib/statistics';

const partSchema = z.object({ ms: z.number(), heapMiB: z.number() });
const resultSchema = z.object({ own: partSchema, before: partSchema, classes: z.number() });

/** Row 6 of the bench: what the package costs before anything runs. */
export const load: Measurement = {
	name: 'load',
	explanation: `Every node and credential is loaded and instantiated in a new process of plain Node.js, as n8n does when it starts. n8n already has
\`n8n-workflow\` and \`zod\` in memory, so they are loaded first; their time is measured in the same process and is the reference of
the ratio. The code of the package is one file, \`dist/bundle.js\`. As hundreds of files, which Node.js opens and compiles one by one,
it took 93 ms instead of 51 ms (same machine, alternating). The start of n8n is measured from the start of the process to the first
response of its REST API, alternately with and without the package; the API is requested four times a second.`,
	measure: async (setting) => {
		const { progress } = setting;
		const packed = await buildAndPack(progress);
		const results = await requireAll(setting);
		const own = results.map((each) => each.own.ms);
		const before = results.map((each) => each.before.ms);
		const tarball = (await stat(packed.tarball)).size / 1024;
		const dist = (await sizeOf(join(projectFolder, 'dist'))) / 1024;
		return [
			toRow(setting, {
				key: 'load.time',
				title: 'Loading all nodes and credentials (n8n-workflow and zod are already loaded)',
				value: median(own),
				unit: 'ms',
				goal: { atMost: 60 },
				runs: { ms: own },
			}),
			toRow(setting, {
				key: 'load.ratio',
				title: 'The same relative to loading n8n-workflow and zod',
				value: median(ratios(own, before)),
				unit: '×',
				runs: { ourMs: own, theirMs: before },
			}),
			toRow(setting, {
				key: 'load.heap',
				title: 'Heap in use afterwards',
				value: median(results.map((each) => each.own.heapMiB)),
				unit: 'MiB',
				runs: { heapMiB: results.map((each) => each.own.heapMiB) },
			}),
			toRow(setting, {
				key: 'load.tarball',
				title: 'Size of the packed package',
				value: tarball,
				unit: 'KB',
				goal: { atMost: 250 },
				runs: { tarballKB: [tarball] },
			}),
			toRow(setting, {
				key: 'load.dist',
				title: 'Size of dist',
				value: dist,
				unit: 'KB',
				runs: { distKB: [dist] },
			}),
			await startOfN8n(setting, packed.tarball),
		];
	},
};

async function requireAll({ rounds, progress }: Setting): Promise<Array<z.infer<typeof resultSchema>>> {
	const results: Array<z.infer<typeof resultSchema>> = [];
	for (let round = 0; round < rounds; round += 1) {
		progress.update(`load: round ${round + 1} of ${rounds} …`);
		results.push(await inChild('load.js', { package: projectFolder }, resultSchema, { plain: true }));
	}
	return results;
}

/** Bytes of all files in a folder. */
async function sizeOf(folder: string): Promise<number> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile());
	const sizes = await Promise.all(
		files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
	);
	return sizes.reduce((sum, size) => sum + size, 0);
}

async function startOfN8n(setting: Setting, tarball: string): Promise<Row> {
	const { folder, progress, rounds } = setting;
	const runtime = await ensureRuntime(progress);
	const folders = { with: join(folder, 'n8n-with'), without: join(folder, 'n8n-without') };
	const start = async (userFolder: string): Promise<number> => {
		const began = performance.now();
		const n8n = await startN8n({ runtime, userFolder, port: await freePort() });
		const seconds = (performance.now() - began) / 1000;
		await n8n.stop();
		return seconds;
	};
	// The first start creates the database.
	for (const userFolder of Object.values(folders)) {
		progress.update('load: the first start of n8n …');
		await start(userFolder);
	}
	await installPackage(folders.with, tarball);
	const measured = (which: keyof typeof folders) => async (round: number) => {
		progress.update(`load: n8n ${which} the package, round ${round + 1} of ${rounds} …`);
		return await start(folders[which]);
	};
	const seconds = await alternate(rounds, { with: measured('with'), without: measured('without') });
	return toRow(setting, {
		key: 'load.start',
		title: 'Start of n8n with the package relative to without',
		value: median(ratios(seconds.with, seconds.without)),
		unit: '×',
		runs: { withSeconds: seconds.with, withoutSeconds: seconds.without },
	});
}
