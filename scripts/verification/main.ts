/**
 * `npm run verification`: what n8n checks before it verifies a package, on all six packages, as if they had been
 * published from the last commit.
 *
 * - `scanner`: the whole package scanner. npm's registry and GitHub are replaced with a server on this machine that
 *   returns the packed package, its provenance, and the archive of the commit.
 * - `threats`: GuardDog's YARA rules on the packed packages.
 * - `lint`: `n8n-node lint` in the vendors' repositories.
 *
 * Names of checks after `--` select them. `--rules <folder>` takes GuardDog's rules from a folder instead of GitHub. Each
 * check also gets a file that must be rejected. Exits with 1 if a check fails.
 */
import { parseArgs } from 'node:util';

import { consoleProgress } from '../../platform/progress';
import { ensureTools } from '../../platform/verification';
import { guardDogRules, scanForThreats } from './guarddog';
import { lintRepository } from './lint';
import { buildRepositories, plant, type Repository } from './repositories';
import { scanPublished } from './scanner';

const progress = consoleProgress();

const CHECKS = ['scanner', 'threats', 'lint'];

/** A node file that no published package may contain. */
const PLANTED = {
	file: 'nodes/shared/core/planted.ts',
	text: "import { readFileSync } from 'fs';\n\nexport const planted = readFileSync('/etc/hostname', 'utf8');\n",
};

interface Verdict {
	check: string;
	passed: boolean;
	text: string;
	details: readonly string[];
}

/** One of the vendors' repositories, in which bad files are planted. */
const anyVendorOf = (repositories: readonly Repository[]): Repository => {
	const [last] = repositories.slice(-1);
	if (last === undefined) throw new Error('There are no repositories');
	return last;
};

async function scanner(repositories: readonly Repository[]): Promise<Verdict> {
	const tools = await ensureTools('scanner', progress);
	const planted = await plant(anyVendorOf(repositories), PLANTED.file, PLANTED.text);
	const scans = await scanPublished(tools, [...repositories, planted]);
	const own = scans.slice(0, repositories.length);
	const found = scans
		.slice(repositories.length)
		.every(({ passed, output }) => !passed && output.includes('no-restricted-imports'));
	const passed = own.filter((scan) => scan.passed).length;
	return {
		check: 'scanner',
		passed: passed === own.length && found,
		text: `${passed} of ${own.length} packages passed; planted import ${found ? 'found' : 'not found'}`,
		details: own.map(({ output }) => output),
	};
}

async function threats(repositories: readonly Repository[], rules: string | undefined): Promise<Verdict> {
	const tools = await ensureTools('scanner', progress);
	const folder = await guardDogRules(rules, progress);
	const { packages, planted } = await scanForThreats(
		tools,
		folder,
		repositories.map(({ unpacked }) => unpacked),
	);
	const findings = packages.flatMap((each, index) =>
		each.map((finding) => `${repositories[index]?.name ?? ''}: ${finding}`),
	);
	return {
		check: 'threats',
		passed: findings.length === 0 && planted.length > 0,
		text: `${findings.length} findings in ${packages.length} packages; ${planted.length} findings in a planted file`,
		details: findings,
	};
}

async function lint(repositories: readonly Repository[]): Promise<Verdict> {
	const tools = await ensureTools('lint', progress);
	// The first is this project, whose tests, sandbox and tools follow rules of their own (eslint.config.mjs).
	const vendors = repositories.slice(1);
	const findings = [];
	for (const repository of vendors) findings.push(await lintRepository(tools, repository));
	const planted = await plant(anyVendorOf(vendors), PLANTED.file, PLANTED.text);
	const found = (await lintRepository(tools, planted))?.includes('no-restricted-imports') ?? false;
	const failed = findings.filter((each) => each !== undefined);
	return {
		check: 'lint',
		passed: failed.length === 0 && found,
		text: `${vendors.length - failed.length} of ${vendors.length} repositories passed; planted import ${found ? 'found' : 'not found'}`,
		details: failed,
	};
}

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { rules: { type: 'string' } },
	});
	const unknown = positionals.filter((name) => !CHECKS.includes(name));
	if (unknown.length > 0) throw new Error(`There is no check ${unknown.join(', ')}: ${CHECKS.join(', ')}`);
	const isSelected = (check: string) => positionals.length === 0 || positionals.includes(check);
	progress.say('Building the packages from the last commit …');
	const repositories = await buildRepositories();
	const verdicts: Verdict[] = [];
	if (isSelected('scanner')) verdicts.push(await scanner(repositories));
	if (isSelected('threats')) verdicts.push(await threats(repositories, values.rules));
	if (isSelected('lint')) verdicts.push(await lint(repositories));
	for (const { check, passed, text, details } of verdicts) {
		if (details.length > 0) console.log(details.join('\n').trim());
		console.log(`${check}: ${passed ? 'ok' : 'failed'}: ${text}`);
	}
	if (verdicts.some(({ passed }) => !passed)) process.exitCode = 1;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
