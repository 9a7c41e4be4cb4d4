import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';

import type { App, AppAnswer } from './app';
import { selfSigned } from './certificate';

/** A running server of played apps. */
export interface AppServer {
	/** The URL of the proxy. */
	url: string;
	/** The certificate that a program must trust to talk to the apps, in PEM format. */
	certificate: string;
	stop(): Promise<void>;
}

/** Options of the server. */
export interface AppServerOptions {
	apps: readonly App[];
	/** What happens with requests to hosts that are not played: tests refuse them. */
	others: 'refuse' | 'pass on';
}

/**
 * A proxy on this machine that plays apps: a program with its address in `HTTPS_PROXY` and its certificate in
 * `NODE_EXTRA_CA_CERTS` uses its usual addresses, such as https://slack.com, and talks to the played app instead.
 */
export async function startAppServer({ apps, others }: AppServerOptions): Promise<AppServer> {
	const hosts = new Set(apps.flatMap((app) => app.hosts));
	const { cert, key } = selfSigned([...hosts]);
	const answer = (request: IncomingMessage, response: ServerResponse): void => {
		void respond(apps, request, response).catch((error: unknown) => {
			response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
		});
	};
	const inside = createHttpsServer({ cert, key }, answer);
	const proxy = createHttpServer(answer);
	const sockets = new Set<Socket>();
	proxy.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});
	proxy.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
		socket.on('error', () => socket.destroy());
		const { hostname, port } = new URL(`http://${request.url ?? ''}`);
		if (hosts.has(hostname)) {
			socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			if (head.length > 0) socket.unshift(head);
			inside.emit('connection', socket);
		} else if (others === 'pass on') {
			passOn(socket, head, hostname, Number(port || 443));
		} else {
			socket.end(`HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n`);
		}
	});
	await new Promise<void>((resolve, reject) => {
		proxy.once('error', reject);
		proxy.listen(0, '127.0.0.1', resolve);
	});
	const address = proxy.address();
	if (address === null || typeof address === 'string') throw new Error('The server of the apps has no port');
	return {
		url: `http://127.0.0.1:${address.port}`,
		certificate: cert,
		async stop() {
			for (const socket of sockets) socket.destroy();
			await new Promise((resolve) => proxy.close(resolve));
		},
	};
}

function passOn(socket: Socket, head: Buffer, hostname: string, port: number): void {
	const remote = connect(port, hostname);
	remote.once('connect', () => {
		socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
		remote.write(head);
		socket.pipe(remote).pipe(socket);
	});
	remote.on('error', () => socket.destroy());
	socket.once('close', () => remote.destroy());
	remote.once('close', () => socket.destroy());
}

async function respond(
	apps: readonly App[],
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const body = await buffer(request);
	const host = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
	const asked = {
		method: request.method ?? 'GET',
		// A request to a proxy without a tunnel names the whole address.
		url: new URL(request.url ?? '/', `https://${host || 'localhost'}`),
		headers: request.headers,
		body,
	};
	for (const app of apps.filter(({ hosts }) => hosts.includes(host))) {
		const answer = await app.answer(asked);
		if (answer !== undefined) {
			send(response, answer);
			return;
		}
	}
	send(response, {
		status: 404,
		body: { error: `${host} is not played this far: ${asked.method} ${asked.url.pathname}` },
	});
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: AppAnswer): void {
	if (body === undefined) response.writeHead(status, headers).end();
	else if (typeof body === 'string' || Buffer.isBuffer(body)) response.writeHead(status, headers).end(body);
	else
		response
			.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
			.end(JSON.stringify(body));
}
