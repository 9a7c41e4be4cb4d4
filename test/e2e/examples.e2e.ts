import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { z } from 'zod/v4';

import { loadExamples } from '../../platform/examples';
import { projectFolder } from '../../platform/paths';
import { builtNode } from '../../scripts/built';
import { openStage, type Surroundings } from './support/stage';
import { inARow, manualStart } from './support/workflows';

const SCRIPT = join(__dirname, 'support', 'validateExamples.cjs');

const PACKAGE = 'n8n-nodes-transcription';

const resultsSchema = z.array(z.object({ file: z.string(), issues: z.array(z.string()) }));

const reportSchema = z.object({
	data: z.object({
		report: z.object({ workflowResults: z.array(z.object({ ruleId: z.string() })) }),
	}),
});

const ruleSchema = z.object({
	data: z.object({
		affectedWorkflows: z.array(
			z.object({ id: z.string(), issues: z.array(z.object({ title: z.string() })) }),
		),
	}),
});

let stage: Surroundings;
let folder: string;

beforeAll(async () => {
	stage = await openStage();
	folder = await mkdtemp(join(tmpdir(), 'examples-'));
});
afterAll(async () => {
	await rm(folder, { recursive: true, force: true });
});

/** The descriptions of the nodes and of the tools that n8n makes of them. */
async function describeNodes() {
	const nodes = join(projectFolder, 'dist', 'nodes');
	const files = (await readdir(nodes, { recursive: true })).filter((file) => file.endsWith('.node.js'));
	return files.flatMap((file) => {
		const { description } = builtNode(
			dirname(file),
			file.slice(dirname(file).length + 1, -'.node.js'.length),
		);
		const type = { ...description, name: `${PACKAGE}.${description.name}` };
		return description.usableAsTool === undefined ? [type] : [type, { ...type, name: `${type.name}Tool` }];
	});
}

/** What n8n's AI workflow builder would say about the workflows in a folder. */
async function issuesIn(examples: string) {
	const nodes = join(folder, 'nodes.json');
	await writeFile(nodes, JSON.stringify(await describeNodes()));
	const modules = join(dirname(stage.runtime.n8n), '..', '..');
	const { stdout } = await promisify(execFile)(stage.runtime.node, [
		SCRIPT,
		modules,
		examples,
		nodes,
		join(folder, 'definitions'),
	]);
	return resultsSchema.parse(JSON.parse(stdout));
}

/** What n8n says will no longer work in n8n 3, for each of these workflows. */
async function brokenInVersion3(ids: ReadonlySet<string>): Promise<string[]> {
	const path = '/rest/breaking-changes/report';
	const response = await stage.client.request('POST', `${path}/refresh?version=v3`);
	const { data } = reportSchema.parse(await response.json());
	const titles = await Promise.all(
		data.report.workflowResults.map(async ({ ruleId }) => {
			const answer = await stage.client.request('GET', `${path}/${ruleId}`);
			const rule = ruleSchema.parse(await answer.json());
			return rule.data.affectedWorkflows
				.filter(({ id }) => ids.has(id))
				.flatMap(({ issues }) => issues.map(({ title }) => title));
		}),
	);
	return titles.flat();
}

it('are valid for the AI workflow builder, without warnings', async () => {
	const results = await issuesIn(join(projectFolder, 'examples'));
	expect(results.length).toBeGreaterThan(20);
	expect(results.filter(({ issues }) => issues.length > 0)).toEqual([]);
});

it('would not be valid with an operation that the node does not have', async () => {
	const example = (await loadExamples()).find(({ name }) => name === 'speechmatics-transcribe');
	if (example === undefined) throw new Error('There is no such example');
	const planted = join(folder, 'planted');
	await mkdir(planted);
	const text = JSON.stringify(example.workflow).replaceAll(
		'"operation":"transcribe"',
		'"operation":"translate"',
	);
	await writeFile(join(planted, 'planted.json'), text);
	const [result] = await issuesIn(planted);
	expect(result?.issues.join('\n')).toContain('"translate"');
});

it("are not affected by n8n's breaking changes of version 3", async () => {
	const examples = await loadExamples();
	const stored = [];
	for (const { workflow } of examples) {
		const nodes = workflow.nodes.map((node) => ({ ...node, credentials: {} }));
		stored.push(await stage.client.createWorkflow({ ...workflow, nodes }));
	}
	const affected = await stage.client.createWorkflow(
		inARow('Affected', { credentials: [] }, [
			manualStart,
			{
				name: 'Affected',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				parameters: {
					assignments: {
						assignments: [
							{ id: 'a', name: 'a', type: 'string', value: '={{ $getPairedItem("x", {}, {}) }}' },
						],
					},
				},
			},
		]),
	);
	expect(await brokenInVersion3(new Set([affected.id]))).not.toEqual([]);
	expect(await brokenInVersion3(new Set(stored.map(({ id }) => id)))).toEqual([]);
});
