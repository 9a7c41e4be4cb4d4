import type { Browser } from 'playwright-core';
import { z } from 'zod/v4';

import { failureOf, outputOf } from '../../platform/rest';
import { waitFor } from '../../platform/wait';
import { launchBrowser } from '../support/browser';
import { screenshot, signIn, STEP_TIMEOUT_MS } from './support/browser';
import { Editor } from './support/editor';
import { typeOf } from './support/nodes';
import { openStage, type Surroundings } from './support/stage';
import { createJobFor, routeIsOpen } from './support/triggers';
import { vendors } from './support/vendors';
import { inARow } from './support/workflows';

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
					parameters: {},
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
		await createJobFor(stage, facts, test);
		const output = editor.find('output-panel');
		await output.getByText(facts.recording.word).first().waitFor();
		await screenshot(editor.page, 'triggers', facts.displayName, 'event');

		await stage.client.activate(workflow);
		await routeIsOpen(production);
		await createJobFor(stage, facts, production);
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
