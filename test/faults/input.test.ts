import fc from 'fast-check';
import { jsonParse, type INodeExecutionData, type INodeParameters } from 'n8n-workflow';

import { fieldsOf, type Field } from './input/fields';
import { openInputStage, type InputStage } from './input/stage';
import { hostileValue } from './input/values';
import type { Case, VendorTable } from './model';
import { tables } from './tables';

/** Minimum number of generated cases per vendor. */
const CASES = 550;

const SEED = 20_260_101;

const AT_ONCE = 8;

/** Longer than any case may take; if it takes longer, it hangs. */
const PATIENCE_MS = 30_000;

/** How zod itself describes a value that does not match a schema. */
const WORDS_OF_ZOD =
	/Too (small|big): |Invalid (input|option|string|element|key|discriminator)\b|[Ee]xpected \w+, received|expected .{1,40} to (be|have) [<>=]|Unrecognized keys?:/;

const accidents: unknown[] = [];
const note = (reason: unknown) => accidents.push(reason);

beforeAll(() => {
	process.on('unhandledRejection', note);
});
afterAll(() => {
	process.off('unhandledRejection', note);
});

describe.each(tables)('$displayName', (vendor) => {
	let stage: InputStage;

	beforeAll(async () => {
		stage = await openInputStage(vendor);
	}, 60_000);
	afterAll(async () => await stage.close());

	it('accepts any value in any field, or says which field is wrong', async () => {
		const fields = fieldsOf(vendor, stage.description);
		const each = Math.ceil(CASES / fields.length);
		const cases = fields.flatMap((field, index) =>
			fc
				.sample(hostileValue, { numRuns: each, seed: SEED + index })
				.map((value) => ({ field, value, parameters: stored(field.fill(value)) })),
		);
		expect(cases.length).toBeGreaterThanOrEqual(CASES);
		const jobs = new Map<Case, string>();
		const complaints: string[] = [];
		await sideBySide(cases, async ({ field, value, parameters }) => {
			const input = await inputOf(stage, field, jobs);
			const found = await complaintOf(stage, vendor, field, parameters, input);
			if (found === undefined) return;
			complaints.push(`${field.operation}, ${field.title} = ${show(value)}: ${found}`);
		});
		expect(complaints).toEqual([]);
		const odd = stage.tap.asked.filter((call) => !vendor.routes.test(call.replace(/\?.*$/, '')));
		expect(odd).toEqual([]);
		expect(accidents).toEqual([]);
	}, 300_000);
});

/** The parameters as n8n stores them. */
function stored(parameters: Record<string, unknown>): INodeParameters {
	return jsonParse<INodeParameters>(JSON.stringify(parameters));
}

async function inputOf(
	stage: InputStage,
	{ from, operation }: Field,
	jobs: Map<Case, string>,
): Promise<INodeExecutionData[]> {
	if (from.input !== 'job') return [await stage.item()];
	const jobId = jobs.get(from) ?? (await stage.job(from));
	// A deleted job cannot be used for the next case.
	if (!operation.endsWith(':delete')) jobs.set(from, jobId);
	return [await stage.item(jobId)];
}

/** What is wrong with the result of a case; `undefined` if nothing is. */
async function complaintOf(
	stage: InputStage,
	vendor: VendorTable,
	field: Field,
	parameters: INodeParameters,
	input: INodeExecutionData[],
): Promise<string | undefined> {
	const run = await Promise.race([stage.run(parameters, input), patience()]);
	if (run === undefined) return 'it hangs';
	const { error } = run;
	if (error === undefined) return undefined;
	const description = 'description' in error ? String(error.description) : '';
	const whole = `${error.name}: ${error.message} | ${description}`;
	const told = whole.slice(0, 400);
	if (WORDS_OF_ZOD.test(whole)) return `it shows a message of zod: ${told}`;
	if (vendor.secrets.some((secret) => told.includes(secret))) return `it shows a secret: ${told}`;
	// n8n's own validation of required fields and expressions, before the node runs.
	if (error.name === 'WorkflowHasIssuesError') return undefined;
	if (error.name === 'NodeApiError') return error.message.includes(vendor.displayName) ? undefined : told;
	if (error.name !== 'NodeOperationError') return told;
	const said = `${error.message} ${description}`;
	if (/^The '.*' node has issues:/.test(error.message)) return undefined;
	// The vendor may not know a new job yet, so the node retries for an unknown one.
	if (field.labels.includes('Job ID') && said.includes('did not finish within')) return undefined;
	return field.labels.some((label) => said.includes(label)) ? undefined : told;
}

async function patience(): Promise<undefined> {
	await new Promise((resolve) => {
		setTimeout(resolve, PATIENCE_MS).unref();
	});
}

function show(value: unknown): string {
	return JSON.stringify(value).slice(0, 80);
}

async function sideBySide<T>(list: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
	const queue = [...list];
	const one = async () => {
		for (let each = queue.shift(); each !== undefined; each = queue.shift()) await work(each);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, one));
}
