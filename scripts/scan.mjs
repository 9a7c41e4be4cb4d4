/**
 * `npm run scan`: what n8n's package scanner says of the package, before it is published. Packs the package,
 * unpacks the tarball and lints both it and the sources by the scanner's rules, where disable comments do not
 * count; warnings count as findings here. Checks too that the tarball holds what package.json promises n8n and
 * nothing else.
 *
 * Takes directories of packages (`node scripts/scan.mjs dist-packages/*`); without any it scans this one. It exits
 * with 1 when there are findings.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ESLint } from 'eslint';

import { npmCommand } from './npm.js';
import { scanConfig, SOURCE_PATTERNS, TARBALL_PATTERNS } from './n8nRules.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Files that may be published; all others are rejected. */
const PUBLISHED = [
	/^package\.json$/,
	/^(README|CHANGELOG|LICENSE|SECURITY)(\.md)?$/,
	/^dist\/bundle\.js$/,
	/^dist\/(nodes|credentials)\/.+(?<!\.(test|spec|d))\.(js|svg)$/,
	/^dist\/nodes\/.+\.node\.json$/,
	/^dist\/nodes\/.+\/__schema__\/.+\.json$/,
];

/** Packs a package like `npm publish` and returns the directory of its unpacked files. */
function unpackTarball(packageDirectory, temporary) {
	const { command, args } = npmCommand([
		'pack',
		'--ignore-scripts',
		'--json',
		'--pack-destination',
		temporary,
	]);
	const [{ filename }] = JSON.parse(
		execFileSync(command, args, { cwd: packageDirectory, stdio: ['ignore', 'pipe', 'ignore'] }),
	);
	const unpacked = path.join(temporary, 'unpacked');
	mkdirSync(unpacked);
	// Relative, because some versions of tar read `C:` as the name of a host.
	execFileSync('tar', ['-xzf', filename, '-C', 'unpacked', '--strip-components=1'], { cwd: temporary });
	return unpacked;
}

function listFiles(directory) {
	return readdirSync(directory, { recursive: true })
		.map((name) => name.split(path.sep).join('/'))
		.filter((name) => statSync(path.join(directory, name)).isFile());
}

/** What is missing from the tarball, and what must not be in it. */
function checkFiles(unpacked) {
	const files = listFiles(unpacked);
	const { n8n } = JSON.parse(readFileSync(path.join(unpacked, 'package.json'), 'utf8'));
	const promised = [...n8n.nodes, ...n8n.credentials];
	return [
		...promised
			.filter((file) => !files.includes(file))
			.map((file) => `${file}: listed in package.json, not packed`),
		...files
			.filter((file) => !PUBLISHED.some((pattern) => pattern.test(file)))
			.map((file) => `${file}: packed, but no part of the package`),
	];
}

async function lint(directory, patterns) {
	const eslint = new ESLint({
		cwd: directory,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: scanConfig,
		errorOnUnmatchedPattern: false,
	});
	const results = await eslint.lintFiles(patterns);
	return {
		files: results.length,
		findings: results.flatMap(({ filePath, messages }) =>
			messages.map(
				({ line, ruleId, message }) =>
					`${path.relative(directory, filePath)}:${line ?? 1}: ${message} (${ruleId ?? 'parser'})`,
			),
		),
	};
}

/** Prints the findings in one package and returns their number. */
async function scan(packageDirectory) {
	const temporary = mkdtempSync(path.join(tmpdir(), 'scan-'));
	try {
		const unpacked = unpackTarball(packageDirectory, temporary);
		const tarball = await lint(unpacked, TARBALL_PATTERNS);
		const sources = await lint(packageDirectory, SOURCE_PATTERNS);
		const findings = [
			...checkFiles(unpacked),
			...tarball.findings.map((finding) => `tarball: ${finding}`),
			...sources.findings.map((finding) => `sources: ${finding}`),
		];
		for (const finding of findings) console.log(finding);
		const { name, version } = JSON.parse(readFileSync(path.join(packageDirectory, 'package.json'), 'utf8'));
		console.log(
			`${name}@${version}: ${findings.length} findings in ${tarball.files} files of the tarball and ${sources.files} sources`,
		);
		return findings.length;
	} finally {
		rmSync(temporary, { recursive: true, force: true });
	}
}

/** Not every shell expands `*`. */
function expand(directory) {
	if (path.basename(directory) !== '*') return [directory];
	const parent = path.dirname(directory);
	return readdirSync(parent).map((name) => path.join(parent, name));
}

const directories = process.argv.length > 2 ? process.argv.slice(2).flatMap(expand) : [ROOT];
let total = 0;
for (const directory of directories) total += await scan(path.resolve(directory));
if (total > 0) process.exitCode = 1;
