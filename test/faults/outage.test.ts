import { NODE, vendorStage, type Stage } from '../support/stage';
import { testedVendors } from '../support/vendors';

const JOBS = 100;

/** A gateway answers everything with 503 for so long, in ms. */
const OUTAGE_MS = 20_000;

const stages: Stage[] = [];

afterAll(async () => {
	await Promise.all(stages.map(async (stage) => await stage.close()));
});

/** The vendors side by side: each outage takes its time. */
it(`Transcribe of ${JOBS} recordings survives an outage of ${OUTAGE_MS / 1000} s at every vendor`, async () => {
	const results = await Promise.all(
		testedVendors.map(async (vendor) => {
			const stage = await vendorStage(vendor);
			stages.push(stage);
			await stage.sandbox.speed({ processingMs: 1_000 });
			const recording = await stage.recording(vendor.recording);
			const running = stage.run(
				{
					resource: 'transcript',
					operation: 'transcribe',
					output: 'text',
					...vendor.fromFile,
					options: vendor.pollingOptions,
				},
				Array.from({ length: JOBS }, () => recording),
			);
			const jobs = async () => (await stage.sandbox.jobs(vendor.name)).length;
			while ((await jobs()) < JOBS) await new Promise((resolve) => setTimeout(resolve, 50));
			await stage.sandbox.faults({
				kind: 'status',
				status: 503,
				times: null,
				match: { vendor: vendor.name },
			});
			await new Promise((resolve) => setTimeout(resolve, OUTAGE_MS));
			const [struck] = await stage.sandbox.struck();
			await stage.sandbox.clearFaults();
			const { error, ...run } = await running;
			return {
				vendor: vendor.name,
				error: error?.message,
				texts: run.json(NODE).filter(({ text }) => typeof text === 'string' && text !== '').length,
				jobs: await jobs(),
				wasHit: (struck ?? 0) > 0,
			};
		}),
	);
	expect(results).toEqual(
		testedVendors.map(({ name }) => ({
			vendor: name,
			error: undefined,
			texts: JOBS,
			jobs: JOBS,
			wasHit: true,
		})),
	);
});
