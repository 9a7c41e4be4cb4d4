import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { builtNode } from '../../scripts/built';
import { firstText, vendorStage, type Stage } from '../support/stage';
import { testedVendors } from '../support/vendors';

/** Every operation that returns a result of a job, while the job has none. */

/** Maximum number of requests that may be sent to find out that there is no result. */
const MOST_REQUESTS = 2;

interface Variant {
	operation: string;
	parameters?: IDataObject;
	/** A name or value that the fields of the operation have at vendors with this variant. */
	requires?: string;
}

/** Parameters without which an operation sends nothing. */
const REQUIRED: Readonly<Record<string, IDataObject>> = {
	searchWords: { terms: 'the' },
	understand: { tasks: { target_languages: ['es'] } },
};

/** Further ways in which operations fetch a result. */
const VARIANTS: readonly Variant[] = [
	{ operation: 'get', parameters: { output: 'vendorText' }, requires: 'vendorText' },
	{ operation: 'get', parameters: { output: 'vendorSrt' }, requires: 'vendorSrt' },
	{
		operation: 'getCaptions',
		parameters: { options: { captionMaker: 'vendor' } },
		requires: 'captionMaker',
	},
	{
		operation: 'searchWords',
		parameters: { terms: 'the', options: { searchMaker: 'vendor' } },
		requires: 'searchMaker',
	},
];

describe.each(testedVendors)('$displayName', (vendor) => {
	const { properties } = builtNode(vendor.folder, vendor.folder).description;
	const fields = properties.filter(
		({ displayOptions }) => displayOptions?.show?.resource?.includes('transcript') === true,
	);
	const has = ({ operation, requires = 'operation' }: Variant) =>
		fields.some(
			(field) =>
				field.displayOptions?.show?.operation?.includes(operation) === true &&
				JSON.stringify(field).includes(`"${requires}"`),
		);
	const ofJobs = fields
		.filter(({ name }) => name === 'jobId')
		.flatMap(({ displayOptions }) => displayOptions?.show?.operation ?? [])
		.filter((operation) => typeof operation === 'string');
	const cases = [
		...ofJobs.map((operation): [string, IDataObject] => [operation, REQUIRED[operation] ?? {}]),
		...VARIANTS.filter(has).map(({ operation, parameters = {} }): [string, IDataObject] => [
			operation,
			parameters,
		]),
	];
	let stage: Stage;

	beforeAll(async () => {
		stage = await vendorStage(vendor);
	});
	afterAll(async () => await stage.close());
	beforeEach(async () => {
		await stage.sandbox.reset();
		await stage.sandbox.speed({ processingMs: 0 });
	});

	async function jobFor(operation: string): Promise<string> {
		return await created(operation, vendor.fromFile, await stage.recording(vendor.recording));
	}

	/** A job that fails: its recording does not exist or is none. */
	async function failedJob(operation: string): Promise<string> {
		const url = `${stage.sandbox.url}/__sandbox/recordings/none.mp3`;
		const item = await stage.engine.binaryItem({ data: Buffer.from('no audio at all'), fileName: 'a.wav' });
		return await created(
			operation,
			vendor.takesUrl ? { recordingSource: 'url', url } : vendor.fromFile,
			item,
		);
	}

	async function created(operation: string, recording: IDataObject, item: INodeExecutionData) {
		const create =
			operation === 'getAlignment'
				? { operation: 'createAlignment', textSource: 'text', text: 'the text' }
				: { operation: 'create' };
		return firstText(await stage.run({ resource: 'job', ...create, ...recording }, [item]), 'jobId');
	}

	async function result(operation: string, parameters: IDataObject, jobId: string) {
		const before = (await stage.sandbox.requests()).length;
		const run = await stage.run({ resource: 'transcript', operation, ...parameters }, [{ json: { jobId } }]);
		return { run, requests: (await stage.sandbox.requests()).slice(before) };
	}

	it.each(cases)(
		'%s of a running job names its status and how to wait: %j',
		async (operation, parameters) => {
			await stage.sandbox.speed({ processingMs: 60_000 });
			const jobId = await jobFor(operation);
			const { run, requests } = await result(operation, parameters, jobId);
			expect(run.error?.message).toMatch(
				/^The transcript is not ready: the job has the status "(queued|running|processing|in_progress)" \(job /,
			);
			expect(run.error?.description).toMatch(/^Wait for the job with Job: Wait for Completion/);
			expect(run.error?.context.jobId).toBe(jobId);
			expect(requests.length).toBeLessThanOrEqual(MOST_REQUESTS);
		},
	);

	it.each(cases)('%s of a failed job names the reason: %j', async (operation, parameters) => {
		const jobId = await failedJob(operation);
		await stage.run({ resource: 'job', operation: 'wait', options: { onFailedJob: 'output' } }, [
			{ json: { jobId } },
		]);
		const { run } = await result(operation, parameters, jobId);
		expect(run.error?.message).toMatch(/^The job (failed: \S|ended with status "failed")/);
		expect(run.error?.description).not.toMatch(/Wait for/);
		expect(run.error?.context.jobId).toBe(jobId);
	});
});
