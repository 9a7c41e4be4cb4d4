import { parseArgs } from 'node:util';

/** n8n's own default port. */
const DEFAULT_PORT = 5678;

/** How long a job takes in the sandbox during an interactive demo, in milliseconds. */
const WATCHED_SPEED_MS = 3000;

/** The same with `--once`, in milliseconds. */
const UNWATCHED_SPEED_MS = 400;

export const usage = `npm run demo -- [options]
  --port N     port of n8n on this machine (default: ${DEFAULT_PORT})
  --once       run every example workflow, write the results to demo/out/, and exit
  --fresh      discard the data of earlier demos
  --speed MS   how long a job takes in the sandbox (default: ${WATCHED_SPEED_MS}; with --once ${UNWATCHED_SPEED_MS})`;

/** The options of the command line. */
export interface DemoOptions {
	/** `undefined` means any free port. */
	port: number | undefined;
	once: boolean;
	fresh: boolean;
	help: boolean;
	speedMs: number;
}

/** Reads the command line. Throws an `Error` that names the invalid option. */
export function readOptions(args: string[]): DemoOptions {
	const { values } = parseArgs({
		args,
		options: {
			port: { type: 'string' },
			speed: { type: 'string' },
			once: { type: 'boolean', default: false },
			fresh: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	const { once, fresh, help } = values;
	return {
		once,
		fresh,
		help,
		port: values.port === undefined ? (once ? undefined : DEFAULT_PORT) : readPort(values.port),
		speedMs:
			values.speed === undefined ? (once ? UNWATCHED_SPEED_MS : WATCHED_SPEED_MS) : readSpeed(values.speed),
	};
}

function readPort(text: string): number {
	const port = Number(text);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw new Error(`--port must be an integer from 1 to 65535, not "${text}"`);
	}
	return port;
}

function readSpeed(text: string): number {
	const speed = Number(text);
	if (!Number.isFinite(speed) || speed < 0) {
		throw new Error(`--speed must be a number of milliseconds, 0 or more, not "${text}"`);
	}
	return speed;
}
