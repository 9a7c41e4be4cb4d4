import type { Browser } from 'playwright-core';
import { z } from 'zod/v4';

import { failureOf, outputOf } from '../../platform/rest';
import { waitFor } from '../../platform/wait';
import { launchBrowser } from '../support/browser';
import { screenshot, signIn, STEP_TIMEOUT_MS } from './support/browser';
import { Editor } from './support/editor';
import { typeOf } from './support/nodes';
import { openStage, type Surroundings } from './support/stage';
import { vendors, type VendorFacts } from './support/vendors';
import { bringRecording, inARow, MANUAL, manualStart } from './support/workflows';

let stage: Surroundings;
let browser: Browser;
let editor: Editor;

beforeAll(async () => {
	stage = await openStage();
	browser = await launchBrowser();
	editor = new Editor(await signIn(browser, stage.n8nUrl), stage.n8nUrl);
});

afterAll(async () => {
	await browser.close();
});

describe.each(vendors)('the trigger of $displayName', (facts) => {
	it('has URLs to copy, listens for a test event, receives one, and then works in production', async () => {
		const workflow = await stage.client.createWorkflow(
			inARow(`Trigger of ${facts.displayName}`, stage, [
				{
					name: 'Trigger',
					type: typeOf({ name: `${facts.node}Trigger` }),
					parameters: { output: 'text' },
				},
			]),
		);
		await editor.open(workflow.id);
		await editor.openNode('Trigger');
		const { test, production } = await copyAddresses();
		expect(test).toContain('/webhook-test/');
		expect(production).toContain('/webhook/');

		await editor.find('node-execute-button').first().click();
		await editor.page.getByText('Stop Listening').first().waitFor();
		await screenshot(editor.page, 'triggers', facts.displayName, 'listening');
		await createJobFor(facts, test);
		const output = editor.find('output-panel');
		await output.getByText(facts.recording.word).first().waitFor();
		await screenshot(editor.page, 'triggers', facts.displayName, 'event');

		await stage.client.activate(workflow);
		await routeIsOpen(production);
		await createJobFor(facts, production);
		const { id } = await waitFor(
			async () => (await stage.client.executionsOf(workflow.id)).find(({ mode }) => mode === 'webhook'),
			{ what: `the trigger of ${facts.displayName}`, timeoutMs: STEP_TIMEOUT_MS },
		);
		const execution = await stage.client.finished(id);
		await stage.client.deactivate(workflow.id);
		expect(failureOf(execution)).toBeUndefined();
		expect(outputOf(execution, 'Trigger')[0]?.json).toMatchObject({
			text: expect.stringContaining(facts.recording.word),
		});
	});
});

/** Copies both URLs in the editor: shows them, and clicks each. */
async function copyAddresses(): Promise<{ test: string; production: string }> {
	const { page } = editor;
	await page.locator('.webhooks .headline').click();
	const copied = async (): Promise<string> => {
		await page.evaluate("navigator.clipboard.writeText('')");
		await page.locator('.webhook-url').first().click();
		return await waitFor(
			async () => z.string().parse(await page.evaluate('navigator.clipboard.readText()')) || undefined,
			{ what: 'the address to be copied', timeoutMs: STEP_TIMEOUT_MS },
		);
	};
	await page.locator('.webhook-url').first().waitFor();
	const test = await copied();
	await editor.find('radio-button-production').click();
	await page.locator('.webhook-url', { hasText: '/webhook/' }).first().waitFor();
	const production = await copied();
	await editor.dismissNotices();
	return { test, production };
}

/** Has another workflow create a job that sends its callback to this URL, and waits only for that workflow. */
async function createJobFor(facts: VendorFacts, address: string): Promise<void> {
	const { id } = await stage.client.createWorkflow(
		inARow(`Job for the trigger of ${facts.displayName}`, stage, [
			manualStart,
			bringRecording(stage, facts.recording.file),
			{
				name: 'Create',
				type: typeOf({ name: facts.node }),
				parameters: {
					resource: 'job',
					operation: 'create',
					...facts.fromFile,
					...(facts.subscribes ? {} : { callback: 'trigger', triggerUrl: address }),
				},
			},
		]),
	);
	const execution = await stage.client.finished(await stage.client.run(id, MANUAL));
	expect(failureOf(execution)).toBeUndefined();
}

/**
 * n8n registers the route of a published workflow a moment later; a request with a method that no trigger accepts shows
 * when.
 */
async function routeIsOpen(address: string): Promise<void> {
	await waitFor(
		async () => {
			const answer = await fetch(address, { method: 'DELETE' });
			return (await answer.text()).includes('not registered for DELETE') ? true : undefined;
		},
		{ what: `the route ${address}`, timeoutMs: STEP_TIMEOUT_MS },
	);
}
