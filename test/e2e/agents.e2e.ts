import { randomUUID } from 'node:crypto';

import { startChatServer, type ChatServer } from '../../platform/chatServer';
import { failureOf, outputOf, type StoredCredential, type Workflow } from '../../platform/rest';
import { isAtLeast } from '../../platform/versions';
import { typeOf } from './support/nodes';
import { openStage, type Surroundings } from './support/stage';
import { vendors, type VendorFacts } from './support/vendors';
import {
	bringRecording,
	fetchFileOfItem,
	inARow,
	MANUAL,
	manualStart,
	toNode,
	type Step,
} from './support/workflows';

/** The input of an agent must fit into its context together with everything else. */
const SHORT = 2_000;

let stage: Surroundings;
let chat: ChatServer;
let openAi: StoredCredential;

beforeAll(async () => {
	stage = await openStage();
	chat = await startChatServer();
	openAi = await stage.client.createCredential('Chat for tests', 'openAiApi', {
		apiKey: 'sandbox-key',
		url: chat.url,
	});
});

afterAll(async () => {
	await chat.stop();
});

it.each(vendors.filter(({ takesUrl }) => takesUrl))(
	'lets an agent transcribe a URL with $displayName',
	async (facts) => {
		const tool = nodeAsTool(facts, { operation: 'transcribe', url: URL_FROM_AGENT });
		expectShortText(facts, await ask(facts, wishFor(facts), tool));
	},
);

it.each(vendors.filter(({ takesUrl }) => takesUrl))(
	'pays $displayName once if an agent transcribes the same URL twice in one execution',
	async (facts) => {
		const before = (await stage.sandbox.jobs(facts.name)).length;
		const tool = nodeAsTool(facts, { operation: 'transcribe', url: URL_FROM_AGENT });
		expectShortText(facts, await ask(facts, `${wishFor(facts)} twice`, tool, 2));
		expect(await stage.sandbox.jobs(facts.name)).toHaveLength(before + 1);
	},
);

it.each(vendors.filter(({ takesUrl }) => !takesUrl))(
	'lets an agent transcribe a URL with $displayName by a workflow that fetches the recording first',
	async (facts) => {
		const tool = await workflowAsTool(facts);
		expectShortText(facts, await ask(facts, wishFor(facts), tool));
	},
);

it.each(vendors)('lets an agent find all mentions of a word in a job of $displayName', async (facts) => {
	const jobId = await transcribed(facts);
	const answer = await ask(
		facts,
		`Find all mentions of "${facts.recording.word}" in job ${jobId}`,
		searchAsTool(facts),
	);
	expect(answer).toContain(facts.recording.word);
	expect(answer).toMatch(/"start":\s*\d/);
	expect(answer.length).toBeLessThan(SHORT);
});

it('tells an agent the reason of a failure, so that it can tell the user', async () => {
	const [facts] = vendors;
	if (facts === undefined) throw new Error('No vendor');
	const answer = await ask(
		facts,
		'Find all mentions of "hello" in job 00000000-0000-0000-0000-000000000000',
		searchAsTool(facts),
	);
	expect(answer).toContain('transcript id not found');
	expect(answer).toContain('Check the ID');
});

const URL_FROM_AGENT = "={{ $fromAI('url', 'Address of the recording', 'string') }}";

function wishFor({ recording }: VendorFacts): string {
	return `Transcribe ${stage.sandbox.recordingUrl(recording.file)}`;
}

function expectShortText({ recording }: VendorFacts, answer: string): void {
	expect(answer).toContain(recording.word);
	expect(answer).not.toContain('"words"');
	expect(answer.length).toBeLessThan(SHORT);
}

/** The vendor's node as a tool; an agent cannot change the parameters that are set here. */
function nodeAsTool({ node }: VendorFacts, parameters: Record<string, unknown>): Step {
	return {
		name: 'Tool',
		type: typeOf({ name: `${node}Tool` }),
		parameters: { resource: 'transcript', ...parameters },
	};
}

function searchAsTool(facts: VendorFacts): Step {
	return nodeAsTool(facts, {
		operation: 'searchWords',
		...jobParameter(facts),
		terms: "={{ $fromAI('terms', 'Words or phrases to look for', 'string') }}",
	});
}

