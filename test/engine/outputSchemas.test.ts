import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { resources } from '../../nodes/AssemblyAi/resources';
import { firstText, NODE, type Stage } from '../support/stage';
import { assemblyAiStage } from './assemblyai/stage';

const SCHEMAS = join(__dirname, '..', '..', 'dist', 'nodes', 'AssemblyAi', '__schema__', 'v1.0.0');

let stage: Stage;

beforeAll(async () => {
	stage = await assemblyAiStage();
});
afterAll(async () => await stage.close());

const described = resources.flatMap((resource) =>
	resource.operations.flatMap((operation) =>
		operation.output
			? [
					{
						resource: resource.value,
						operation: operation.value,
						output: operation.output,
						fields: new Set(operation.properties.map(({ name }) => name)),
					},
				]
			: [],
	),
);

it.each(described)(
	'$resource: $operation returns what the output schema describes',
	async ({ resource, operation, output, fields }) => {
		const file = join(SCHEMAS, resource, `${operation}.json`);
		expect(existsSync(file)).toBe(true);
		expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
			type: 'object',
			properties: expect.anything(),
		});

		const job = await stage.run({ resource: 'job', operation: 'create', recordingSource: 'binary' }, [
			await stage.recording('dialogue-en.mp3'),
		]);
		const parameters: IDataObject = {
			resource,
			operation,
			...(fields.has('jobId') ? { jobId: { mode: 'id', value: firstText(job, 'jobId') } } : {}),
			...(fields.has('terms') ? { terms: 'friday' } : {}),
		};
		const run = await stage.run(parameters, [await stage.recording('dialogue-en.mp3')]);
		expect(run.error).toBeUndefined();
		for (const item of run.json(NODE)) expect(output.safeParse(item).error).toBeUndefined();
		expect(run.json(NODE).length).toBeGreaterThan(0);
	},
);
