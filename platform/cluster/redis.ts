import { mkdir } from 'fs/promises';
import { connect } from 'net';

import { freePort } from '../ports';
import { startService, tailOf } from '../processes';
import { waitFor } from '../wait';

/** A running Redis without persistence. */
export interface Redis {
	port: number;
	stop(): Promise<void>;
}

/**
 * Starts Redis on a free port of the loopback interface and waits until it responds; throws with the end of the log.
 */
export async function startRedis(program: string, folder: string): Promise<Redis> {
	await mkdir(folder, { recursive: true });
	const port = await freePort();
	const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
	const service = startService(program, [...settings, '--dir', folder], {
		cwd: folder,
		logFile: `${folder}/redis.log`,
	});
	await waitFor(
		async () => {
			if (!service.isRunning()) throw new Error(`Redis ended:\n${await tailOf(service.logFile)}`);
			return (await answers(port)) ? true : undefined;
		},
		{ what: 'Redis', timeoutMs: 30_000, intervalMs: 50 },
	);
	return { port, stop: async () => await service.stop() };
}

async function answers(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
		socket.once('data', (data) => {
			resolve(data.toString().startsWith('+PONG'));
			socket.destroy();
		});
		socket.once('error', () => resolve(false));
	});
}
