import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Operation, Resource } from '../../nodes/shared/execution/operation';
import { resources as transcript } from '../../nodes/Transcript/resources';
import { createEngine } from '../support/engine';
import { firstText, NODE, vendorStage, type Stage } from '../support/stage';
import { deepgram } from '../support/transcriptFormats';
import { allVendors } from '../support/vendors';

const DIST = join(__dirname, '..', '..', 'dist', 'nodes');

/** Every vendor transcribes it. */
const RECORDING = 'dialogue-en.wav';

/** A word of the recording and of the sample: a search without a match returns no item. */
const WORD = 'morning';

/** Fields of a job that operations of one vendor require. */
const JOB_FIELDS: Record<string, IDataObject> = {
	assemblyai: {
		additionalFields: { redact_pii: true, redact_pii_policies: ['person_name'], redact_pii_audio: true },
	},
};

/** The part of JSON Schema that n8n reads. */
interface Shape {
	type?: string | undefined;
	properties?: Record<string, Shape> | undefined;
	items?: Shape | undefined;
}

const shapeSchema: z.ZodType<Shape> = z.object({
	type: z.string().optional(),
	get properties() {
		return z.record(z.string(), shapeSchema).optional();
	},
	get items() {
		return shapeSchema.optional();
	},
});

/** The paths of a value that its schema does not mention, e.g. `words[].rank`. An object without properties is open. */
function unmentioned(value: unknown, shape: Shape, path = ''): string[] {
	if (Array.isArray(value)) {
		return value.flatMap((each) => unmentioned(each, shape.items ?? {}, `${path}[]`));
	}
	if (typeof value !== 'object' || value === null || shape.properties === undefined) return [];
	const { properties } = shape;
	return Object.entries(value).flatMap(([key, inner]) => {
		const known = properties[key];
		const at = path === '' ? key : `${path}.${key}`;
		return known === undefined ? [at] : unmentioned(inner, known, at);
	});
}

/** The schema of an operation's output, as the build stores it for n8n. */
function storedShape(folder: string, resource: string, operation: string): Shape {
	const file = join(DIST, folder, '__schema__', 'v1.0.0', resource, `${operation}.json`);
	const shape = shapeSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
	expect(shape).toMatchObject({ type: 'object', properties: expect.anything() });
	return shape;
}

const operationsOf = (resources: readonly Resource[]) =>
	resources.flatMap((resource) =>
		resource.operations.map((described) => ({
			resource: resource.value,
			operation: described.value,
			described,
		})),
	);

it('covers every node with operations', () => {
	const folders = readdirSync(DIST).filter((folder) => existsSync(join(DIST, folder, '__schema__')));
	expect(folders.sort()).toEqual([...allVendors.map(({ folder }) => folder), 'Transcript'].sort());
});

it('finds members that a schema does not mention', () => {
	const shape: Shape = {
		properties: { words: { items: { properties: { text: {} } } }, tracking: {} },
	};
	expect(unmentioned({ words: [{ text: 'a', rank: 1 }], tracking: { a: 1 }, more: 1 }, shape)).toEqual([
		'words[].rank',
		'more',
	]);
});

describe.each(allVendors)('$displayName', (vendor) => {
	const { resources } = jest.requireActual<{ resources: readonly Resource[] }>(
		`../../nodes/${vendor.folder}/resources`,
	);
	let stage: Stage;

	beforeAll(async () => {
		stage = await vendorStage(vendor);
	});
	afterAll(async () => await stage.close());

	const file = async (): Promise<INodeExecutionData[]> => [await stage.recording(RECORDING)];

	/** A new job of the kind that the operation reads; its ID. */
	async function jobFor(operation: string): Promise<string> {
		const kind =
			operation === 'getAlignment'
				? { operation: 'createAlignment', textSource: 'text', text: 'Good morning.' }
				: { operation: 'create' };
		const created = await stage.run(
			{ resource: 'job', ...kind, ...vendor.fromFile, ...JOB_FIELDS[vendor.name] },
			await file(),
		);
		expect(created.error?.message).toBeUndefined();
		return firstText(created, 'jobId');
	}

	async function jobIdFor(operation: string, { type }: INodeProperties) {
		const value = await jobFor(operation);
		return type === 'resourceLocator' ? { mode: 'id', value } : value;
	}

	/** The input: a recording, or the transcript that an operation of a vendor without jobs works on. */
	async function inputFor({ properties }: Operation): Promise<INodeExecutionData[]> {
		const names = properties.map(({ name }) => name);
		if (names.includes('jobId') || !names.includes('transcript')) return await file();
		const parameters = { resource: 'transcript', operation: 'transcribe', output: 'words' };
		return (await stage.run(parameters, await file())).items(NODE);
	}

	async function parametersFor(operation: Operation): Promise<IDataObject> {
		const names = new Set(operation.properties.map(({ name }) => name));
		const jobField = operation.properties.find(({ name }) => name === 'jobId');
		const values: IDataObject = {
			recordingSource: 'binary',
			textSource: 'text',
			text: 'Good morning.',
			terms: WORD,
			callbackUrl: 'https://n8n.example.com/webhook/a/webhook',
			tasks: { target_languages: ['es'] },
			...(jobField === undefined ? {} : { jobId: await jobIdFor(operation.value, jobField) }),
		};
		return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
	}

	it.each(operationsOf(resources))(
		'$resource: $operation returns what its output schema describes',
		async ({ resource, operation, described: { output, ...whole } }) => {
			const shape = storedShape(vendor.folder, resource, operation);
			const described = { output, ...whole };
			const parameters = await parametersFor(described);
			const run = await stage.run({ resource, operation, ...parameters }, await inputFor(described));
			expect(run.error?.message).toBeUndefined();
			const items = run.json(NODE);
			expect(items.length).toBeGreaterThan(0);
			for (const item of items) {
				expect(output.safeParse(item).error).toBeUndefined();
				expect(unmentioned(item, shape)).toEqual([]);
			}
		},
	);
});

describe('Transcript', () => {
	it.each(operationsOf(transcript))(
		'$resource: $operation returns what its output schema describes',
		async ({ resource, operation, described: { output, properties } }) => {
			const shape = storedShape('Transcript', resource, operation);
			const engine = await createEngine({});
			const hasTerms = properties.some(({ name }) => name === 'terms');
			const node = {
				name: NODE,
				type: 'n8n-nodes-transcription.transcript',
				parameters: {
					resource,
					operation,
					...(hasTerms ? { terms: WORD } : {}),
					...(operation === 'compare' ? { options: { referenceText: 'Good day, Ada.' } } : {}),
				},
			};
			const run = await engine.runNode(node, [{ json: { ...deepgram } }]);
			expect(run.error?.message).toBeUndefined();
			const items = run.json(NODE);
			expect(items.length).toBeGreaterThan(0);
			for (const item of items) {
				expect(output.safeParse(item).error).toBeUndefined();
				expect(unmentioned(item, shape)).toEqual([]);
			}
		},
	);
});
