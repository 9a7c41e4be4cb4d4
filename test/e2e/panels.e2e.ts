import { setTimeout as delay } from 'node:timers/promises';

import type { Browser, Locator } from 'playwright-core';
import { z } from 'zod/v4';

import { launchBrowser } from '../support/browser';
import { screenshotInBothThemes, signIn, STEP_TIMEOUT_MS } from './support/browser';
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

/** High enough for the longest panel. */
const tall = { width: 1400, height: 1900 };

/** The height in pixels that a laptop shows of a panel without scrolling. */
const ONE_SCREEN = 900;

/** The messages of n8n if a list cannot be loaded or a field is wrong. */
const complaints = /Error fetching options|Could not load list|undefined|\[object Object\]|No results/;

let stage: Surroundings;
let browser: Browser;
let editor: Editor;

/** A workflow with every node of the package. */
let workflowId: string;

beforeAll(async () => {
	stage = await openStage();
	browser = await launchBrowser();
	const steps = [...actionNodes, ...triggerNodes].map((node) => ({
		name: node.displayName,
		type: typeOf(node),
	}));
	const tools = actionNodes.map((node) => ({
		name: toolOf(node),
		type: typeOf({ name: `${node.name}Tool` }),
	}));
	const workflow = inARow('Panels', stage, [manualStart, ...steps, ...tools]);
	// Tools are connected to an agent, not to the sequence.
	const rest = Object.entries(workflow.connections).slice(0, steps.length);
	({ id: workflowId } = await stage.client.createWorkflow({
		...workflow,
		connections: Object.fromEntries(rest),
	}));
	editor = new Editor(await signIn(browser, stage.n8nUrl, tall), stage.n8nUrl);
});

afterAll(async () => {
	await browser.close();
});

describe.each(actionNodes)('the panel of $displayName', (node) => {
	const operations = operationsOf(node);

	/** Whether the panel is open, without an open menu. */
	let ready = false;

	beforeEach(async () => {
		if (!ready) {
			await editor.open(workflowId);
			await editor.openNode(node.displayName);
		}
		ready = false;
	});

	it.each(operations)('offers the fields of $resource: $operation', async (entry) => {
		await editor.choose('resource', entry.resource);
		await editor.choose('operation', entry.operation);
		const panel = editor.find('node-parameters');
		expect(await lasting(async () => await emptyMenus(editor))).toEqual([]);
		expect(await panel.innerText()).not.toMatch(complaints);
		expect(await fieldsIn(panel)).toBeGreaterThan(2);
		await screenshotInBothThemes(
			editor.page,
			panel,
			'panels',
			node.displayName,
			`${entry.resource} ${entry.operation}`,
		);
		await offersGroups(panel, entry);
		if (entry.operation === 'Transcribe') expect(await heightOf(panel)).toBeLessThanOrEqual(ONE_SCREEN);
		ready = true;
	});

	/** In each group, the editor must offer the options of the description that currently apply. */
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

it.each(actionNodes)(
	'has a hint, a description or an example for every required field of $displayName',
	(node) => {
		const silent = operationsOf(node)
			.flatMap((entry) => fieldsOf(node, entry))
			.filter(({ required }) => required === true)
			.filter(({ hint, description, placeholder }) => (hint ?? description ?? placeholder ?? '') === '');
		expect(silent.map(({ name }) => name)).toEqual([]);
	},
);

it.each(triggerNodes)('shows the panel of $displayName, with its URL', async (node) => {
	await editor.open(workflowId);
	await editor.openNode(node.displayName);
	const panel = editor.find('node-parameters');
	expect(await lasting(async () => await emptyMenus(editor))).toEqual([]);
	expect(await panel.innerText()).not.toMatch(complaints);
	expect(await editor.find('ndv').first().innerText()).toContain('Webhook URL');
	await screenshotInBothThemes(editor.page, panel, 'panels', node.displayName, 'trigger');
});

it.each(actionNodes)('shows the panel of $displayName as the tool of an agent', async (node) => {
	await editor.open(workflowId);
	await editor.openNode(toolOf(node));
	const panel = editor.find('node-parameters');
	expect(await lasting(async () => await emptyMenus(editor))).toEqual([]);
	const text = await panel.innerText();
	expect(text).not.toMatch(complaints);
	expect(text).toContain('Description');
	await screenshotInBothThemes(editor.page, panel, 'panels', node.displayName, 'tool');
});

function toolOf({ displayName }: { displayName: string }): string {
	return `${displayName} as a tool`;
}

/** The height of the fields of a panel in pixels, down to the last button that adds a field. */
async function heightOf(panel: Locator): Promise<number> {
	const top = (await panel.boundingBox())?.y ?? 0;
	const boxes = await Promise.all(
		(await panel.locator('[data-test-id=collection-parameter-add]').all()).map(
			async (adder) => await adder.boundingBox(),
		),
	);
	return Math.max(...boxes.map((box) => (box ? box.y + box.height : 0))) - top;
}

async function fieldsIn(panel: Locator): Promise<number> {
	return await panel.locator('[data-test-id=parameter-item]').count();
}

/** What is wrong, unless it is resolved after a moment. */
async function lasting(look: () => Promise<string[]>): Promise<string[]> {
	const deadline = Date.now() + STEP_TIMEOUT_MS;
	for (;;) {
		const found = await look();
		if (found.length === 0 || Date.now() > deadline) return found;
		await delay(250);
	}
}

/** Menus without a selection: their default is not in their list. */
async function emptyMenus({ page }: Editor): Promise<string[]> {
	return z.array(z.string()).parse(
		await page.evaluate(`[...document.querySelectorAll('[data-test-id=node-parameters] [data-test-id^="parameter-input-"]')]
			.filter((menu) => menu.querySelector('.el-select') !== null && menu.querySelector('.el-tag') === null)
			.filter((menu) => [...menu.querySelectorAll('input')].every(
				({ value, placeholder }) => value === '' && (placeholder === '' || placeholder === 'Select'),
			))
			.map((menu) => menu.getAttribute('data-test-id'))`),
	);
}
