import { X509Certificate } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { Socket } from 'node:net';
import { connect as tls } from 'node:tls';

import type { App } from '../../../platform/apps/app';
import { selfSigned } from '../../../platform/apps/certificate';
import { startAppServer, type AppServer } from '../../../platform/apps/server';

describe('a certificate made here', () => {
	const { cert } = selfSigned(['app.example.com', 'files.example.com']);

	it('is valid for its hosts only, now, and signed by itself', () => {
		const parsed = new X509Certificate(cert);
		expect(parsed.checkHost('app.example.com')).toBe('app.example.com');
		expect(parsed.checkHost('files.example.com')).toBe('files.example.com');
		expect(parsed.checkHost('other.example.com')).toBeUndefined();
		expect(parsed.verify(parsed.publicKey)).toBe(true);
		expect(parsed.ca).toBe(true);
		expect(Date.parse(parsed.validFrom)).toBeLessThanOrEqual(Date.now());
		expect(Date.parse(parsed.validTo)).toBeGreaterThan(Date.now());
	});

	it('is another one each time', () => {
		expect(selfSigned(['app.example.com']).key).not.toBe(selfSigned(['app.example.com']).key);
	});
});

const app: App = {
	hosts: ['app.example.com'],
	answer: ({ method, url, body }) =>
		url.pathname === '/echo' ? { body: { method, host: url.host, text: body.toString() } } : undefined,
};

let server: AppServer;

beforeEach(async () => {
	server = await startAppServer({ apps: [app], others: 'refuse' });
});
afterEach(async () => await server.stop());

/** Opens a tunnel through the proxy; resolves with the status of its answer. */
async function tunnel(host: string): Promise<{ status: number; socket: Socket }> {
	const { hostname, port } = new URL(server.url);
	return await new Promise((resolve, reject) => {
		const opening = httpRequest({ hostname, port, method: 'CONNECT', path: `${host}:443` });
		opening.once('connect', ({ statusCode }, socket) => resolve({ status: statusCode ?? 0, socket }));
		opening.once('error', reject).end();
	});
}

async function post(path: string, ca = server.certificate): Promise<{ status: number; text: string }> {
	const { socket } = await tunnel('app.example.com');
	const secure = tls({ socket, servername: 'app.example.com', ca });
	return await new Promise((resolve, reject) => {
		secure.once('error', reject);
		const sent = httpRequest(
			{ createConnection: () => secure, host: 'app.example.com', path, method: 'POST' },
			(response) => {
				let text = '';
				response.on('data', (chunk) => (text += String(chunk)));
				response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
			},
		);
		sent.once('error', reject).end('hello');
	});
}

it('answers for the hosts of its apps, under their own address', async () => {
	const { status, text } = await post('/echo');
	expect(status).toBe(200);
	expect(JSON.parse(text)).toEqual({ method: 'POST', host: 'app.example.com', text: 'hello' });
});

it('says what is not played', async () => {
	const { status, text } = await post('/unknown');
	expect(status).toBe(404);
	expect(text).toContain('app.example.com is not played this far: POST /unknown');
});

it('is only believed by a program that trusts its certificate', async () => {
	await expect(post('/echo', selfSigned(['app.example.com']).cert)).rejects.toThrow(
		'self-signed certificate',
	);
});

it('opens no tunnel to other hosts', async () => {
	const { status } = await tunnel('other.example.com');
	expect(status).toBe(403);
});
