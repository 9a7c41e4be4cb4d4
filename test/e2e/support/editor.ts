import type { Locator, Page } from 'playwright-core';

import { waitFor } from '../../../platform/wait';
import { STEP_TIMEOUT_MS } from './browser';

const byTestId = (id: string): string => `[data-test-id="${id}"]`;

/** Longer than the node search takes. */
const SEARCH_MS = 700;

/** Longer than a panel takes to open. */
const PANEL_MS = 10_000;

/** n8n's editor, operated by its visible texts. */
export class Editor {
	constructor(
		readonly page: Page,
		private readonly n8nUrl: string,
	) {}

	find(testId: string): Locator {
		return this.page.locator(byTestId(testId));
	}

	/** The saved workflow without open panels, whatever was on the page before. */
	async open(workflowId: string): Promise<void> {
		await this.page.goto(`${this.n8nUrl}/workflow/${workflowId}`);
		await this.find('canvas-node').first().waitFor();
	}

	/** An empty workflow. */
	async openNew(): Promise<void> {
		await this.page.goto(`${this.n8nUrl}/workflow/new`);
		await this.find('canvas-add-button').first().waitFor();
	}

	/** An empty workflow, with the search for the first node open. */
	async searchInNewWorkflow(): Promise<void> {
		await this.openNew();
		await this.find('canvas-add-button').first().click();
		await this.find('node-creator-search-bar').waitFor();
	}

	/** Enters text into the node search and returns the names that it finds. */
	async search(words: string, until: string): Promise<string[]> {
		const field = this.page.locator(`${byTestId('node-creator')} input`).first();
		await field.fill(words);
		const names = this.find('node-creator-item-name');
		await names.filter({ hasText: until }).first().waitFor();
		return (await names.allInnerTexts()).map((name) => name.trim());
	}

	/** The names that a text finds in the node search, however few. */
	async found(words: string): Promise<string[]> {
		const field = this.page.locator(`${byTestId('node-creator')} input`).first();
		await field.fill('');
		await field.fill(words);
		// The search waits until typing has ended.
		await this.page.waitForTimeout(SEARCH_MS);
		return (await this.find('node-creator-item-name').allInnerTexts()).map((name) => name.trim());
	}

	/** Selects an entry of the search result, and one of its actions (or triggers); the node's panel opens. */
	async add(name: string, section: 'Actions' | 'Triggers', action: string): Promise<void> {
		await this.find('node-creator-item-name').getByText(name, { exact: true }).first().click();
		const heading = this.find('node-creator-category-item').filter({ hasText: section });
		const entry = this.find('node-creator-item-name').getByText(action, { exact: true });
		await heading.waitFor();
		if (!(await entry.isVisible())) await heading.click();
		await entry.click();
		await this.find('node-parameters').waitFor();
	}

	/** Opens the panel of a node on the canvas. A double click while the canvas still moves is lost, and repeated. */
	async openNode(name: string): Promise<void> {
		const node = this.page.locator(`${byTestId('canvas-node')}[data-node-name="${name}"]`);
		const panel = this.find('node-parameters');
		await waitFor(
			async () => {
				if (!(await panel.isVisible())) await node.dblclick();
				return await panel.waitFor({ timeout: PANEL_MS }).then(
					() => true,
					() => undefined,
				);
			},
			{ what: `the panel of "${name}"`, timeoutMs: STEP_TIMEOUT_MS },
		);
	}

	async closeNode(): Promise<void> {
		await this.find('ndv-close-button').first().click();
		await this.find('node-parameters').waitFor({ state: 'hidden' });
	}

	/** The input of a parameter of the open panel (or of the open credential). */
	parameter(name: string): Locator {
		return this.find(`parameter-input-${name}`).first();
	}

	/** The optional fields that a group offers; closes its menu again. */
	async addable(group: Locator): Promise<string[]> {
		await group.click();
		const entries = this.page.locator(`${byTestId('collection-parameter-option')}:visible`);
		await entries.first().waitFor();
		const names = await entries.allInnerTexts();
		await this.page.keyboard.press('Escape');
		await entries.first().waitFor({ state: 'hidden' });
		return names.map((name) => name.trim());
	}

	/** Adds a field to a group, whose button has this label. */
	async addTo(button: string, field: string): Promise<void> {
		await this.page.getByPlaceholder(button, { exact: true }).click();
		const entries = this.page.locator(`${byTestId('collection-parameter-option')}:visible`);
		await entries.filter({ hasText: exactly(field) }).click();
		await entries.first().waitFor({ state: 'hidden' });
	}

	/** Selects an entry of the menu of a parameter. */
	async choose(parameter: string, option: string): Promise<void> {
		await this.parameter(parameter).click();
		const entries = this.page.locator(`${byTestId('parameter-input-item')}:visible`);
		const entry = entries.filter({
			has: this.page.locator(`.option-headline`, { hasText: exactly(option) }),
		});
		await entry.click();
		await entries.first().waitFor({ state: 'hidden' });
	}

	/** Waits until the menu of a parameter shows this selection. */
	async shows(parameter: string, option: string): Promise<void> {
		const menu = this.parameter(parameter).locator('input').first();
		await waitFor(async () => ((await menu.inputValue()) === option ? true : undefined), {
			what: `"${parameter}" to show "${option}"`,
			timeoutMs: STEP_TIMEOUT_MS,
		});
	}

	async fill(parameter: string, text: string): Promise<void> {
		await this.parameter(parameter).locator('input, textarea').first().fill(text);
	}

	/** Runs the workflow with its button; resolves when n8n reports the end. */
	async execute(): Promise<string> {
		await this.find('execute-workflow-button').first().click();
		return await this.notice(/Workflow executed successfully|Problem in node|error|failed/i);
	}

	/** Waits for a notification and returns its text. */
	async notice(pattern: RegExp): Promise<string> {
		const notice = this.page.locator('.el-notification:visible', { hasText: pattern }).first();
		await notice.waitFor();
		return (await notice.innerText()).trim();
	}

	/** Closes notifications, which would cover other elements. */
	async dismissNotices(): Promise<void> {
		const closers = this.page.locator('.el-notification:visible .el-notification__closeBtn');
		while ((await closers.count()) > 0)
			await closers
				.first()
				.click({ timeout: 2_000 })
				.catch(() => undefined);
	}
}

function exactly(text: string): RegExp {
	return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}
