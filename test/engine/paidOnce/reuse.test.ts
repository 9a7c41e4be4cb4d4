import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { builtNode } from '../../../scripts/built';
import { chain } from '../../support/engine';
import { NODE, vendorStage, type Stage } from '../../support/stage';
import { allVendors, testedVendors, type TestedVendor } from '../../support/vendors';

/** The vendors whose list shows the mark of a job. */
const REUSING = ['prosa', 'speechmatics'];

const vendors = testedVendors.filter(({ name }) => REUSING.includes(name));

it('the option is offered where the list of jobs shows the mark', () => {
	const offering = allVendors.filter(({ folder }) =>
		builtNode(folder, folder).description.properties.some(
			({ name, options = [] }) =>
				name === 'options' && options.some((option) => option.name === 'reuseExistingJob'),
		),
	);
	expect(offering.map(({ name }) => name)).toEqual(REUSING);
});

describe.each(vendors)('Reuse Existing Job at $displayName', (vendor) => {
	let stage: Stage;
	let recording: INodeExecutionData;

	beforeAll(async () => {
		stage = await vendorStage(vendor);
	});

	beforeEach(async () => {
		await stage.sandbox.reset();
		recording = await stage.recording(vendor.recording);
	});

	afterAll(async () => {
		await stage.close();
	});

	const transcribe = async (
		options: IDataObject = { reuseExistingJob: true },
		item = recording,
		more: IDataObject = {},
	) => {
		const parameters = parametersOf(vendor, options, more);
		const run = await stage.engine.run({
			id: 'workflow-1',
			nodes: [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' }, stage.node(parameters)],
			connections: chain('Start', NODE),
			input: [item],
		});
		expect(run.error?.message).toBeUndefined();
		return run.json(NODE)[0] ?? {};
	};
	const jobs = async () => await stage.sandbox.jobs(vendor.name);

	it('returns the transcript of the job of an earlier execution', async () => {
		const first = await transcribe();
		const again = await transcribe({ reuseExistingJob: true }, await stage.recording(vendor.recording));
		expect(first.text).not.toBe('');
		expect([again.text, again.jobId]).toEqual([first.text, first.jobId]);
		expect(await jobs()).toHaveLength(1);
	});

	it('continues with a job that is still running', async () => {
		await stage.sandbox.speed({ processingMs: 3_000 });
		const [first, second] = await Promise.all([
			transcribe({ ...vendor.pollingOptions, reuseExistingJob: true }),
			(async () => {
				while ((await jobs()).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
				return await transcribe();
			})(),
		]);
		await stage.sandbox.speed({ processingMs: 0 });
		expect(second.jobId).toBe(first.jobId);
		expect(await jobs()).toHaveLength(1);
	});

	it('pays for a job in another workflow', async () => {
		await transcribe();
		const run = await stage.run(parametersOf(vendor, { reuseExistingJob: true }, {}), [recording]);
		expect(run.error?.message).toBeUndefined();
		expect(await jobs()).toHaveLength(2);
	});

	it('pays for a job if the option is off, or was off before', async () => {
		await transcribe({});
		await transcribe({});
		await transcribe();
		expect(await jobs()).toHaveLength(3);
	});

	it('pays for another recording', async () => {
		await transcribe();
		const other = await stage.engine.binaryItem({
			data: Buffer.concat([await stage.engine.readBinary(recording), Buffer.alloc(1)]),
			fileName: vendor.recording,
			mimeType: 'audio/mpeg',
		});
		await transcribe({ reuseExistingJob: true }, other);
		expect(await jobs()).toHaveLength(2);
	});

	it('pays for other settings', async () => {
		await transcribe();
		await transcribe({ reuseExistingJob: true }, recording, OTHER_SETTINGS[vendor.name]);
		expect(await jobs()).toHaveLength(2);
	});

	it('pays again if the job was deleted', async () => {
		const { jobId } = await transcribe();
		const run = await stage.run({
			resource: 'job',
			operation: 'delete',
			jobId: { mode: 'id', value: jobId },
		});
		expect(run.error?.message).toBeUndefined();
		const again = await transcribe();
		expect(again.jobId).not.toBe(jobId);
	});

	it('is not limited by "Stop Before" if nothing is paid', async () => {
		const { jobId } = await transcribe();
		const limit = { stopBefore: { limits: { unit: 'minutes', perItem: 0.01 } } };
		const again = await transcribe({ reuseExistingJob: true, ...limit });
		expect(again.jobId).toBe(jobId);
	});
});

const OTHER_SETTINGS: Record<string, IDataObject> = {
	prosa: { speakers: 2 },
	speechmatics: { speakers: 'voice' },
};

function parametersOf({ fromFile }: TestedVendor, options: IDataObject, more: IDataObject) {
	return {
		resource: 'transcript',
		operation: 'transcribe',
		...fromFile,
		...more,
		options,
	};
}
