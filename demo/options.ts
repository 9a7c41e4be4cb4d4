import { parseArgs } from 'node:util';

/** The port n8n itself takes by default. */
const DEFAULT_PORT = 5678;

/** How long a job of the sandbox takes when a person watches, in milliseconds. */
const WATCHED_SPEED_MS = 3000;

/** How long it takes when nobody does. */
const UNWATCHED_SPEED_MS = 400;

export const usage = `npm run demo -- [options]
  --port N     n8n's port on this machine (${DEFAULT_PORT})
  --once       run every example workflow, write what comes out to demo/out/, and stop
  --fresh      forget what was done in earlier demos
  --speed MS   how long the sandbox takes for a job (${WATCHED_SPEED_MS}; with --once ${UNWATCHED_SPEED_MS})`;

/** What the person asked for. */
export interface DemoOptions {
	/** `undefined`: any free port will do. */
	port: number | undefined;
	once: boolean;
	fresh: boolean;
	help: boolean;
	speedMs: number;
}

/** Reads the command line; throws an `Error` that names the option. */
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
		throw new Error(`--port must be a whole number from 1 to 65535, not «${text}»`);
	}
	return port;
}

function readSpeed(text: string): number {
	const speed = Number(text);
	if (!Number.isFinite(speed) || speed < 0) {
		throw new Error(`--speed must be a number of milliseconds from 0 up, not «${text}»`);
	}
	return speed;
}
