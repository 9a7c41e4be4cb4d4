import { existsSync } from 'fs';
import { readFile } from 'fs/promises';
import { delimiter, join } from 'path';

/** What compiles a C++ package of npm: one program of each line. */
const TOOLS = [
	['c++', 'g++', 'clang++'],
	['make', 'gmake'],
	['python3', 'python'],
] as const;

/** The commands that install all of `TOOLS`, by the ID in /etc/os-release. */
const COMMANDS: Readonly<Record<string, string>> = {
	debian: 'sudo apt-get install -y g++ make python3',
	fedora: 'sudo dnf install -y gcc-c++ make python3',
	rhel: 'sudo dnf install -y gcc-c++ make python3',
	alpine: 'sudo apk add g++ make python3',
	arch: 'sudo pacman -S --needed gcc make python',
	suse: 'sudo zypper install -y gcc-c++ make python3',
};

/** The tools that are in no folder of the search path, by their usual names. */
export function missingTools(isProgram: (name: string) => boolean): string[] {
	return TOOLS.flatMap((names) => (names.some(isProgram) ? [] : [names[0]]));
}

/** The command that installs a C++ compiler; `undefined` for an unknown system. */
export function installCommand(platform: NodeJS.Platform, osRelease: string): string | undefined {
	if (platform === 'darwin') return 'xcode-select --install';
	const ids = ['ID', 'ID_LIKE'].flatMap(
		(key) =>
			new RegExp(`^${key}="?([^"\\n]*)`, 'm')
				.exec(osRelease)?.[1]
				?.split(' ')
				.map((id) => id.replace(/^opensuse.*/, 'suse')) ?? [],
	);
	return ids.map((id) => COMMANDS[id]).find((command) => command !== undefined);
}

/**
 * What to do so that a package of npm can be compiled on this machine; `undefined` if nothing is missing.
 * @param searchPath as in the environment variable PATH
 */
export async function compilerAdvice(searchPath = process.env.PATH ?? ''): Promise<string | undefined> {
	const folders = searchPath.split(delimiter);
	const missing = missingTools((name) => folders.some((folder) => existsSync(join(folder, name))));
	if (missing.length === 0) return undefined;
	const osRelease = await readFile('/etc/os-release', 'utf8').catch(() => '');
	const command = installCommand(process.platform, osRelease);
	return `It must be compiled here, and ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing. ${
		command === undefined ? 'Install a C++ compiler, make and Python 3' : `Run "${command}"`
	}, and then repeat the command.`;
}
