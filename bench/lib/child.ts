import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type z } from 'zod/v4';

const WORKERS = join(__dirname, '..', 'workers');

/**
 * Runs a task in a process of its own, so that its memory and its compiled code are its own too, and gives what
 * the worker answers. A worker is a file below `bench/workers` that calls `serve`.
 *
 * @param flags of Node.js; TypeScript and `gc()` come with them unless `plain` is asked for
 * @throws Error when the process ends without an answer
 */
export async function inChild<T>(
	worker: string,
	task: object,
	answer: z.ZodType<T>,
	options: { node?: string; plain?: boolean } = {},
): Promise<T> {
	const flags = options.plain === true ? ['--expose-gc'] : ['--expose-gc', '--import', 'tsx'];
	const child = spawn(
		options.node ?? process.execPath,
		[...flags, join(WORKERS, worker), JSON.stringify(task)],
		{
			cwd: join(__dirname, '..', '..'),
			stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
			env: { ...process.env, NODE_OPTIONS: '' },
		},
	);
	let complaints = '';
	const keep = (chunk: Buffer): void => {
		complaints = `${complaints}${chunk.toString()}`.slice(-4000);
	};
	child.stdout?.on('data', keep);
	child.stderr?.on('data', keep);
	let message: unknown;
	child.on('message', (value) => {
		message = value;
	});
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	if (code !== 0 || message === undefined) {
		throw new Error(`${worker} ended with ${String(code)} and without an answer: ${complaints}`);
	}
	return answer.parse(message);
}

/** The other end of `inChild`: does the task, answers, and ends the process. */
export function serve<Task>(schema: z.ZodType<Task>, work: (task: Task) => Promise<object>): void {
	const start = async (): Promise<object> => await work(schema.parse(JSON.parse(process.argv[2] ?? '')));
	start().then(
		(answer) => {
			if (process.send === undefined) {
				process.stdout.write(`${JSON.stringify(answer)}\n`, () => process.exit(0));
			} else {
				process.send(answer, () => process.exit(0));
			}
		},
		(error: unknown) => {
			process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
			process.exit(1);
		},
	);
}
