import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

import { projectFolder } from '../../../platform/paths';
import type { Editor } from './editor';

/** Somebody who does what a page of the documentation says, and counts it. */
export class Newcomer {
	clicks = 0;
	texts = 0;

	constructor(readonly editor: Editor) {}

	/** Pastes a workflow into an empty one. */
	async paste(workflow: string, nodes: number): Promise<void> {
		const { page } = this.editor;
		await this.editor.openNew();
		await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(workflow)})`);
		await page.keyboard.press('Control+V');
		await this.editor
			.find('canvas-node')
			.nth(nodes - 1)
			.waitFor();
	}

	async click(what: Locator): Promise<void> {
		this.clicks += 1;
		await what.click();
	}

	/** Replaces the text of a field, which needs no click if the field is reached with the tabulator. */
	async type(field: Locator, text: string): Promise<void> {
		this.texts += 1;
		await field.fill(text);
	}

	async openNode(name: string): Promise<void> {
		this.clicks += 1;
		await this.editor.openNode(name);
	}

	async closeNode(): Promise<void> {
		this.clicks += 1;
		await this.editor.closeNode();
	}

	/** Enters a text in a field of a node. */
	async enter(node: string, parameter: string, text: string): Promise<void> {
		await this.openNode(node);
		await this.type(this.editor.parameter(parameter).locator('input, textarea, .cm-content').last(), text);
		await this.closeNode();
	}

	/** Selects an entry of a list that the app returns. */
	async select(node: string, parameter: string, entry: string): Promise<void> {
		await this.openNode(node);
		await this.click(this.editor.find(`resource-locator-${parameter}`).locator('input').last());
		await this.click(this.editor.find('rlc-item').filter({ hasText: entry }).first());
		await this.closeNode();
	}

	async execute(): Promise<void> {
		await this.click(this.editor.find('execute-workflow-button').first());
	}

	/** Executes a workflow that starts with a form, and returns the form. */
	async openForm(): Promise<Page> {
		const opened = this.editor.page.waitForEvent('popup');
		await this.execute();
		return await opened;
	}

	/** Selects a recording in a form, with one click on the field and one in the browser's dialog. */
	async choose(form: Page, recording: string): Promise<void> {
		this.clicks += 2;
		await form
			.locator('input[type=file]')
			.setInputFiles(join(projectFolder, 'sandbox', 'recordings', recording));
	}
}