/** For a vendor that only accepts files: a workflow as a tool, which fetches the file and passes it to the node. */
async function workflowAsTool(facts: VendorFacts): Promise<Step> {
	const workflow = await stage.client.createWorkflow(
		inARow(`Transcribe a URL with ${facts.displayName}`, stage, [
			{
				name: 'When called',
				type: 'n8n-nodes-base.executeWorkflowTrigger',
				typeVersion: 1.1,
				parameters: { inputSource: 'workflowInputs', workflowInputs: { values: [{ name: 'url' }] } },
			},
			fetchFileOfItem,
			{
				name: 'Transcribe',
				type: typeOf({ name: facts.node }),
				parameters: {
					resource: 'transcript',
					operation: 'transcribe',
					output: 'text',
					...facts.fromFile,
				},
			},
		]),
	);
	// Only a published workflow can be called.
	await stage.client.activate(workflow);
	return {
		name: 'Tool',
		type: '@n8n/n8n-nodes-langchain.toolWorkflow',
		typeVersion: 2.2,
		parameters: {
			description: 'Transcribe the recording at a URL',
			workflowId: { __rl: true, mode: 'id', value: workflow.id },
			workflowInputs: {
				mappingMode: 'defineBelow',
				value: { url: URL_FROM_AGENT },
				matchingColumns: [],
				schema: [{ id: 'url', displayName: 'url', type: 'string', required: false, display: true }],
			},
		},
	};
}

function jobParameter({ lists }: VendorFacts): Record<string, unknown> {
	const value = "={{ $fromAI('job_id', 'ID of the job', 'string') }}";
	return { jobId: lists ? { __rl: true, mode: 'id', value } : value };
}

/** The ID of a completed job. */
async function transcribed(facts: VendorFacts): Promise<string> {
	const { id } = await stage.client.createWorkflow(
		inARow(`Job for an agent, ${facts.displayName}`, stage, [
			manualStart,
			bringRecording(stage, facts.recording.file),
			{
				name: 'Transcribe',
				type: typeOf({ name: facts.node }),
				parameters: { resource: 'transcript', operation: 'transcribe', ...facts.fromFile },
			},
		]),
	);
	const execution = await stage.client.finished(await stage.client.run(id, MANUAL));
	expect(failureOf(execution)).toBeUndefined();
	return String(outputOf(execution, 'Transcribe')[0]?.json.jobId);
}

/** Asks an agent with a single tool, which it calls this often; returns its response. */
async function ask(facts: VendorFacts, prompt: string, tool: Step, calls = 1): Promise<string> {
	const { id } = await stage.client.createWorkflow(agentWorkflow(facts, prompt, tool));
	const before = chat.requests.length;
	const execution = await stage.client.finished(await stage.client.run(id, MANUAL));
	expect(failureOf(execution)).toBeUndefined();
	// The prompt, and the response of the tool to each call.
	expect(chat.requests.slice(before)).toHaveLength(1 + calls);
	const result = chat.requests.at(-1)?.messages.at(-1);
	expect(result?.role).toBe('tool');
	expect(outputOf(execution, 'Agent')[0]?.json.output).toBe(result?.content);
	return result?.content ?? '';
}

function agentWorkflow(facts: VendorFacts, prompt: string, step: Step): Workflow {
	const langchain = '@n8n/n8n-nodes-langchain';
	const workflow = inARow(`Agent with ${facts.displayName}`, stage, [
		manualStart,
		{
			name: 'Agent',
			type: `${langchain}.agent`,
			typeVersion: isAtLeast(stage.runtime.version, '1.113.0') ? 2.2 : 2,
			parameters: { promptType: 'define', text: prompt, options: {} },
		},
	]);
	const model = {
		...toNode(
			{
				name: 'Model',
				type: `${langchain}.lmChatOpenAi`,
				typeVersion: 1.2,
				parameters: { model: { __rl: true, mode: 'id', value: 'sandbox-model' }, options: {} },
			},
			4,
			stage,
		),
		id: randomUUID(),
		credentials: { openAiApi: { id: openAi.id, name: openAi.name } },
	};
	const tool = toNode(step, 5, stage);
	return {
		...workflow,
		nodes: [...workflow.nodes, model, tool],
		connections: {
			...workflow.connections,
			Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
			Tool: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
	};
}
