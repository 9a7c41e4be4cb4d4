import { parseArgs } from 'node:util';
import { DEFAULT_SPEED, type Speed } from './core/clock';
import { NOTICE, startServer } from './core/server';
import { vendors } from './vendors';

const USAGE = `npm run sandbox -- [options]
  --port N             port on 127.0.0.1 (4010; 0 takes a free one)
  --speed MS           how long a job takes, queue and processing together (3000)
  --queued MS          how long it stays queued (a sixth of --speed)
  --processing MS      how long it is processed (the rest)
  --call MS            added to every call (0)
  --retry-factor F     multiplies the waits between callback attempts (1)
  --timeout-factor F   multiplies the time limit of a callback attempt (1)
  --until-stdin-ends   stops when standard input ends, so that no sandbox outlives its test`;

/** Reads the command line; throws an `Error` that names the option. */
function readOptions(args: string[]): { help: boolean; untilStdinEnds: boolean; port: number; speed: Speed } {
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
			'until-stdin-ends': { type: 'boolean' },
		},
	});
	const number = (name: keyof typeof values, fallback: number): number => {
		const value = values[name];
		if (value === undefined) return fallback;
		const parsed = Number(value);
		if (!Number.isFinite(parsed) || parsed < 0) throw new Error(`--${name} must be a number from 0 up`);
		return parsed;
	};
	const whole = number('speed', DEFAULT_SPEED.queuedMs + DEFAULT_SPEED.processingMs);
	const queuedMs = number('queued', Math.round(whole / 6));
	return {
		help: values.help ?? false,
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

function banner(url: string): string {
	const hosts = vendors.map((vendor) => `  ${vendor.name.padEnd(14)} ${url}/${vendor.name}`).join('\n');
	return `\n${NOTICE}\n\nBase URLs for the credentials (any key will do):\n${hosts}\nControl:         ${url}/__sandbox\n\n`;
}

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2));
	if (options.help) {
		process.stdout.write(`${USAGE}\n`);
		return;
	}
	const sandbox = await startServer({ port: options.port, speed: options.speed, vendors });
	process.stdout.write(`${JSON.stringify({ url: sandbox.url })}\n`);
	process.stderr.write(banner(sandbox.url));
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
		inUse ? `The port is in use; choose another with --port N.\n` : `${message}\n${USAGE}\n`,
	);
	process.exit(1);
});
