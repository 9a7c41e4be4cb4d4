import { burst } from './support/bursts';
import { openStage, type Surroundings } from './support/stage';
import { vendors } from './support/vendors';

const JOBS = 20;

/** All executions must be awake by then, in ms. */
const AWAKE_WITHIN_MS = 30_000;

let stage: Surroundings;

beforeAll(async () => {
	stage = await openStage();
});

afterAll(async () => await stage.sandbox.speed({ processingMs: 300 }));

it.each(vendors.filter(({ suspends }) => suspends))(
	`an execution with ${JOBS} jobs of $displayName that end together resumes once, with few requests`,
	async (facts) => {
		const { requests, statuses, awakeMs, texts } = await burst(stage, facts, JOBS);
		expect(texts).toHaveLength(JOBS);
		expect(texts.filter((text) => !text.includes(facts.recording.word))).toEqual([]);
		expect(requests).toBeLessThanOrEqual(2 * JOBS + 10);
		expect(statuses).toEqual({ 200: JOBS });
		expect(awakeMs).toBeLessThanOrEqual(AWAKE_WITHIN_MS);
	},
);
