import { npmCommand } from '../scripts/npm';
import { runCommand, type CommandOptions } from './processes';

/**
 * Runs npm to its end and writes its output to a log file.
 *
 * Throws an `Error` with the last lines of the log if npm fails.
 * @param node the Node.js to run it with; default this one
 */
export async function runNpm(
	words: readonly string[],
	options: CommandOptions,
	node?: string,
): Promise<void> {
	const { command, args } = npmCommand(words, node);
	await runCommand(command, args, options);
}

/** The environment without the variables of `npm run`: settings of this project must not affect another one. */
export function environmentWithoutNpm(): NodeJS.ProcessEnv {
	const own = /^npm_(config_ignore_scripts|config_nodedir|package_|lifecycle_|command)/i;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}
