import { mkdir, mkdtemp, rm } from 'fs/promises';
import { join } from 'path';

import { startChatServer } from '../platform/chatServer';
import { chatCredential, storeCredentials } from '../platform/credentials';
import { takeLock } from '../platform/lock';
import { stateFolder } from '../platform/paths';
import { isPortFree } from '../platform/ports';
import type { Progress } from '../platform/progress';
import { demoOwner, startStage, type Stage } from '../platform/stage';
import { FIRST, importExamples } from './importExamples';
import { runExample, type ImportedExample } from './runExample';

/** Settings of a demo. */
export interface Setting {
	/** n8n's port, which must be free. */
	port: number;
	/** How long a job takes in the sandbox. */
	speedMs: number;
	progress: Progress;
	/** Registers a cleanup, which also runs after an interrupt. */
	onEnd(cleanup: () => Promise<void>): void;
}

/**
 * Starts everything and prints the addresses. Changes made in n8n are kept for the next demo, unless `fresh`.
 * Runs until you stop it. Throws if n8n or the sandbox exits by itself.
 */
export async function demonstrate(setting: Setting, { fresh }: { fresh: boolean }): Promise<never> {
	const lock = join(stateFolder, 'demo.lock');
	await mkdir(stateFolder, { recursive: true });
	if (!(await takeLock(lock))) {
		throw new Error('Another demo is running from this folder. Stop it first (Ctrl+C in its terminal).');
	}
	setting.onEnd(async () => await rm(lock, { force: true }));
	const userFolder = join(stateFolder, 'demo');
	if (fresh) await rm(userFolder, { recursive: true, force: true });
	await mkdir(userFolder, { recursive: true });
	const { stage, examples } = await prepare(setting, userFolder);
	setting.progress.say(welcome(stage, examples));
	await Promise.race([stage.n8n.ended, stage.sandbox.ended]);
	throw new Error(
		`n8n or the sandbox exited unexpectedly. See ${stage.n8n.logFile} and ${stage.sandbox.logFile}.`,
	);
}

/**
 * Runs every example in a new n8n and prints one line of JSON per example to stdout.
 * Returns the number of examples that failed.
 */
export async function demonstrateOnce(setting: Setting): Promise<number> {
	await mkdir(stateFolder, { recursive: true });
	const userFolder = await mkdtemp(join(stateFolder, 'once-'));
	setting.onEnd(async () => await rm(userFolder, { recursive: true, force: true }));
	const { stage, examples } = await prepare(setting, userFolder);
	let failed = 0;
	for (const example of examples) {
		setting.progress.say(`Running "${example.workflow.name}" …`);
		const report = await runExample(stage.client, example, examples);
		process.stdout.write(`${JSON.stringify(report)}\n`);
		if (report.status !== 'success') failed++;
	}
	setting.progress.say(`${examples.length - failed} of ${examples.length} example workflows succeeded.`);
	return failed;
}

/** Starts n8n with the examples, the sandbox, and a chat model for the agents; they stop with the cleanups of the setting. */
export async function prepare(
	setting: Setting,
	userFolder: string,
): Promise<{ stage: Stage; examples: ImportedExample[] }> {
	const { port, speedMs, progress } = setting;
	const sandbox = { port: await sandboxPort(port), speedMs };
	const stage = await startStage({ port, userFolder, sandbox, otherHosts: 'pass on', progress });
	setting.onEnd(async () => await stage.stop());
	const chat = await startChatServer();
	setting.onEnd(async () => await chat.stop());
	const credentials = [
		...stage.credentials,
		...(await storeCredentials(stage.client, [chatCredential(chat.url)])),
	];
	const examples = await importExamples(
		stage.client,
		{ n8nUrl: stage.n8n.url, sandboxUrl: stage.sandbox.url, credentials },
		join(userFolder, 'examples.json'),
	);
	return { stage, examples };
}

/** The same port at every start if possible, because the workflows contain the address of the sandbox. */
async function sandboxPort(n8nPort: number): Promise<number> {
	const usual = n8nPort + 5;
	return usual <= 65_535 && (await isPortFree(usual)) ? usual : 0;
}

function welcome(stage: Stage, examples: ImportedExample[]): string {
	const first = examples.find(({ name }) => name === FIRST);
	const page =
		first === undefined ? '' : `/signin?redirect=${encodeURIComponent(`/workflow/${first.stored.id}`)}`;
	return `
Start here     ${stage.n8n.url}${page}
  email        ${demoOwner.email}
  password     ${demoOwner.password}
Workflows      ${examples.length} examples, ready to run; those with the tag "ready-made" are complete, from
               a source to a destination, with Telegram, Google, Slack and others simulated
Sandbox        ${stage.sandbox.url}
               It performs no speech recognition and returns prepared transcripts. To use a
               real vendor, create a new credential with your key: the existing ones lead to
               the sandbox, which rejects real keys.
Logs           ${stage.n8n.logFile}

Press Ctrl+C to stop everything.
`;
}
