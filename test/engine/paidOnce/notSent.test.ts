import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';

import { OutboundHttp } from '@n8n/backend-network';
import { Container } from '@n8n/di';

import { isRecord } from '../../support/engine/guards';
import { NODE, vendorStage, type Stage } from '../../support/stage';
import { testedVendors } from '../../support/vendors';

const TLS = join(__dirname, '..', '..', 'fixtures', 'tls');
const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'];

async function portOf(server: Server): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address: AddressInfo | string | null = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server has no port');
	return address.port;
}

/** Sets N8N_SSRF_PROTECTION_ENABLED, which n8n reads once. */
function guardInternalAddresses(enabled: boolean): void {
	const config: unknown = Reflect.get(Container.get(OutboundHttp), 'ssrfConfig');
	if (!isRecord(config)) throw new Error('n8n keeps its guard elsewhere');
	config.enabled = enabled;
}

/** Where nothing is sent, no job is made: the error is final, in n8n's own words, and warns of no job. */
describe.each(testedVendors)('a request that is never sent: $name', (vendor) => {
	let stage: Stage;
	/** How many connections were opened. */
	let attempts: number;
	let server: Server | undefined;

	beforeAll(async () => {
		stage = await vendorStage(vendor);
	});
	afterAll(async () => await stage.close());
	beforeEach(() => {
		attempts = 0;
	});
	afterEach(() => {
		guardInternalAddresses(false);
		for (const name of PROXIES) Reflect.deleteProperty(process.env, name);
		server?.close();
		server = undefined;
		stage.engine.setCredential(vendor.credentialType, vendor.credential(stage.sandbox.url));
	});

	const create = { resource: 'job', operation: 'create', ...vendor.fromFile };
	const leadTo = (address: string) =>
		stage.engine.setCredential(vendor.credentialType, {
			...vendor.credential(stage.sandbox.url),
			...vendor.leadTo(address),
		});

	/** Creates a job and waits for another one; both must end at once, and nobody is warned of a job. */
	async function expectFinal(reason: RegExp, advice = /\S/): Promise<void> {
		const began = Date.now();
		const item = await stage.recording(vendor.recording);
		const made = await stage.run(create, [item]);
		expect(made.error?.message).toMatch(reason);
		expect(made.error?.description).toMatch(advice);
		expect(made.error?.description).not.toMatch(/may have been|created anyway|counted/);
		const waited = await stage.run({ resource: 'job', operation: 'wait' }, [{ json: { jobId: 'some-job' } }]);
		expect(waited.error?.message).toMatch(reason);
		// The default time limit is an hour.
		expect(Date.now() - began).toBeLessThan(10_000);
	}

	it('an untrusted certificate', async () => {
		server = createHttpsServer({
			key: readFileSync(join(TLS, 'untrusted.key.pem')),
			cert: readFileSync(join(TLS, 'untrusted.cert.pem')),
		});
		server.on('connection', () => (attempts += 1));
		leadTo(`https://127.0.0.1:${await portOf(server)}`);
		await expectFinal(/the certificate of the server is not trusted: self-signed certificate/);
		expect(attempts).toBe(2);
	});

	it('n8n’s guard against internal addresses', async () => {
		guardInternalAddresses(true);
		await expectFinal(/The request was blocked because it resolves to a restricted IP address/);
		expect(await stage.sandbox.requests({ vendor: vendor.name })).toEqual([]);
	});

	it('a proxy that requires a password', async () => {
		server = createHttpServer().on('connect', (_request, socket) => {
			attempts += 1;
			socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
		});
		const proxy = `http://127.0.0.1:${await portOf(server)}`;
		for (const name of PROXIES) process.env[name] = proxy;
		leadTo('https://vendor.example.com');
		await expectFinal(/407/, /HTTPS_PROXY/);
		expect(attempts).toBe(2);
	});
});

const botlhale = testedVendors.find(({ name }) => name === 'botlhale');
if (!botlhale) throw new Error('Botlhale AI is not registered');

/** A token request precedes the paid request. If it fails, no job can exist. */
describe('a failing token endpoint', () => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await vendorStage(botlhale);
	});
	afterAll(async () => await stage.close());
	beforeEach(async () => await stage.sandbox.reset());

	const match = { vendor: 'botlhale', path: 'auth|[gG]enerate' };
	const short = { resource: 'transcript', operation: 'transcribeShort', output: 'text' };

	it('that permanently returns 500 does not lead to a warning that the recording may have been counted', async () => {
		await stage.sandbox.faults({ kind: 'status', status: 500, times: null, match });
		const run = await stage.run({ ...short, options: { retries: 1 } }, [
			await stage.recording(botlhale.recording),
		]);
		expect(run.error?.message).toMatch(/bearer token/);
		expect(run.error?.description).not.toMatch(/counted|created/);
	});

	it('that recovers does not end a short transcription', async () => {
		await stage.sandbox.faults({ kind: 'status', status: 500, times: 1, match });
		const run = await stage.run(short, [await stage.recording(botlhale.recording)]);
		expect(run.error).toBeUndefined();
		expect(run.json(NODE)[0]?.text).toMatch(/\w/);
	});
});
