import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';

import { openInbox } from './core/callbacks';
import { toMarkdown } from './core/report';
import type { Verification } from './core/vendor';
import { verifications } from './vendors';
import { verify } from './verify';

const USAGE = `npm run verify -- <vendor> [options]
  <vendor>              ${verifications.map(({ name }) => name).join(', ')}
  --yes                 skips the question whether to spend money
  --base-url URL        another region, a proxy or the sandbox
  --callback-url URL    a public URL that leads to --callback-port; without it, callbacks are not verified
  --callback-port N     the local port for callbacks (default: 8787)
  --out FILE            writes the report to a file instead of standard output
The credential is read from the environment and is neither printed nor stored.`;

function readOptions() {
	const text = { type: 'string' } as const;
	return parseArgs({
		allowPositionals: true,
		options: {
			help: { type: 'boolean', short: 'h' },
			yes: { type: 'boolean' },
			'base-url': text,
			'callback-url': text,
			'callback-port': text,
			out: text,
		},
	});
}

/** The credential of the vendor. @throws Error that names the missing variables */
function credentialOf({ variables, displayName }: Verification): Record<string, string> {
	const missing = variables.filter((name) => (process.env[name] ?? '') === '');
	if (missing.length > 0) throw new Error(`${displayName}: set ${missing.join(' and ')} in the environment`);
	return Object.fromEntries(variables.map((name) => [name, process.env[name]?.trim() ?? '']));
}

async function isAgreed(vendor: Verification): Promise<boolean> {
	if (!process.stdin.isTTY) return false;
	const prompt = createInterface({ input: process.stdin, output: process.stderr });
	const answer = await prompt.question(`Continue with ${vendor.displayName}? [y/N] `);
	prompt.close();
	return /^y(es)?$/i.test(answer.trim());
}

async function main(): Promise<void> {
	const { values, positionals } = readOptions();
	const vendor = verifications.find(({ name }) => name === positionals[0]);
	if (values.help === true || vendor === undefined) {
		console.error(USAGE);
		process.exitCode = values.help === true ? 0 : 2;
		return;
	}
	const variables = credentialOf(vendor);
	console.error(`This ${vendor.cost}. ${vendor.displayName} charges for it at the rate of your account.`);
	if (values.yes !== true && !(await isAgreed(vendor))) {
		console.error('Nothing was sent. To skip the question, add --yes.');
		process.exitCode = 1;
		return;
	}
	const publicUrl = values['callback-url'];
	const callbacks =
		publicUrl === undefined ? undefined : await openInbox(Number(values['callback-port'] ?? 8787), publicUrl);
	const date = new Date().toISOString().slice(0, 10);
	const report = await verify(vendor, { baseUrl: values['base-url'], variables, callbacks, date });
	await callbacks?.close();
	const page = toMarkdown(report, vendor.displayName);
	if (values.out === undefined) process.stdout.write(page);
	else writeFileSync(values.out, page);
	process.exitCode = report.departures.length === 0 && report.left.length === 0 ? 0 : 3;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
});
