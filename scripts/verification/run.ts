import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { environmentWithoutNpm } from '../../platform/npm';

const start = promisify(execFile);

/** Large enough for the findings of a linter in a whole repository. */
const MAX_OUTPUT_BYTES = 64 * 1024 ** 2;

/**
 * Runs a program to its end and returns what it writes to stdout. Throws an `Error` with its output if the exit code is
 * not 0.
 */
export async function run(
	command: string,
	args: readonly string[],
	cwd: string,
	environment: Readonly<Record<string, string>> = {},
): Promise<string> {
	const { stdout } = await start(command, args, {
		cwd,
		env: { ...environmentWithoutNpm(), ...environment },
		maxBuffer: MAX_OUTPUT_BYTES,
	});
	return stdout;
}
