import { Lookups, type Likelihood } from '../../../nodes/Botlhale/callback/lookups';
import { completedJob } from '../../../nodes/Botlhale/response/job';
import { TooManyRequests } from '../../../nodes/shared/http/requestBudget';
import type { Job } from '../../../nodes/shared/jobs/model';
import { inVirtualTime, takes } from '../../support/virtualTime';

/** A test in virtual time. */
const timed = (title: string, work: () => Promise<void>) => {
	it(title, async () => {
		await inVirtualTime(work);
	});
};

/** A vendor that knows the jobs whose names begin with "genuine", and counts its requests. */
class CountingVendor {
	requests = 0;

	/** Requests in progress. */
	private open = 0;

	mostAtOnce = 0;

	constructor(private readonly requestsPerLookup = 1) {}

	look = (name: string) => async (spend: () => void) => {
		this.open += 1;
		this.mostAtOnce = Math.max(this.mostAtOnce, this.open);
		try {
			for (let request = 0; request < this.requestsPerLookup; request += 1) {
				spend();
				this.requests += 1;
				await takes(20);
			}
			return name.startsWith('genuine') ? completedJob(name) : undefined;
		} finally {
			this.open -= 1;
		}
	};
}

async function find(
	lookups: Lookups,
	vendor: CountingVendor,
	name: string,
	likelihood: Likelihood = 'other',
): Promise<Job | 'unknown' | 'tooMany'> {
	const recent = lookups.recent('trigger', name);
	if (recent !== undefined) return recent.job ?? 'unknown';
	const [found] = await Promise.allSettled([lookups.find('trigger', name, likelihood, vendor.look(name))]);
	if (found.status === 'fulfilled') return found.value ?? 'unknown';
	expect(found.reason).toBeInstanceOf(TooManyRequests);
	return 'tooMany';
}

timed('looks up a name once at a time, and remembers unknown names and ended jobs', async () => {
	const [lookups, vendor] = [new Lookups(), new CountingVendor()];
	for (const name of ['forged', 'genuine']) {
		await Promise.all(Array.from({ length: 100 }, async () => await find(lookups, vendor, name)));
		for (let index = 0; index < 100; index += 1) await find(lookups, vendor, name);
	}
	expect(vendor.requests).toBe(2);
});

timed('looks up an unknown name again after a minute', async () => {
	const [lookups, vendor] = [new Lookups(), new CountingVendor()];
	await find(lookups, vendor, 'forged');
	await takes(61_000);
	await find(lookups, vendor, 'forged');
	expect(vendor.requests).toBe(2);
});

timed(
	'answers 10,000 forged callbacks with few requests, at most four at once, and finds the genuine jobs',
	async () => {
		const [lookups, vendor] = [new Lookups(), new CountingVendor(3)];
		const genuine: unknown[] = [];
		const batches = 100;
		for (let batch = 0; batch < batches; batch += 1) {
			const forged = Array.from({ length: 100 }, async (_each, index) => {
				await find(lookups, vendor, `forged-${batch}-${index}`);
			});
			genuine.push(
				await find(lookups, vendor, `genuine-created-${batch}`, 'created'),
				await find(lookups, vendor, `genuine-own-${batch}`, batch % 2 === 0 ? 'own' : 'created'),
			);
			await Promise.all(forged);
		}
		expect(genuine.filter((job) => job === 'tooMany')).toEqual([]);
		expect(genuine).toHaveLength(2 * batches);
		expect(vendor.requests).toBeLessThanOrEqual(60 + 3 * 2 * batches);
		expect(vendor.mostAtOnce).toBe(4);
	},
);

timed('allows further requests a minute later', async () => {
	const [lookups, vendor] = [new Lookups(), new CountingVendor()];
	const flood = async (wave: string) => {
		for (let index = 0; index < 100; index += 1) await find(lookups, vendor, `${wave}-${index}`);
	};
	await flood('first');
	expect(vendor.requests).toBe(60);
	await flood('second');
	expect(vendor.requests).toBe(60);
	await takes(61_000);
	expect(await find(lookups, vendor, 'genuine')).toMatchObject({ jobId: 'genuine' });
});

timed('requests a running job again, and lets others be looked up meanwhile', async () => {
	const lookups = new Lookups();
	const running: Job = { ...completedJob('slow'), status: 'running' };
	let looks = 0;
	const slow = Array.from(
		{ length: 6 },
		async (_each, index) =>
			await lookups.find('trigger', `slow-${index}`, 'created', async (spend) => {
				spend();
				looks += 1;
				return await Promise.resolve(running);
			}),
	);
	await takes(100);
	expect(await find(lookups, new CountingVendor(), 'genuine')).toMatchObject({ jobId: 'genuine' });
	expect(looks).toBe(6);
	expect((await Promise.all(slow)).map((job) => job?.status)).toEqual(slow.map(() => 'running'));
	expect(looks).toBe(24);
	expect(lookups.recent('trigger', 'slow-1')).toBeUndefined();
});

timed('looks up a name again that the vendor may know a little later, if it is likely genuine', async () => {
	for (const [likelihood, looks] of [
		['created', 3],
		['own', 3],
		['other', 1],
	] as const) {
		const vendor = new CountingVendor();
		const answers = ['forged', 'forged', 'genuine'];
		const job = await new Lookups().find('trigger', 'late', likelihood, async (spend) => {
			return await vendor.look(answers[vendor.requests] ?? 'forged')(spend);
		});
		expect([likelihood, job?.jobId, vendor.requests]).toEqual([
			likelihood,
			looks === 3 ? 'genuine' : undefined,
			looks,
		]);
	}
});
