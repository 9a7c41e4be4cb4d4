/**
 * `npm run lint`: all checks that do not run the code. The steps run concurrently, because ESLint takes most of the
 * time on one processor; each prints its findings when it has finished.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '..');

const STEPS = {
	// Code.
	eslint: 'eslint . --max-warnings 0',
	// Layout.
	prettier: 'prettier --check --log-level warn --cache --cache-strategy content .',
	// Imports between folders, and circular imports.
	imports: 'npm run --silent imports',
	// Unused files, exports and dependencies.
	knip: 'knip --no-progress',
	// The vendors in package.json.
	register: 'npm run --silent register -- --check',
};

async function run([name, command]) {
	const start = Date.now();
	const child = spawn(command, { cwd: ROOT, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
	const output = [];
	child.stdout.on('data', (data) => output.push(data));
	child.stderr.on('data', (data) => output.push(data));
	const code = await new Promise((resolve) => child.on('close', resolve));
	const seconds = ((Date.now() - start) / 1000).toFixed(1);
	process.stdout.write(Buffer.concat(output));
	console.log(`${name}: ${code === 0 ? 'ok' : `failed (${code})`}, ${seconds} s`);
	return code;
}

const codes = await Promise.all(Object.entries(STEPS).map(run));
process.exitCode = codes.some((code) => code !== 0) ? 1 : 0;
