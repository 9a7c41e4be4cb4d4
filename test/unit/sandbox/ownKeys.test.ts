import { rejectForeignKeys } from '../../../sandbox/core/credential';
import { startServer, type Sandbox } from '../../../sandbox/core/server';
import { vendors } from '../../../sandbox/vendors';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startServer({ port: 0, vendors });
});
afterAll(async () => await sandbox.close());

const REQUESTS: ReadonlyArray<[vendor: string, path: string, request: (key: string) => RequestInit]> = [
	['assemblyai', '/v2/transcript', (key) => ({ headers: { authorization: key } })],
	['prosa', '/v2/speech/stt/models', (key) => ({ headers: { 'x-api-key': key } })],
	['speechmatics', '/v2/jobs', (key) => ({ headers: { authorization: `Bearer ${key}` } })],
	[
		'botlhale',
		'/generateAuthToken',
		(key) => ({ method: 'POST', body: new URLSearchParams({ REFRESH_TOKEN: key }) }),
	],
];

const send = async ([vendor, path, request]: (typeof REQUESTS)[number], key: string) =>
	(await fetch(`${sandbox.url}/${vendor}${path}`, request(key))).status;

it('covers every vendor', () => {
	expect(REQUESTS.map(([vendor]) => vendor).sort()).toEqual(vendors.map(({ name }) => name).sort());
});

// In this order: a process that rejects foreign keys does so until it ends.
it.each(REQUESTS)('%s accepts any key but a bad one by default', async (...each) => {
	expect(await send(each, 'wrong-key-123')).toBe(200);
	expect(await send(each, 'bad-key')).toBe(401);
});

it.each(REQUESTS)('%s rejects a real key on request, and accepts its own', async (...each) => {
	rejectForeignKeys();
	expect(await send(each, 'wrong-key-123')).toBe(401);
	expect(await send(each, 'sandbox-key')).toBe(200);
});
