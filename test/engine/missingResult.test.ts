import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { builtNode } from '../../scripts/built';
import { firstText, vendorStage, type Stage } from '../support/stage';
import { testedVendors } from '../support/vendors';

/** Every operation that returns a result of a job, while the job has none. */

/** Maximum number of requests that may be sent to find out that there is no result. */
const MOST_REQUESTS = 2;

/** Parameters of an operation, one set for each way in which it fetches the result. */
const VARIANTS: Readonly<Record<string, readonly IDataObject[]>> = {
	get: [{}, { output: 'vendorText' }, { output: 'vendorSrt' }],
	getCaptions: [{}, { options: { captionMaker: 'vendor' } }],
	searchWords: [{ terms: 'the' }, { terms: 'the', options: { searchMaker: 'vendor' } }],
};

describe.each(testedVendors)('$displayName', (vendor) => {
	const { properties } = builtNode(vendor.folder, vendor.folder).description;
	const fieldsOf = (operation: string) =>
		properties.filter(
			({ displayOptions }) =>
				displayOptions?.show?.resource?.includes('transcript') &&
				displayOptions.show.operation?.includes(operation),
		);
	const offers = (operation: string, parameters: IDataObject) => {
		const fields = JSON.stringify(fieldsOf(operation));
		return Object.entries({ ...parameters, ...Object(parameters.options) }).every(
			([name, value]) => name === 'options' || (fields.includes(`"${name}"`) && isOffered(fields, value)),
		);
	};
	const cases = properties
		.filter(
			({ name, displayOptions }) => name === 'jobId' && displayOptions?.show?.resource?.[0] === 'transcript',
		)
		.flatMap(({ displayOptions }) => displayOptions?.show?.operation ?? [])
		.flatMap((operation) =>
			(VARIANTS[String(operation)] ?? [{}])
				.filter((parameters) => offers(String(operation), parameters))
				.map((parameters) => [String(operation), parameters] as const),
		);
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

function isOffered(fields: string, value: unknown): boolean {
	return value === 'vendor' || !/^vendor/.test(String(value)) || fields.includes(`"${String(value)}"`);
}
