import { mkdir, rm, writeFile } from 'node:fs/promises';
import type * as os from 'node:os';
import { join } from 'node:path';

import { runNpm } from '../../../platform/npm';
import { stateFolder } from '../../../platform/paths';
import { ensureRuntime } from '../../../platform/runtime';

jest.mock('../../../platform/npm');
jest.mock('../../../platform/paths', () => ({
	stateFolder: `${jest.requireActual<typeof os>('node:os').tmpdir()}/runtime-${process.pid}`,
}));

const { platform } = process;
const { PATH = '' } = process.env;
const npm = jest.mocked(runNpm);
const said: string[] = [];
const progress = { say: (text: string) => void said.push(text), update: () => undefined };

function runOn(system: NodeJS.Platform): void {
	Object.defineProperty(process, 'platform', { value: system });
}

/** The programs of the command that npm was given, e.g. `rebuild sqlite3`. */
const commands = () =>
	npm.mock.calls.map(([words]) => words.filter((word) => !word.startsWith('--')).join(' '));

afterEach(async () => {
	runOn(platform);
	process.env.PATH = PATH;
	await rm(stateFolder, { recursive: true, force: true });
});

describe('n8n on a machine without a C++ compiler and without a ready database driver', () => {
	beforeEach(() => {
		runOn('darwin');
		process.env.PATH = '';
		npm.mockImplementation(async ([command, name], { cwd }) => {
			if (command === 'rebuild' && name === 'node') {
				const node = join(cwd, 'node_modules', 'node');
				await mkdir(join(node, 'bin'), { recursive: true });
				await writeFile(join(node, 'bin', 'node'), '');
				await mkdir(join(node, 'include', 'node'), { recursive: true });
				await writeFile(join(node, 'include', 'node', 'node.h'), '');
			}
			if (command === 'rebuild' && name === 'sqlite3') throw new Error('not found: make');
		});
	});

	it('is not downloaded, and the message contains the command that helps', async () => {
		await expect(ensureRuntime(progress)).rejects.toThrow(
			"There is no ready binary of n8n's database driver for this system. It must be compiled here, and c++, make, python3 are missing. " +
				'Run "xcode-select --install", and then repeat the command.',
		);
		expect(commands()).toEqual(['install', 'rebuild node', 'install', 'rebuild sqlite3']);
		expect(said.join('\n')).not.toContain('2.4 GB');
	});
});

it('on Windows, says at once to use WSL', async () => {
	runOn('win32');
	npm.mockClear();
	await expect(ensureRuntime(progress)).rejects.toThrow('Windows Subsystem for Linux (WSL)');
	expect(npm).not.toHaveBeenCalled();
});
