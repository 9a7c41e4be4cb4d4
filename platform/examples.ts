import { existsSync } from 'fs';
import { readFile, readdir } from 'fs/promises';
import { basename, join } from 'path';
import { z } from 'zod/v4';

import { projectFolder } from './paths';
import { PICTURES_IN_N8N } from './pictures';
import { workflowSchema, type StoredCredential, type Workflow } from './rest';

/** Placeholder addresses in the example workflows. */
const placeholders = {
	recordings: 'https://recordings.example.com/',
	n8n: 'https://n8n.example.com/',
};

/** The address of the pictures in the public repository. */
const PUBLISHED_PICTURES =
	/https:\/\/github\.com\/[\w-]+\/n8n-nodes-transcription\/raw\/main\/docs\/images\/outcomes\//g;

const metaSchema = z.object({
	/** How to run the example. */
	example: z.discriminatedUnion('start', [
		/** Started with the button "Execute workflow". */
		z.object({ vendor: z.string(), start: z.literal('manual') }),
		/**
		 * Started by its form; `answers` are those to its fields in their order. The answer to a field for a file is the
		 * name of a recording of the sandbox.
		 */
		z.object({ vendor: z.string(), start: z.literal('form'), answers: z.array(z.string()) }),
		/** Started by a played app, which calls the test URL of the trigger. */
		z.object({ vendor: z.string(), start: z.literal('app') }),
		/** Started when a job ends; `createdBy` is the file name of the example that creates such a job. */
		z.object({ vendor: z.string(), start: z.literal('trigger'), createdBy: z.string() }),
	]),
});

/** An example workflow in the folder. */
export interface Example {
	/** Its file name without the extension. */
	name: string;
	workflow: Workflow;
	meta: z.infer<typeof metaSchema>['example'];
}

/** The values that replace the placeholders of an example. */
export interface Surroundings {
	/** The URL of n8n, without a trailing slash. */
	n8nUrl: string;
	/** The URL of the sandbox, without a trailing slash. */
	sandboxUrl: string;
	credentials: StoredCredential[];
}

/**
 * All example workflows, sorted by name. Throws if a file is not a workflow, or if its `meta.example` does not define
 * how it starts.
 */
export async function loadExamples(folder = join(projectFolder, 'examples')): Promise<Example[]> {
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	return await Promise.all(
		files.map(async (file) => {
			const workflow = workflowSchema.parse(JSON.parse(await readFile(join(folder, file), 'utf8')));
			return {
				name: basename(file, '.json'),
				workflow,
				meta: metaSchema.parse(workflow.meta).example,
			};
		}),
	);
}

/**
 * The workflow with its placeholder addresses replaced and every node's credential looked up by type.
 *
 * Throws if n8n has no credential of a type that a node needs.
 */
export function prepareWorkflow(workflow: Workflow, surroundings: Surroundings): Workflow {
	const text = JSON.stringify(workflow)
		.replaceAll(placeholders.recordings, `${surroundings.sandboxUrl}/__sandbox/recordings/`)
		.replaceAll(placeholders.n8n, `${surroundings.n8nUrl}/`)
		.replaceAll(PUBLISHED_PICTURES, PICTURES_IN_N8N);
	const placed = workflowSchema.parse(JSON.parse(text));
	return {
		...placed,
		nodes: placed.nodes.map((node) =>
			node.credentials === undefined
				? node
				: { ...node, credentials: wireCredentials(Object.keys(node.credentials), surroundings.credentials) },
		),
	};
}

/** Whether an example is a complete workflow from a source to a destination: those have a page. */
export function isReadyMade(name: string): boolean {
	return existsSync(join(projectFolder, 'docs', 'outcomes', `${name}.md`));
}

/** The node that starts a workflow. Throws if there is none. */
export function startOf(workflow: Pick<Workflow, 'name' | 'nodes'>): Workflow['nodes'][number] {
	const start = workflow.nodes.find(({ type }) => /trigger$/i.test(type));
	if (start === undefined) throw new Error(`The workflow "${workflow.name}" has no trigger`);
	return start;
}

function wireCredentials(
	types: string[],
	stored: StoredCredential[],
): Record<string, { id: string; name: string }> {
	return Object.fromEntries(
		types.map((type) => {
			const credential = stored.find((candidate) => candidate.type === type);
			if (credential === undefined) throw new Error(`n8n has no credential of the type ${type}`);
			return [type, { id: credential.id, name: credential.name }];
		}),
	);
}
