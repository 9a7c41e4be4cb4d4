import { spawn, type ChildProcess } from 'child_process';
import { createWriteStream, mkdirSync, openSync, closeSync } from 'fs';
import { readFile } from 'fs/promises';
import { dirname } from 'path';

/** How long a process may take to end after SIGTERM before it gets SIGKILL, in milliseconds. */
const STOP_GRACE_MS = 8_000;

const living = new Set<ChildProcess>();

/** What a command is given beside its arguments. */
export interface CommandOptions {
	cwd: string;
	env?: NodeJS.ProcessEnv;
	/** File that receives stdout and stderr; overwritten. */
	logFile: string;
}

/** A long-running child process in a process group of its own. */
export interface Service {
	readonly pid: number;
	readonly logFile: string;
	/** Resolves with the exit code (or signal name) once the process has ended. */
	readonly ended: Promise<number | string>;
	/** True until the process has ended. */
	isRunning(): boolean;
	/** SIGTERM to the whole group, SIGKILL after a grace period; resolves when it has ended. */
	stop(): Promise<void>;
	/** SIGKILL to the whole group at once: what a crash looks like from outside. */
	kill(): Promise<void>;
}

/**
 * Runs a command to its end, its output in a log file.
 *
 * Throws an `Error` with the last lines of the log when it exits with another code than 0.
 */
export async function runCommand(command: string, args: string[], options: CommandOptions): Promise<void> {
	mkdirSync(dirname(options.logFile), { recursive: true });
	const log = openSync(options.logFile, 'w');
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.env ?? process.env,
		stdio: ['ignore', log, log],
		detached: true,
	});
	closeSync(log);
	const outcome = await endOf(child);
	if (outcome !== 0) {
		throw new Error(
			`«${command} ${args.join(' ')}» ended with ${outcome}. Its last lines (all of them: ${options.logFile}):\n${await tailOf(
				options.logFile,
			)}`,
		);
	}
}

/**
 * Starts a process that keeps running. The caller reads its stdout through `onLine`; everything also goes to
 * the log file, so that the reason for an early end can be shown.
 */
export function startService(
	command: string,
	args: string[],
	options: CommandOptions & { onLine?: (line: string) => void },
): Service {
	mkdirSync(dirname(options.logFile), { recursive: true });
	const log = createWriteStream(options.logFile);
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.env ?? process.env,
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true,
	});
	child.stdout.pipe(log, { end: false });
	child.stderr.pipe(log, { end: false });
	if (options.onLine) {
		forEachLine(child.stdout, options.onLine);
	}
	const ended = endOf(child).finally(() => log.end());
	// Whoever awaits `ended` sees the failure; nobody has to.
	ended.catch(() => undefined);
	let running = true;
	const settled = ended.then(
		() => void (running = false),
		() => void (running = false),
	);
	return {
		pid: child.pid ?? 0,
		logFile: options.logFile,
		ended,
		isRunning: () => running,
		async stop() {
			await stopGroup(child, settled);
		},
		async kill() {
			signalGroup(child, 'SIGKILL');
			await settled;
		},
	};
}

/** Ends every process started here that still runs. For exit handlers. */
export async function stopEverything(): Promise<void> {
	await Promise.all(
		[...living].map(
			async (child) =>
				await stopGroup(
					child,
					endOf(child).catch(() => undefined),
				),
		),
	);
}

/**
 * Lets the processes started here end with this one, however it ends: they are in groups of their own, which no
 * Ctrl-C reaches.
 */
export function endWithThisProcess(): void {
	process.once('exit', () => living.forEach((child) => signalGroup(child, 'SIGKILL')));
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] satisfies NodeJS.Signals[];
	for (const signal of signals) process.once(signal, () => process.exit(1));
}

/** The last lines of a log file, or an empty text when there is none. */
export async function tailOf(file: string, lines = 25): Promise<string> {
	const text = await readFile(file, 'utf8').catch(() => '');
	return text.trimEnd().split('\n').slice(-lines).join('\n');
}

async function endOf(child: ChildProcess): Promise<number | string> {
	if (child.exitCode !== null) return child.exitCode;
	if (child.signalCode !== null) return child.signalCode;
	living.add(child);
	return await new Promise((resolve, reject) => {
		child.once('error', (error) => {
			living.delete(child);
			reject(error);
		});
		child.once('exit', (code, signal) => {
			living.delete(child);
			resolve(code ?? signal ?? 'an unknown signal');
		});
	});
}

async function stopGroup(child: ChildProcess, settled: Promise<unknown>): Promise<void> {
	signalGroup(child, 'SIGTERM');
	const impatience = setTimeout(() => signalGroup(child, 'SIGKILL'), STOP_GRACE_MS);
	await settled;
	clearTimeout(impatience);
	// A child of the child may outlive it: the group goes as a whole.
	signalGroup(child, 'SIGKILL');
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		// The group has ended already.
	}
}

function forEachLine(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
	let rest = '';
	stream.setEncoding('utf8');
	stream.on('data', (chunk: string) => {
		const lines = (rest + chunk).split('\n');
		rest = lines.pop() ?? '';
		lines.forEach(onLine);
	});
}
