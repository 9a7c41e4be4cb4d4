import { createServer, type Server } from 'node:http';

import type { ICredentialDataDecryptedObject, INodeCredentialTestResult } from 'n8n-workflow';

import { createEngine, type Engine } from '../../support/engine';
import { startSandbox, type SandboxHandle } from '../../support/sandbox';
import { allVendors } from '../../support/vendors';

/* The test of a credential is as strict as the node: where the key is sent, and what counts as the vendor's response. */

let sandbox: SandboxHandle;
let engine: Engine;

/** A server that is not the vendor's. */
let stranger: Server;
let reply = { status: 200, type: 'application/json', body: '' };
let received: string[] = [];

beforeAll(async () => {
	sandbox = await startSandbox();
	engine = await createEngine({
		credentials: Object.fromEntries(
			allVendors.map(({ credentialType, credential }) => [credentialType, credential(sandbox.url)]),
		),
	});
	stranger = createServer((request, response) => {
		received.push(`${request.method} ${request.url}`);
		response.writeHead(reply.status, { 'content-type': reply.type, location: '/elsewhere' });
		response.end(reply.body);
	});
	await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	await engine.close();
	await sandbox.stop();
	stranger.closeAllConnections();
	stranger.close();
});
beforeEach(async () => {
	await sandbox.reset();
	received = [];
});

const strangerUrl = (): string => {
	const address = stranger.address();
	if (address === null || typeof address === 'string') throw new Error('no port');
	return `http://127.0.0.1:${address.port}`;
};

/** Botlhale AI's credential has two kinds of keys, and only one of them is exchanged for a token. */
const credentials = allVendors.flatMap((vendor) => {
	const whole = (origin: string): ICredentialDataDecryptedObject => ({ ...vendor.credential(origin) });
	return vendor.name === 'botlhale'
		? [
				{ ...vendor, title: 'Botlhale AI with a refresh token', whole },
				{
					...vendor,
					title: 'Botlhale AI with a bearer token',
					whole: (origin: string) => ({
						...whole(origin),
						authentication: 'bearer',
						refreshToken: '',
						bearerToken: 'sandbox-bearer',
					}),
				},
			]
		: [{ ...vendor, title: vendor.displayName, whole }];
});

describe.each(credentials)('The credential test of $title', ({ credentialType, displayName, whole }) => {
	const test = async (origin: string): Promise<INodeCredentialTestResult> =>
		await engine.testCredential(credentialType, whole(origin));

	it('passes for a valid key', async () => {
		expect(await test(sandbox.url)).toMatchObject({ status: 'OK' });
	});

	it.each([
		['http://stt.example.com', /must start with https:\/\//],
		['http://192.0.2.1', /must start with https:\/\//],
		['https://me:secret@stt.example.com', /must not contain a user name/],
		['https://stt.example.com?to=', /must not contain a user name, a query/],
		['stt.example.com', /is not a web address|must start with https/],
	])('sends nothing to %s, like the node', async (origin, message) => {
		const { status, message: text } = await test(origin);
		expect(status).toBe('Error');
		expect(text).toMatch(message);
		expect(text).not.toContain('secret');
	});

	it.each([
		[302, 'application/json', '{}', /redirect/],
		[307, 'text/html', '', /redirect/],
		[404, 'text/html', '<html></html>', /"Base URL"|the host/],
		[405, 'application/json', '{}', /"Base URL"|the host/],
		[503, 'application/json', '{}', /later|did not respond|503/],
		[200, 'text/html', '<!doctype html><title>Sign in</title>', /./],
		[200, 'application/json', '{}', /./],
		[200, 'application/json', '', /./],
		[204, 'application/json', '', /./],
		[200, 'application/json', '[]', /./],
		[200, 'application/json', '[{"name":"stt-general"}]', /./],
		[200, 'application/json', 'null', /./],
		[200, 'application/json', '"jobs"', /./],
		[200, 'application/json', '{"jobs":{},"transcripts":"none","data":5,"fields":{"key":1}}', /./],
		[200, 'text/plain', '{"jobs": [', /./],
	])('fails for %i %s %s', async (status, type, body, message) => {
		reply = { status, type, body };
		const result = await test(strangerUrl());
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(message);
		expect(result.message).toMatch(new RegExp(`${displayName}|bearer token`));
		expect(result.message).not.toMatch(/undefined|TypeError/);
		expect(received.filter((request) => request.includes('/elsewhere'))).toEqual([]);
	});
});
