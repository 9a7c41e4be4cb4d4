'use strict';

/**
 * How to start npm without a shell. On Windows, `npm` and `npx` are scripts of the shell, which Node.js does not start;
 * npm's own JavaScript file starts on every system.
 */

const { existsSync } = require('node:fs');
const nodePath = require('node:path');

/** npm below a folder of programs: next to `npm.cmd` on Windows, in `lib` elsewhere. */
const BELOW = {
	win32: ['node_modules', 'npm', 'bin', 'npm-cli.js'],
	posix: ['..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'],
};

const thisMachine = () => ({
	platform: process.platform,
	path: nodePath,
	environment: process.env,
	execPath: process.execPath,
	exists: existsSync,
});

/**
 * The file `npm-cli.js`: of the npm that runs this script, else of the npm next to Node.js, else of the first npm in PATH.
 * `undefined` if there is none.
 */
function findNpm({ platform, path, environment, execPath, exists }) {
	const running = environment.npm_execpath;
	// Yarn and pnpm set the variable too.
	if (running !== undefined && path.basename(running) === 'npm-cli.js') return running;
	const below = platform === 'win32' ? BELOW.win32 : BELOW.posix;
	const folders = [path.dirname(execPath), ...(environment.PATH ?? '').split(path.delimiter)];
	return folders
		.filter((folder) => folder !== '')
		.map((folder) => path.join(folder, ...below))
		.find(exists);
}

/**
 * The program and the words that run npm.
 * @param words as after `npm`; `['exec', '--', 'gulp', 'build']` is `npx gulp build`
 * @param node the Node.js to run it with; default this one
 * @throws Error on Windows if npm is not found
 */
function npmCommand(words, node = process.execPath, machine = thisMachine()) {
	const cli = findNpm(machine);
	if (cli !== undefined) return { command: node, args: [cli, ...words] };
	if (machine.platform === 'win32') {
		throw new Error('npm was not found. Install Node.js with npm, or add the folder of npm.cmd to PATH.');
	}
	return { command: 'npm', args: [...words] };
}

module.exports = { findNpm, npmCommand };
