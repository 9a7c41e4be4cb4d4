import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { importExamples } from '../../demo/importExamples';
import { runExample, type ImportedExample } from '../../demo/runExample';
import { startChatServer, type ChatServer } from '../../platform/chatServer';
import { chatCredential, storeCredentials } from '../../platform/credentials';
import { isReadyMade } from '../../platform/examples';
import { projectFolder, stateFolder } from '../../platform/paths';
import { isAtLeast } from '../../platform/versions';
import { openStage } from '../e2e/support/stage';
import { testedVersion } from './support/version';

/** Examples with a node that older versions of n8n do not have. */
const NEEDS: Readonly<Record<string, string>> = { 'agent-with-tools': '1.113.0' };

/** This one has a page, but no apps, so it runs in all versions. */
const WITHOUT_APPS = 'compare-vendors';

const names = readdirSync(join(projectFolder, 'examples'))
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.replace(/\.json$/, ''))
	// Workflows with apps are tested in the n8n of the demo: other versions have other nodes for the apps.
	.filter((name) => !isReadyMade(name) || name === WITHOUT_APPS)
	.filter((name) => isAtLeast(testedVersion(), NEEDS[name] ?? '1.100.0'));

let stage: Awaited<ReturnType<typeof openStage>>;
let chat: ChatServer;
let examples: ImportedExample[];

beforeAll(async () => {
	stage = await openStage();
	chat = await startChatServer();
	const credentials = [
		// The tests of agents leave another one.
		...(await storeCredentials(stage.client, [chatCredential(chat.url)])),
		...stage.credentials,
	];
	const ledger = join(stateFolder, 'logs', 'imported-examples.json');
	await rm(ledger, { force: true });
	examples = await importExamples(
		stage.client,
		{ n8nUrl: stage.n8nUrl, sandboxUrl: stage.sandbox.url, credentials },
		ledger,
	);
});

afterAll(async () => await chat.stop());

it.each(names)('the example %s runs', async (name) => {
	const example = examples.find((each) => each.name === name);
	if (example === undefined) throw new Error(`No example ${name}`);
	const { status, error } = await runExample(stage.client, example, examples);
	expect({ status, error }).toEqual({ status: 'success', error: undefined });
});
