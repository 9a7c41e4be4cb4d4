import { NODE, vendorStage, type Stage } from '../../support/stage';
import { testedVendors } from '../../support/vendors';

const botlhale = testedVendors.find(({ name }) => name === 'botlhale');
if (!botlhale) throw new Error('Botlhale AI is not registered');

/** A token request precedes the paid request. If it fails, no job can exist. */
describe('a failing token endpoint', () => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await vendorStage(botlhale);
	});
	afterAll(async () => await stage.close());
	beforeEach(async () => await stage.sandbox.reset());

	const match = { vendor: 'botlhale', path: 'auth|[gG]enerate' };
	const short = { resource: 'transcript', operation: 'transcribeShort', output: 'text' };

	it('that permanently returns 500 does not lead to a warning that the recording may have been counted', async () => {
		await stage.sandbox.faults({ kind: 'status', status: 500, times: null, match });
		const run = await stage.run({ ...short, options: { retries: 1 } }, [
			await stage.recording(botlhale.recording),
		]);
		expect(run.error?.message).toMatch(/bearer token/);
		expect(run.error?.description).not.toMatch(/counted|created/);
	});

	it('that recovers does not end a short transcription', async () => {
		await stage.sandbox.faults({ kind: 'status', status: 500, times: 1, match });
		const run = await stage.run(short, [await stage.recording(botlhale.recording)]);
		expect(run.error).toBeUndefined();
		expect(run.json(NODE)[0]?.text).toMatch(/\w/);
	});
});
