import { mkdir, mkdtemp, rm } from 'fs/promises';
import { join } from 'path';

import { startChatServer } from '../platform/chatServer';
import { chatCredential, storeCredentials } from '../platform/credentials';
import { takeLock } from '../platform/lock';
import { stateFolder } from '../platform/paths';
import { isPortFree } from '../platform/ports';
import type { Progress } from '../platform/progress';
import { demoOwner, startStage, type Stage } from '../platform/stage';
import { importExamples } from './importExamples';
import { runExample, type ImportedExample } from './runExample';

/** Something the person can put right; shown as it is. */
export class Refusal extends Error {}

/** What a demonstration is given. */
export interface Setting {
	/** n8n's port; free. */
	port: number;
	/** How long the sandbox takes for a job. */
	speedMs: number;
	progress: Progress;
	/** Remembers what to tidy up, also if the person interrupts. */
	onEnd(tidy: () => Promise<void>): void;
}

/**
 * Starts everything and says where it is. What the person does in n8n is kept for the next time, unless `fresh`.
 * Resolves, when the person doesn't end it first, once n8n or the sandbox has ended by itself.
 */
export async function demonstrate(setting: Setting, { fresh }: { fresh: boolean }): Promise<never> {
	const lock = join(stateFolder, 'demo.lock');
	await mkdir(stateFolder, { recursive: true });
	if (!(await takeLock(lock))) {
		throw new Refusal(
			'Another demo is running from this folder. End it first (Ctrl-C where it was started).',
		);
	}
	setting.onEnd(async () => await rm(lock, { force: true }));
	const userFolder = join(stateFolder, 'demo');
	if (fresh) await rm(userFolder, { recursive: true, force: true });
	await mkdir(userFolder, { recursive: true });
	const { stage, examples } = await prepare(setting, userFolder);
	setting.progress.say(welcome(stage, examples));
	await Promise.race([stage.n8n.ended, stage.sandbox.ended]);
	await stage.stop();
	throw new Error(
		`n8n or the sandbox ended by itself; see ${stage.n8n.logFile} and ${stage.sandbox.logFile}`,
	);
}

/**
 * Runs every example in an n8n of its own and prints a JSON line for each on stdout.
 * Gives the number of examples that did not end well.
 */
export async function demonstrateOnce(setting: Setting): Promise<number> {
	await mkdir(stateFolder, { recursive: true });
	const userFolder = await mkdtemp(join(stateFolder, 'once-'));
	setting.onEnd(async () => await rm(userFolder, { recursive: true, force: true }));
	const { stage, examples } = await prepare(setting, userFolder);
	let failed = 0;
	for (const example of examples) {
		setting.progress.say(`Running «${example.workflow.name}» …`);
		const report = await runExample(stage.client, example, examples);
		process.stdout.write(`${JSON.stringify(report)}\n`);
		if (report.status !== 'success') failed++;
	}
	await stage.stop();
	setting.progress.say(`${examples.length - failed} of ${examples.length} example workflows ended well.`);
	return failed;
}

async function prepare(
	setting: Setting,
	userFolder: string,
): Promise<{ stage: Stage; examples: ImportedExample[] }> {
	const { port, speedMs, progress } = setting;
	const sandbox = { port: await sandboxPort(port), speedMs };
	const stage = await startStage({ port, userFolder, sandbox, progress });
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

/** The same port at every start where possible, since the workflows hold the sandbox's address. */
async function sandboxPort(n8nPort: number): Promise<number> {
	const usual = n8nPort + 5;
	return usual <= 65_535 && (await isPortFree(usual)) ? usual : 0;
}

function welcome(stage: Stage, examples: ImportedExample[]): string {
	return `
n8n's editor   ${stage.n8n.url}
  e-mail       ${demoOwner.email}
  password     ${demoOwner.password}
Workflows      ${examples.length} examples, ready to run
Sandbox        ${stage.sandbox.url}
               It recognises nothing: it returns prepared transcripts. Put your own keys into
               the credentials to use the real services.
Logs           ${stage.n8n.logFile}

Ctrl-C ends it all.
`;
}
