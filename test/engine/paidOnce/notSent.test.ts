import { NODE, vendorStage, type Stage } from '../../support/stage';
import { testedVendors } from '../../support/vendors';

const botlhale = testedVendors.find(({ name }) => name === 'botlhale');
if (!botlhale) throw new Error('no Botlhale AI');

/** A request for a token precedes the paid one: its failure is never one of a job that may exist. */
describe('a token endpoint that fails', () => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await vendorStage(botlhale);
	});
	afterAll(async () => await stage.close());
	beforeEach(async () => await stage.sandbox.reset());

	const match = { vendor: 'botlhale', path: 'auth|[gG]enerate' };
	const short = { resource: 'transcript', operation: 'transcribeShort', output: 'text' };

	it('with 500 to the end says nothing of a recording that may have been counted', async () => {
		await stage.sandbox.faults({ kind: 'status', status: 500, times: null, match });
		const run = await stage.run({ ...short, options: { retries: 1 } }, [
			await stage.recording(botlhale.recording),
		]);
		expect(run.error?.message).toMatch(/bearer token/);
		expect(run.error?.description).not.toMatch(/counted|created/);
	});

	it('and then recovers does not end a short transcription', async () => {
		await stage.sandbox.faults({ kind: 'status', status: 500, times: 1, match });
		const run = await stage.run(short, [await stage.recording(botlhale.recording)]);
		expect(run.error).toBeUndefined();
		expect(run.json(NODE)[0]?.text).toMatch(/\w/);
	});
});
