import { createServer, request, type IncomingMessage, type ServerResponse } from 'http';

import { freePort } from '../ports';

/** Distributes requests to several processes, as the load balancer in front of n8n's webhook processes does. */
export interface Balancer {
	url: string;
	stop(): Promise<void>;
}

/**
 * The path of a trigger's webhook. A process drops repeated callbacks that it has received itself, so all go to the
 * first.
 */
const OF_A_TRIGGER = /^\/webhook\/[^/]+\/webhook$/;

/**
 * Starts a load balancer on a free port of the loopback interface; each request goes to the next port.
 * @param readyPorts those of the processes that are ready: one that starts accepts connections before that, and responds
 * with 404, after which some vendors do not repeat a callback
 */
export async function startBalancer(readyPorts: () => readonly number[]): Promise<Balancer> {
	let count = 0;
	const server = createServer((incoming, response) => {
		const path = new URL(incoming.url ?? '/', 'http://localhost').pathname;
		if (!OF_A_TRIGGER.test(path)) count += 1;
		const ports = readyPorts();
		const to = ports[OF_A_TRIGGER.test(path) ? 0 : count % ports.length];
		if (to === undefined) response.writeHead(503).end();
		else forward(incoming, response, to);
	});
	const port = await freePort();
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return {
		url: `http://localhost:${port}`,
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function forward(incoming: IncomingMessage, response: ServerResponse, port: number): void {
	const { method, url, headers } = incoming;
	const outgoing = request({ host: 'localhost', port, method, path: url, headers }, (answer) => {
		response.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(response);
	});
	// The process has been killed.
	outgoing.on('error', () => {
		if (!response.headersSent) response.writeHead(502);
		response.end();
	});
	incoming.pipe(outgoing);
}
