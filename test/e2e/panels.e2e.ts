import type { Browser, Locator } from 'playwright-core';
import { z } from 'zod/v4';

import { launchBrowser } from '../support/browser';
import { screenshot, signIn, type Theme } from './support/browser';
import { Editor } from './support/editor';
import {
	actionNodes,
	fieldsOf,
	operationsOf,
	triggerNodes,
	typeOf,
	type OperationEntry,
} from './support/nodes';
import { openStage, type Surroundings } from './support/stage';
import { inARow, manualStart } from './support/workflows';

/** Tall enough for the longest panel. */
const tall = { width: 1400, height: 1700 };

/** What n8n writes where a list cannot be loaded or a field is wrong. */
const complaints = /Error fetching options|Could not load list|undefined|\[object Object\]|No results/;

let stage: Surroundings;
let browser: Browser;
let editor: Editor;

beforeAll(async () => {
	stage = await openStage();
	browser = await launchBrowser();
	editor = await openAll('light');
});

afterAll(async () => {
	await browser.close();
});

describe.each(actionNodes)('the panel of $displayName', (node) => {
	const operations = operationsOf(node);

	beforeAll(async () => await editor.openNode(node.displayName));

	afterAll(async () => await editor.closeNode());

	it.each(operations)('offers the fields of $resource: $operation', async (entry) => {
		await editor.choose('resource', entry.resource);
		await editor.choose('operation', entry.operation);
		const panel = editor.find('node-parameters');
		await screenshot(editor.page, 'panels', node.displayName, `${entry.resource} ${entry.operation}`);
		expect(await panel.innerText()).not.toMatch(complaints);
		expect(await fieldsIn(panel)).toBeGreaterThan(2);
		expect(await emptyMenus(panel)).toEqual([]);
		await offersGroups(panel, entry);
	});

	it('has a hint, a description or an example for every required field', () => {
		const silent = operations
			.flatMap((entry) => fieldsOf(node, entry))
			.filter(({ required }) => required === true)
			.filter(({ hint, description, placeholder }) => (hint ?? description ?? placeholder ?? '') === '');
		expect(silent.map(({ name }) => name)).toEqual([]);
	});

	/** In each group the editor must offer what the description has, as far as it applies at once. */
	async function offersGroups(panel: Locator, entry: OperationEntry): Promise<void> {
		const groups = fieldsOf(node, entry).filter(({ type }) => type === 'collection');
		for (const adder of await panel.locator('[data-test-id=collection-parameter-add]').all()) {
			const offered = await editor.addable(adder);
			const group = groups.find(({ options }) =>
				offered.every((name) => (options ?? []).some(({ displayName }) => displayName === name)),
			);
			expect(group?.displayName).toEqual(expect.any(String));
			expect(offered.length).toBeGreaterThan(0);
		}
	}
});

it.each(triggerNodes)('shows the panel of $displayName, with its address', async (node) => {
	await editor.openNode(node.displayName);
	const panel = editor.find('node-parameters');
	await screenshot(editor.page, 'panels', node.displayName, 'trigger');
	expect(await panel.innerText()).not.toMatch(complaints);
	expect(await emptyMenus(panel)).toEqual([]);
	expect(await editor.find('ndv').first().innerText()).toContain('Webhook URL');
	await editor.closeNode();
});

it('shows the panels in the dark too', async () => {
	const dark = await openAll('dark');
	for (const node of [...actionNodes, ...triggerNodes]) {
		await dark.openNode(node.displayName);
		await screenshot(dark.page, 'panels', node.displayName, 'dark');
		expect(await emptyMenus(dark.find('node-parameters'))).toEqual([]);
		await dark.closeNode();
	}
	await dark.page.context().close();
});

/** A workflow with every node of the package. */
async function openAll(theme: Theme): Promise<Editor> {
	const steps = [...actionNodes, ...triggerNodes].map((node) => ({
		name: node.displayName,
		type: typeOf(node),
	}));
	const { id } = await stage.client.createWorkflow(inARow('Panels', stage, [manualStart, ...steps]));
	const opened = new Editor(await signIn(browser, stage.n8nUrl, theme, tall), stage.n8nUrl);
	await opened.open(id);
	return opened;
}

async function fieldsIn(panel: Locator): Promise<number> {
	return await panel.locator('[data-test-id=parameter-item]').count();
}

/** Menus that show no choice: a default that is not in their list. */
async function emptyMenus(panel: Locator): Promise<string[]> {
	const menus = panel.locator('[data-test-id^="parameter-input-"]:has(.el-select)');
	return z.array(z.string()).parse(
		await menus.evaluateAll(`(menus) => menus
			.filter((menu) => menu.querySelector('.el-tag') === null)
			.filter((menu) => [...menu.querySelectorAll('input')].every(
				({ value, placeholder }) => value === '' && (placeholder === '' || placeholder === 'Select'),
			))
			.map((menu) => menu.getAttribute('data-test-id'))`),
	);
}
