/**
 * `npm run simulate`: lives of workflows in a deterministic world; see docs/simulation.md.
 *
 *     npm run simulate -- --seeds 1000                     lives of each vendor, from seed 0
 *     npm run simulate -- --seeds 1000 --from 5000         from another seed
 *     npm run simulate -- --vendor prosa --seed 17         one life with its trace
 *     npm run simulate -- --planted                        whether planted bugs are found
 *     npm run simulate -- --planted --bug 5xx              those whose name has this text
 *     npm run simulate -- --planted --dry                  whether they can still be planted
 */
import { parseArgs } from 'node:util';

import { bundlePackage } from './package/bundle';
import { findPlantedBugs } from './planted/find';
import { liveMany } from './pool';
import { Stage } from './runSeed';
import type { Summary } from './summary';
import { VENDOR_NAMES, type VendorName } from './vendors/model';

const { values } = parseArgs({
	options: {
		seeds: { type: 'string', default: '250' },
		from: { type: 'string', default: '0' },
		seed: { type: 'string' },
		vendor: { type: 'string' },
		jobs: { type: 'string', default: '2' },
		planted: { type: 'boolean', default: false },
		bug: { type: 'string' },
		dry: { type: 'boolean', default: false },
	},
});

async function main(): Promise<boolean> {
	const vendors = vendorsOf(values.vendor);
	const jobs = wholeOf('jobs', values.jobs);
	if (values.planted) return await findPlantedBugs({ jobs, only: values.bug, isDry: values.dry });
	const code = await bundlePackage();
	if (values.seed !== undefined) {
		const seed = wholeOf('seed', values.seed);
		let isClean = true;
		for (const vendor of vendors) isClean = (await showLife(code, vendor, seed)) && isClean;
		return isClean;
	}
	const [count, from] = [wholeOf('seeds', values.seeds), wholeOf('from', values.from)];
	let isClean = true;
	for (const vendor of vendors) {
		const began = Date.now();
		const summary = await liveMany({
			code,
			vendor,
			from,
			count,
			jobs,
			onProgress: progressOf(vendor, count),
		});
		isClean = summary.failures.length === 0 && isClean;
		print(vendor, summary, Date.now() - began);
	}
	return isClean;
}

/** Runs one life; returns whether nothing was wrong in it. */
async function showLife(code: string, vendor: VendorName, seed: number): Promise<boolean> {
	const { plan, trace, hash, violations } = await new Stage(code).live(seed, vendor);
	console.log(`${vendor}, seed ${seed}\n\n${JSON.stringify(plan, undefined, '  ')}\n\n${trace}\n`);
	for (const { rule, what } of violations) console.log(`WRONG  ${rule}: ${what}`);
	console.log(`trace ${hash}, ${violations.length === 0 ? 'nothing wrong' : `${violations.length} wrong`}`);
	return violations.length === 0;
}

function print(vendor: VendorName, { lives, failures, counts }: Summary, tookMs: number): void {
	const perMinute = Math.round(lives / (tookMs / 60_000));
	console.log(`${vendor}: ${lives} lives in ${Math.round(tookMs / 1000)} s (${perMinute} a minute)`);
	const sorted = Object.entries(counts).sort(([a], [b]) => a.localeCompare(b, 'en'));
	console.log(`  ${sorted.map(([name, count]) => `${name} ${count}`).join(', ')}`);
	for (const { seed, violations } of failures) {
		console.log(`  WRONG with seed ${seed}: ${violations.join('\n    ')}`);
		console.log(`    npm run simulate -- --vendor ${vendor} --seed ${seed}`);
	}
}

/** Shows the progress of a long run in a terminal. */
function progressOf(vendor: VendorName, count: number): (summary: Summary) => void {
	return ({ lives, failures }) => {
		if (!process.stderr.isTTY) return;
		process.stderr.write(`\r${vendor}: ${lives} of ${count}, ${failures.length} wrong `);
		if (lives === count) process.stderr.write('\r');
	};
}

function vendorsOf(name: string | undefined): readonly VendorName[] {
	if (name === undefined) return VENDOR_NAMES;
	const vendor = VENDOR_NAMES.find((each) => each.toLowerCase() === name.toLowerCase());
	if (vendor === undefined) throw new Error(`--vendor must be one of ${VENDOR_NAMES.join(', ')}`);
	return [vendor];
}

function wholeOf(name: string, text: string): number {
	if (!/^\d+$/.test(text)) throw new Error(`--${name} must be a whole number`);
	return Number(text);
}

main().then(
	(isClean) => {
		process.exitCode = isClean ? 0 : 1;
	},
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 2;
	},
);
