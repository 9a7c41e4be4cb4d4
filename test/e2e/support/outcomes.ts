import { join } from 'node:path';
import { z } from 'zod/v4';

import { runExample, type ExampleReport } from '../../../demo/runExample';
import { loadExamples, prepareWorkflow } from '../../../platform/examples';
import { projectFolder } from '../../../platform/paths';
import type { StoredWorkflow, Workflow } from '../../../platform/rest';
import type { Surroundings } from './stage';

const deliveriesSchema = z.array(
	z.object({ app: z.string(), kind: z.string(), content: z.record(z.string(), z.unknown()) }),
);

/** What an app has after a workflow has run. */
type Delivery = z.infer<typeof deliveriesSchema>[number];

/** What a run of an example led to. */
export interface Outcome {
	report: ExampleReport;
	/** What the apps have, oldest first. */
	delivered: Delivery[];
	/** The workflow as it ran. */
	stored: StoredWorkflow;
}

/** What the apps have, oldest first. */
export async function deliveries({ appsUrl }: Pick<Surroundings, 'appsUrl'>): Promise<Delivery[]> {
	const response = await fetch(`${appsUrl}/delivered`);
	return deliveriesSchema.parse(await response.json());
}

/** Empties the apps. */
export async function forgetDeliveries({ appsUrl }: Pick<Surroundings, 'appsUrl'>): Promise<void> {
	await fetch(`${appsUrl}/delivered`, { method: 'DELETE' });
}

/**
 * Runs an example in n8n, with the apps played, and returns what they have in the end.
 * @param change what to change in the example first
 */
export async function outcomeOf(
	stage: Surroundings,
	name: string,
	change: (workflow: Workflow) => Workflow = (workflow) => workflow,
): Promise<Outcome> {
	const example = (await loadExamples(join(projectFolder, 'examples'))).find((each) => each.name === name);
	if (example === undefined) throw new Error(`There is no example ${name}`);
	const { client, n8nUrl, sandboxUrl, credentials } = stage;
	const workflow = prepareWorkflow(change(example.workflow), { n8nUrl, sandboxUrl, credentials });
	const stored = await client.createWorkflow(workflow);
	await forgetDeliveries(stage);
	const imported = { ...example, workflow, stored };
	const report = await runExample(client, imported, [imported]);
	return { report, stored, delivered: await deliveries(stage) };
}
