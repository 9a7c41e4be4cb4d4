import { bundlePackage } from '../package/bundle';
import { liveMany } from '../pool';
import type { Failure } from '../summary';
import { PLANTED_BUGS, type PlantedBug } from './bugs';

/** So many lives of a vendor must be enough to find a bug. */
const MOST_SEEDS = 1_000;

export interface PlantedOptions {
	jobs: number;
	/** Only bugs whose name contains this text. */
	only: string | undefined;
	/** Only whether each can still be planted. */
	isDry: boolean;
}

/** Plants one bug after the other and looks for it; says whether all were found. */
export async function findPlantedBugs({ jobs, only = '', isDry }: PlantedOptions): Promise<boolean> {
	const bugs = PLANTED_BUGS.filter(({ name }) => name.includes(only));
	let missed = 0;
	if (isDry) {
		for (const { patches } of bugs) await bundlePackage(patches);
		console.log(`${bugs.length} bugs can be planted`);
		return true;
	}
	for (const bug of bugs) {
		const found = await find(bug, jobs);
		if (found === undefined) missed += 1;
		console.log(`${found === undefined ? 'MISSED' : 'found '}  ${bug.name}`);
		if (found) console.log(`        ${found.vendor}, seed ${found.seed}: ${found.violations[0] ?? ''}`);
	}
	console.log(
		`\n${bugs.length - missed} of ${bugs.length} planted bugs were found within ${MOST_SEEDS} seeds`,
	);
	return missed === 0;
}

async function find({ vendors, patches }: PlantedBug, jobs: number): Promise<Failure | undefined> {
	const code = await bundlePackage(patches);
	for (const vendor of vendors) {
		const { failures } = await liveMany({
			code,
			vendor,
			from: 0,
			count: MOST_SEEDS,
			jobs,
			stopsEarly: true,
		});
		if (failures[0]) return failures[0];
	}
	return undefined;
}
