import { parseArgs } from 'node:util';
import { DEFAULT_SPEED, type Speed } from './core/clock';
import { KEY, rejectForeignKeys } from './core/credential';
import { NOTICE, startServer } from './core/server';
import { vendors } from './vendors';

const USAGE = `npm run sandbox -- [options]
  --port N             port on 127.0.0.1; 0 means any free port (default: 4010)
  --speed MS           how long a job takes, including its time in the queue (default: 3000)
  --queued MS          how long a job stays queued (default: a sixth of --speed)
  --processing MS      how long a job is processed (default: the rest of --speed)
  --call MS            delay of every request (default: 0)
  --retry-factor F     multiplies the pauses between callback attempts (default: 1)
  --timeout-factor F   multiplies the timeout of a callback attempt (default: 1)
  --own-keys           rejects keys that do not start with "sandbox"
  --until-stdin-ends   stops when standard input ends, so that the sandbox ends with its parent process`;

/** Reads the command line. Throws an `Error` that names the invalid option. */
function readOptions(args: string[]): {
	help: boolean;
	ownKeys: boolean;
	untilStdinEnds: boolean;
	port: number;
	speed: Speed;
} {
	const text = { type: 'string' } as const;
	const { values } = parseArgs({
		args,
		options: {
			help: { type: 'boolean', short: 'h' },
			port: text,
			speed: text,
			queued: text,
			processing: text,
			call: text,
			'retry-factor': text,
			'timeout-factor': text,
			'own-keys': { type: 'boolean' },
			'until-stdin-ends': { type: 'boolean' },
		},
	});
	const number = (name: keyof typeof values, fallback: number): number => {
		const value = values[name];
		if (value === undefined) return fallback;
		const parsed = Number(value);
		if (!Number.isFinite(parsed) || parsed < 0) throw new Error(`--${name} must be a number, 0 or more`);
		return parsed;
	};
	const whole = number('speed', DEFAULT_SPEED.queuedMs + DEFAULT_SPEED.processingMs);
	const queuedMs = number('queued', Math.round(whole / 6));
	return {
		help: values.help ?? false,
		ownKeys: values['own-keys'] ?? false,
		untilStdinEnds: values['until-stdin-ends'] ?? false,
		port: number('port', 4010),
		speed: {
			queuedMs,
			processingMs: number('processing', Math.max(0, whole - Math.round(whole / 6))),
			callMs: number('call', DEFAULT_SPEED.callMs),
			retryFactor: number('retry-factor', DEFAULT_SPEED.retryFactor),
			timeoutFactor: number('timeout-factor', DEFAULT_SPEED.timeoutFactor),
		},
	};
}

function banner(url: string, ownKeys: boolean): string {
	const hosts = vendors.map((vendor) => `  ${vendor.name.padEnd(14)} ${url}/${vendor.name}`).join('\n');
	return `\n${NOTICE}\n\nBase URLs for the credentials (${ownKeys ? `key: ${KEY}` : 'any key is accepted'}):\n${hosts}\nControl API:     ${url}/__sandbox\n\n`;
}

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2));
	if (options.help) {
		process.stdout.write(`${USAGE}\n`);
		return;
	}
	if (options.ownKeys) rejectForeignKeys();
	const sandbox = await startServer({ port: options.port, speed: options.speed, vendors });
	process.stdout.write(`${JSON.stringify({ url: sandbox.url })}\n`);
	process.stderr.write(banner(sandbox.url, options.ownKeys));
	let closing = false;
	const stop = (): void => {
		if (closing) return;
		closing = true;
		void sandbox.close().then(() => process.exit(0));
	};
	process.on('SIGINT', stop);
	process.on('SIGTERM', stop);
	process.on('SIGHUP', stop);
	if (options.untilStdinEnds) process.stdin.on('end', stop).resume();
}

main().catch((error: unknown) => {
	const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
	const message = error instanceof Error ? error.message : String(error);
	process.stderr.write(
		inUse ? `The port is in use. Choose another one with --port N.\n` : `${message}\n${USAGE}\n`,
	);
	process.exit(1);
});
