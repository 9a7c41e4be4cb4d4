import { testedVendors } from '../support/vendors';
import { recordingsOf } from './support/recordings';
import { openStage, type Stage } from './support/stage';
import { createAndSuspend, itemsOf, text } from './support/workflows';

const JOBS = 100;

/** Webhook processes do not share memory, so each requests the jobs. */
const PROCESSES = 2;

/** An execution must have resumed by then, in ms. */
const AWAKE_WITHIN_MS = 60_000;

let stage: Stage;

beforeAll(async () => {
	stage = await openStage();
});

beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ queuedMs: 0, processingMs: 3_600_000, retryFactor: 1, timeoutFactor: 1 });
});

it.each(testedVendors.filter(({ suspends }) => suspends))(
	`${JOBS} jobs of $name that end together resume their execution once, through two webhook processes`,
	async (vendor) => {
		const recordings = recordingsOf(vendor, JOBS);
		const workflow = await createAndSuspend(stage, vendor);
		await workflow.start(recordings);
		await workflow.until('it to sleep', ({ waiting }) => waiting === 1);
		const before = (await stage.sandbox.requests({ vendor: vendor.name })).length;
		await stage.sandbox.finish();
		const items = itemsOf(await workflow.ended(1, AWAKE_WITHIN_MS));
		const requests = (await stage.sandbox.requests({ vendor: vendor.name })).length - before;
		expect(items).toHaveLength(JOBS);
		recordings.forEach(({ says }, index) => expect(text(items[index], 'text')).toMatch(says));
		expect(requests).toBeLessThanOrEqual(PROCESSES * 2 * JOBS + 10);
		console.log(`${vendor.name}: ${requests} requests for ${JOBS} jobs`);
		await workflow.deactivate();
	},
);
