import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { compilerAdvice, installCommand, missingTools } from '../../../platform/compiler';

describe('the tools that compile a package', () => {
	it.each<[string, string[], string[]]>([
		['all', ['c++', 'make', 'python3'], []],
		['all, by other names', ['clang++', 'gmake', 'python'], []],
		['no compiler', ['make', 'python3'], ['c++']],
		['nothing', [], ['c++', 'make', 'python3']],
	])('are missing where there is %s', (_where, programs, missing) => {
		expect(missingTools((name) => programs.includes(name))).toEqual(missing);
	});

	it.each([
		['ID=ubuntu\nID_LIKE=debian\n', 'sudo apt-get install -y g++ make python3'],
		['PRETTY_NAME="Debian 12"\nID=debian\n', 'sudo apt-get install -y g++ make python3'],
		['ID="rocky"\nID_LIKE="rhel centos fedora"\n', 'sudo dnf install -y gcc-c++ make python3'],
		['ID=alpine\n', 'sudo apk add g++ make python3'],
		['ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n', 'sudo zypper install -y gcc-c++ make python3'],
		['ID=nixos\n', undefined],
		['', undefined],
	])('are installed with the command of the system: %j', (osRelease, command) => {
		expect(installCommand('linux', osRelease)).toBe(command);
	});

	it('are installed with the command of macOS', () => {
		expect(installCommand('darwin', '')).toBe('xcode-select --install');
	});
});

describe('the advice', () => {
	let folder: string;

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'tools-'));
	});
	afterEach(async () => await rm(folder, { recursive: true, force: true }));

	it('names what is missing', async () => {
		await writeFile(join(folder, 'make'), '');
		expect(await compilerAdvice(folder)).toMatch(
			/^It must be compiled here, and c\+\+, python3 are missing\. (Run|Install) .*, and then repeat the command\.$/,
		);
	});

	it('is not given where nothing is missing', async () => {
		for (const name of ['g++', 'make', 'python3']) await writeFile(join(folder, name), '');
		expect(await compilerAdvice(folder)).toBeUndefined();
	});
});
