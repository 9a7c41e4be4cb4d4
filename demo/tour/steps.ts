import type { N8nClient } from '../../platform/rest';
import type { Vendor } from '../../platform/vendors';
import { waitFor } from '../../platform/wait';
import type { Editor } from '../../test/e2e/support/editor';
import { routeIsOpen, type ImportedExample } from '../runExample';

/** What the steps of a tour work with. */
interface Tour {
	editor: Editor;
	client: N8nClient;
	vendor: Vendor;
	examples: readonly ImportedExample[];
}

/** A step of the tour. What it leaves on the page is shown for a while, and stored as a screenshot. */
export interface Step {
	name: string;
	/** What to say about it. */
	text: string;
	play(tour: Tour): Promise<void>;
}

const TRIGGER_TIMEOUT_MS = 60_000;

const exampleOf = ({ examples, vendor }: Tour, kind: string): ImportedExample => {
	const example = examples.find(({ name }) => name === `${vendor.name}-${kind}`);
	if (example === undefined) throw new Error(`There is no example ${vendor.name}-${kind}`);
	return example;
};

/** A job ID of the vendor's form that no job has. */
const UNKNOWN_JOB = '00000000-0000-4000-8000-000000000000';

/** A workflow that reads the transcript of a job that does not exist. */
async function createFailingWorkflow(tour: Tour): Promise<string> {
	const { client, vendor } = tour;
	const transcribe = exampleOf(tour, 'transcribe').stored.nodes.find(({ name }) => name === 'Transcribe');
	if (transcribe === undefined) throw new Error(`The example of ${vendor.displayName} does not transcribe`);
	const { id } = await client.createWorkflow({
		name: `${vendor.displayName}: a job that does not exist`,
		nodes: [
			{
				id: '5b0c1a52-0000-4000-8000-000000000001',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: '5b0c1a52-0000-4000-8000-000000000002',
				name: 'Job',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				position: [300, 0],
				parameters: { mode: 'raw', jsonOutput: JSON.stringify({ jobId: UNKNOWN_JOB }) },
			},
			{
				...transcribe,
				id: '5b0c1a52-0000-4000-8000-000000000003',
				name: 'Get',
				position: [600, 0],
				// The job ID of the input is the default of every vendor.
				parameters: { resource: 'transcript', operation: 'get' },
			},
		],
		connections: {
			Start: { main: [[{ node: 'Job', type: 'main', index: 0 }]] },
			Job: { main: [[{ node: 'Get', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	});
	return id;
}

/** The tour, in order; each step continues where the one before it ended. */
export const steps: readonly Step[] = [
	{
		name: 'search',
		text: 'The nodes are found by the name of the vendor. The box marks a community node.',
		async play({ editor, vendor }) {
			await editor.searchInNewWorkflow();
			await editor.search(vendor.displayName, vendor.displayName);
		},
	},
	{
		name: 'actions',
		text: 'The node has resources and operations; the trigger starts a workflow when a job has finished.',
		async play({ editor, vendor }) {
			await editor
				.find('node-creator-item-name')
				.getByText(vendor.displayName, { exact: true })
				.first()
				.click();
			await editor.find('node-creator-category-item').filter({ hasText: 'Actions' }).click();
		},
	},
	{
		name: 'credential',
		text: 'One credential: the key is masked, and n8n tests it when it is saved.',
		async play(tour) {
			const { editor } = tour;
			await editor.open(exampleOf(tour, 'transcribe').stored.id);
			await editor.openNode('Transcribe');
			await editor.find('credential-edit-button').first().click();
			await editor.find('credential-edit-dialog').waitFor();
		},
	},
	{
		name: 'fields',
		text: 'Three fields are enough to transcribe a file. Everything else is in groups.',
		async play(tour) {
			const { editor } = tour;
			// Escape closes the panel below the dialog, too.
			await editor.open(exampleOf(tour, 'transcribe').stored.id);
			await editor.openNode('Transcribe');
		},
	},
	{
		name: 'workflow',
		text: 'The first example: fetch a recording, transcribe it, write captions and a page.',
		async play({ editor }) {
			await editor.closeNode();
		},
	},
	{
		name: 'executed',
		text: 'Transcribe uploads the recording as a stream, creates a job, waits for it and returns the transcript.',
		async play({ editor }) {
			await editor.execute();
			await editor.dismissNotices();
		},
	},
	{
		name: 'transcript',
		text: 'The transcript: text first, then its segments with times, in the same format for every vendor.',
		async play({ editor }) {
			await editor.openNode('Transcribe');
			await editor.find('output-panel').waitFor();
		},
	},
	{
		name: 'captions',
		text: 'Captions are built by the rules of broadcasters, as a file named after the recording.',
		async play({ editor }) {
			await editor.closeNode();
			await editor.openNode('SRT captions');
			// n8n's preview of text files shows letters beyond ASCII wrongly, because it does not state the encoding.
			await editor.find('radio-button-binary').last().click();
			await editor.page.getByText('.srt', { exact: false }).first().waitFor();
		},
	},
	{
		name: 'error',
		text: 'An error states the reason and what to do about it.',
		async play(tour) {
			const { editor } = tour;
			await editor.open(await createFailingWorkflow(tour));
			await editor.execute();
			await editor.dismissNotices();
			await editor.openNode('Get');
			await editor.find('output-panel').waitFor();
		},
	},
	{
		name: 'trigger',
		text: 'The trigger only accepts callbacks that it can verify, and requests the transcript itself.',
		async play(tour) {
			const { editor, client, vendor } = tour;
			const { stored } = exampleOf(tour, 'trigger-archive');
			await client.activate(stored);
			await routeIsOpen(client.url, stored);
			await editor.open(stored.id);
			await editor.openNode(`${vendor.displayName} Trigger`);
		},
	},
	{
		name: 'job',
		text: 'Another workflow creates a job and ends immediately.',
		async play(tour) {
			const { editor } = tour;
			await editor.open(exampleOf(tour, 'trigger-create').stored.id);
			await editor.execute();
			await editor.dismissNotices();
		},
	},
	{
		name: 'triggered',
		text: 'The job has finished, and the trigger has started its workflow.',
		async play(tour) {
			const { editor, client } = tour;
			const { stored } = exampleOf(tour, 'trigger-archive');
			const { id } = await waitFor(async () => (await client.executionsOf(stored.id))[0], {
				what: 'the trigger',
				timeoutMs: TRIGGER_TIMEOUT_MS,
			});
			await client.finished(id);
			await editor.page.goto(`${client.url}/workflow/${stored.id}/executions/${id}`);
			await editor.page.getByText('Succeeded').first().waitFor();
		},
	},
];
