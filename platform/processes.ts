import { spawn, type ChildProcess } from 'child_process';
import { createWriteStream, mkdirSync, openSync, closeSync } from 'fs';
import { readFile } from 'fs/promises';
import { dirname } from 'path';

/** How long a process may take to exit after SIGTERM before it gets SIGKILL, in milliseconds. */
const STOP_GRACE_MS = 8_000;

const living = new Set<ChildProcess>();

/** Options of a command. */
export interface CommandOptions {
	cwd: string;
	env?: NodeJS.ProcessEnv;
	/** File for stdout and stderr; overwritten. */
	logFile: string;
}

/** A long-running child process in its own process group. */
export interface Service {
	readonly pid: number;
	readonly logFile: string;
	/** Resolves with the exit code or the signal name when the process has exited. */
	readonly ended: Promise<number | string>;
	/** True until the process has exited. */
	isRunning(): boolean;
	/** Sends SIGTERM to the whole group, and SIGKILL after a grace period; resolves when the process has exited. */
	stop(): Promise<void>;
	/** Sends SIGKILL to the whole group, which has the same effect as a crash. */
	kill(): Promise<void>;
}

/**
 * Runs a command to its end and writes its output to a log file.
 *
 * Throws an `Error` with the last lines of the log if the exit code is not 0.
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
			`"${command} ${args.join(' ')}" exited with ${outcome}. Last lines of ${options.logFile}:\n${await tailOf(
				options.logFile,
			)}`,
		);
	}
}

/**
 * Starts a process that keeps running. The caller reads its stdout through `onLine`. All output is also written to the
 * log file, to show the reason if the process exits early.
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
	// Callers may ignore `ended`: a rejection must not be reported as unhandled.
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

/** Stops every process started here that is still running. For exit handlers. */
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
 * Ends the processes started here when this process exits for any reason: Ctrl+C does not reach them, because they
 * have their own process groups.
 */
export function endWithThisProcess(): void {
	process.once('exit', () => living.forEach((child) => signalGroup(child, 'SIGKILL')));
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] satisfies NodeJS.Signals[];
	for (const signal of signals) process.once(signal, () => process.exit(1));
}

/** The last lines of a log file, or an empty string if there is none. */
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
	// Children of the child may still run, so the whole group is ended.
	signalGroup(child, 'SIGKILL');
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		// The group no longer exists.
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
