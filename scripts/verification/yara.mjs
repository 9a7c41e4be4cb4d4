/**
 * `node yara.mjs <tools> <rules> <directory>…`: runs GuardDog's YARA rules on the files of each directory as n8n's
 * scanner will, and prints a list of findings for each as JSON. Only rules that name a threat count; the others describe
 * what the code can do.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [tools, rulesFolder, ...directories] = process.argv.slice(2);
const engine = path.join(tools, 'node_modules', '@virustotal', 'yara-x', 'pkg');

async function compileRules() {
	const { default: init, Compiler } = await import(pathToFileURL(path.join(engine, 'yara_x_js.js')).href);
	await init({ module_or_path: readFileSync(path.join(engine, 'yara_x_js_bg.wasm')) });
	const compiler = new Compiler();
	const read = (file) => readFileSync(path.join(rulesFolder, file), 'utf8');
	const files = readdirSync(rulesFolder).filter((file) => file.endsWith('.yar'));
	const names = new Set();
	for (const file of files) {
		const source = read(file);
		names.add(/^rule\s+(\w+)/m.exec(source)[1]);
		// Files cannot be included in WebAssembly.
		compiler.addSource(source.replaceAll(/^include\s+"([^"]+)"\s*$/gm, (_line, included) => read(included)));
	}
	return { rules: compiler.build(), isThreat: (name) => names.has(name) && name.startsWith('threat_') };
}

const toPattern = (glob) =>
	new RegExp(
		`^${glob
			.trim()
			.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
			.replaceAll('*', '.*')}$`,
	);

/** Whether a rule is meant for a file, by the globs in its metadata, which expect the folder of npm's tarballs. */
function isMeantFor(metadata, file) {
	const value = (name) => metadata.find(({ identifier }) => identifier === name)?.value;
	const matches = (globs) =>
		globs
			.split(',')
			.some((glob) =>
				[`package/${file}`, path.posix.basename(file)].some((name) => toPattern(glob).test(name)),
			);
	const include = value('path_include');
	const exclude = value('path_exclude');
	return (include === undefined || matches(include)) && (exclude === undefined || !matches(exclude));
}

function lineOf(content, match) {
	const offsets = match.patterns.flatMap(({ matches }) => matches.map(({ offset }) => offset));
	const offset = Math.min(...offsets, content.length);
	return content.subarray(0, offset).toString('utf8').split('\n').length;
}

const { rules, isThreat } = await compileRules();

const findings = directories.map((directory) =>
	readdirSync(directory, { recursive: true })
		.map((name) => name.split(path.sep).join('/'))
		.filter((name) => statSync(path.join(directory, name)).isFile())
		.sort()
		.flatMap((file) => {
			const content = readFileSync(path.join(directory, file));
			return rules
				.scan(content)
				.matches.filter(({ identifier, metadata }) => isThreat(identifier) && isMeantFor(metadata, file))
				.map((match) => `${file}:${lineOf(content, match)}: ${match.identifier.replaceAll('_', '-')}`);
		}),
);
console.log(JSON.stringify(findings));
