import type { Browser } from 'playwright-core';
import { z } from 'zod/v4';

import { waitFor } from '../../platform/wait';
import { launchBrowser } from '../support/browser';
import { screenshot, screenshotInBothThemes, signIn, STEP_TIMEOUT_MS } from './support/browser';
import { Editor } from './support/editor';
import { credentialTypes, typeOf, type CredentialDescription } from './support/nodes';
import { openStage, type Surroundings } from './support/stage';
import { allVendors, type VendorFacts } from './support/vendors';
import { inARow, manualStart } from './support/workflows';

let stage: Surroundings;
let browser: Browser;
let editor: Editor;

/** A workflow with the node of every vendor, without credentials. */
let workflowId: string;

beforeAll(async () => {
	stage = await openStage();
	browser = await launchBrowser();
	const steps = allVendors.map((facts) => ({ name: facts.displayName, type: typeOf({ name: facts.node }) }));
	({ id: workflowId } = await stage.client.createWorkflow(
		inARow('Credentials', { credentials: [] }, [manualStart, ...steps]),
	));
	editor = new Editor(await signIn(browser, stage.n8nUrl), stage.n8nUrl);
});

afterAll(async () => {
	await browser.close();
});

it('covers every credential of the package', () => {
	expect(allVendors.map(({ credentialType }) => credentialType).sort()).toEqual(
		credentialTypes.map(({ name }) => name).sort(),
	);
});

it.each(allVendors)(
	'creates a credential of $displayName in the editor, whose test distinguishes an invalid one from a valid one',
	async (facts) => {
		const { page } = editor;
		const description = descriptionOf(facts);
		const good = secretsOf(stage, facts);
		await openEmptyCredential(facts);
		await screenshotInBothThemes(
			page,
			editor.find('credential-edit-dialog'),
			'credentials',
			facts.displayName,
			'empty',
		);
		await fillIn(editor, description, { ...good, ...facts.badSecret });
		await editor.find('credential-save-button').click();
		await page.getByText('Couldn’t connect with these settings').first().waitFor();
		await page.getByText('More details').first().click();
		await page.getByText(facts.refusal).first().waitFor();
		await screenshot(page, 'credentials', facts.displayName, 'bad');
		await editor.dismissNotices();
		await fillIn(editor, description, good, Object.keys(facts.badSecret));
		await editor.find('credential-save-button').click();
		await editor.find('credential-edit-dialog').waitFor({ state: 'hidden' });
		const chosen = await waitFor(async () => await chosenCredential(editor), {
			what: 'the new credential to be chosen in the node',
			timeoutMs: STEP_TIMEOUT_MS,
		});
		await screenshot(page, 'credentials', facts.displayName, 'good');
		const names = (await stage.client.listCredentials())
			.filter(({ type }) => type === facts.credentialType)
			.map(({ name }) => name);
		expect(names).toContain(chosen);
	},
);

/** The selected credential of the open panel, once there is one. */
async function chosenCredential({ page }: Editor): Promise<string | undefined> {
	const value = await page.locator('[data-test-id=node-credentials-select] input').first().inputValue();
	return value === '' ? undefined : value;
}

/** The dialog of a new credential, opened from the panel of the vendor's node. */
async function openEmptyCredential(facts: VendorFacts): Promise<void> {
	await editor.open(workflowId);
	await editor.openNode(facts.displayName);
	await editor.find('node-credentials-select').first().click();
	await editor.find('node-credentials-select-item-new').click();
	await editor.find('credential-edit-dialog').waitFor();
}

/** Fills in the given fields of the open credential, in the order in which they are shown. */
async function fillIn(
	editor: Editor,
	{ properties }: CredentialDescription,
	values: Record<string, string | boolean>,
	only = Object.keys(values),
): Promise<void> {
	for (const property of properties.filter(({ name }) => only.includes(name))) {
		const value = values[property.name];
		const options = z
			.array(z.object({ name: z.string(), value: z.unknown() }))
			.safeParse(property.type === 'options' ? property.options : undefined);
		if (!options.success) {
			await editor.fill(property.name, String(value));
			continue;
		}
		const option = options.data.find((each) => each.value === value);
		if (value !== property.default) await editor.choose(property.name, option?.name ?? '');
	}
}

function descriptionOf({ credentialType }: VendorFacts): CredentialDescription {
	const description = credentialTypes.find(({ name }) => name === credentialType);
	if (description === undefined) throw new Error(`No credential ${credentialType}`);
	return description;
}

function secretsOf({ secrets }: Surroundings, { credentialType }: VendorFacts) {
	const secret = secrets.find(({ type }) => type === credentialType);
	if (secret === undefined) throw new Error(`No secret for ${credentialType}`);
	return secret.data;
}
