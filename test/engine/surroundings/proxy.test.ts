import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { connect, type Server } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createServer as createTlsServer } from 'node:tls';

import { z } from 'zod/v4';

import { startSandbox, type SandboxHandle } from '../../support/sandbox';
import { testedVendors } from '../../support/vendors';

const ROOT = join(__dirname, '..', '..', '..');
const CERTIFICATE = join(ROOT, 'test', 'fixtures', 'tls', 'untrusted.cert.pem');
const KEY = join(ROOT, 'test', 'fixtures', 'tls', 'untrusted.key.pem');

const USER = 'n8n@example.com';
const PASSWORD = 'p:a/s?s#word';

let sandbox: SandboxHandle;
/** The vendors as the network shows them: encrypted, with the certificate of the company. */
let inspected: Server;
let proxy: Server;
/** What the proxy was asked for, and whether the password was right. */
let tunnels: Array<{ to: string | undefined; authorized: boolean }>;

async function portOf(server: Server): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server has no port');
	return address.port;
}

const isAuthorized = ({ headers }: IncomingMessage) =>
	headers['proxy-authorization'] === `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;

let sandboxOverTls: string;
let proxyUrl: string;

beforeAll(async () => {
	sandbox = await startSandbox();
	const { hostname, port } = new URL(sandbox.url);
	inspected = createTlsServer({ key: readFileSync(KEY), cert: readFileSync(CERTIFICATE) }, (socket) => {
		const vendor = connect(Number(port), hostname);
		socket.on('error', () => vendor.destroy()).pipe(vendor);
		vendor.on('error', () => socket.destroy()).pipe(socket);
	});
	proxy = createHttpServer().on('connect', (request: IncomingMessage, socket) => {
		const authorized = isAuthorized(request);
		tunnels.push({ to: request.url, authorized });
		if (!authorized) {
			socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
			return;
		}
		const vendor = connect(Number(new URL(sandboxOverTls).port), '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
			socket.pipe(vendor).pipe(socket);
		});
		vendor.on('error', () => socket.destroy());
		socket.on('error', () => vendor.destroy());
	});
	sandboxOverTls = `https://localhost:${await portOf(inspected)}`;
	const credentials = `${encodeURIComponent(USER)}:${encodeURIComponent(PASSWORD)}`;
	proxyUrl = `http://${credentials}@127.0.0.1:${await portOf(proxy)}`;
});

afterAll(async () => {
	inspected.close();
	proxy.close();
	await sandbox.stop();
});

beforeEach(async () => {
	tunnels = [];
	await sandbox.reset();
});

const outcomesSchema = z.record(z.string(), z.strictObject({ text: z.string().min(1) }));

/** Transcribes with every vendor in an n8n with these variables; returns the texts by vendor. */
async function transcribeEach(variables: NodeJS.ProcessEnv): Promise<z.output<typeof outcomesSchema>> {
	const script = join(__dirname, 'transcribeEach.ts');
	const child = spawn(process.execPath, ['--import', 'tsx', script, sandboxOverTls], {
		cwd: ROOT,
		env: { ...process.env, NODE_OPTIONS: '', NO_PROXY: '', no_proxy: '', ...variables },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	return outcomesSchema.parse(JSON.parse(await text(child.stdout)));
}

it('works behind a proxy with a password that inspects encrypted traffic', async () => {
	const outcomes = await transcribeEach({ HTTPS_PROXY: proxyUrl, NODE_EXTRA_CA_CERTS: CERTIFICATE });
	const vendors = testedVendors.map(({ name }) => name);
	expect(Object.keys(outcomes)).toEqual(vendors);
	expect(tunnels.length).toBeGreaterThan(2 * vendors.length);
	expect(tunnels.filter(({ authorized }) => !authorized)).toEqual([]);
	for (const vendor of vendors) expect(await sandbox.jobs(vendor)).toHaveLength(1);
});
