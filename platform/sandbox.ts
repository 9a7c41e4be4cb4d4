import { join } from 'path';
import { z } from 'zod/v4';

import { projectFolder, stateFolder } from './paths';
import { startService, tailOf, type Service } from './processes';
import { waitFor } from './wait';

const START_TIMEOUT_MS = 60_000;

const readySchema = z.object({ url: z.url() });

/** A running sandbox. */
export interface RunningSandbox extends Pick<Service, 'pid' | 'logFile' | 'isRunning' | 'stop' | 'ended'> {
	/** The URL of the sandbox, without a trailing slash. */
	url: string;
	/** The URL of a recording shipped with the sandbox. */
	recordingUrl(file: string): string;
}

/** Options for starting the sandbox. */
export interface SandboxOptions {
	/** 0 means any free port. */
	port: number;
	/** How long a job takes, in milliseconds. */
	speedMs: number;
}

/**
 * Starts the sandbox as a separate process and waits for the line with its URL.
 *
 * Throws with the last lines of the log if the sandbox exits first.
 */
export async function startSandbox({ port, speedMs }: SandboxOptions): Promise<RunningSandbox> {
	let firstLine: string | undefined;
	const flags = ['--port', String(port), '--speed', String(speedMs), '--own-keys'];
	const service = startService(process.execPath, ['--import', 'tsx', 'sandbox/main.ts', ...flags], {
		cwd: projectFolder,
		logFile: join(stateFolder, 'logs', 'sandbox.log'),
		onLine: (line) => (firstLine ??= line),
	});
	const line = await waitFor(
		async () => {
			if (firstLine === undefined && !service.isRunning()) {
				throw new Error(`The sandbox did not start:\n${await tailOf(service.logFile)}`);
			}
			return firstLine;
		},
		{ what: 'the sandbox', timeoutMs: START_TIMEOUT_MS, intervalMs: 50 },
	);
	const { url } = readySchema.parse(JSON.parse(line));
	return { ...service, url, recordingUrl: (file) => `${url}/__sandbox/recordings/${file}` };
}
