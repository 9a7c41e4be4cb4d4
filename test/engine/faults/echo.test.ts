import { createServer, type IncomingMessage, type Server } from 'node:http';

import { KEY } from '../../../sandbox/core/credential';
import { createEngine, type Engine } from '../../support/engine';
import { NODE } from '../../support/stage';
import { allVendors } from '../../support/vendors';

/* A server that repeats the key of a request, in any form, does not bring it into an error. */

/** The middle of the secrets, which appears in no other text. */
const CORE = 'Qz7Xk9Wv3J';
const SECRET = `Kx/${CORE}+0123&<z>=='q`;
/** A bearer token that n8n fetches while the node runs. */
const TOKEN = `Tk/${CORE}+4567&<z>=='q`;

type Reply = [status: number, type: string, body: string];

const json = (value: unknown) => JSON.stringify(value);
const slashes = (text: string) => text.replaceAll('/', '\\/');
const codePoints = (text: string) =>
	Array.from(text, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
const html = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&#39;');
const body = (text: string) => `{"error":"${text}","message":"${text}","detail":"${text}","code":"${text}"}`;

const REPLIES: Record<string, (key: string) => Reply> = {
	JSON: (key) => [400, 'application/json', json({ error: key, message: key, detail: key, code: key })],
	'JSON with escaped slashes': (key) => [400, 'application/json', slashes(body(key))],
	'JSON as code points': (key) => [403, 'application/json', body(codePoints(key))],
	'JSON in JSON': (key) => [400, 'application/json', body(json(slashes(json({ key }))).slice(1, -1))],
	'text with a URL': (key) => [404, 'text/plain', `No route to /a?key=${encodeURIComponent(key)}`],
	'text with base64': (key) => [400, 'text/plain', `Basic ${Buffer.from(`user:${key}`).toString('base64')}`],
	'a page of a proxy': (key) => [502, 'text/html', `<html><pre>x-api-key: ${html(key)}</pre></html>`],
	'a request for credentials of a proxy': (key) => [407, 'text/plain', `authorization: ${key}`],
	'a successful text': (key) => [200, 'text/plain', `authorization: ${key}`],
	'successful JSON of another shape': (key) => [200, 'application/json', json({ [key]: key, status: key })],
	'a list of headers': (key) => [422, 'application/json', json({ detail: [{ loc: [key], msg: key }] })],
};

let server: Server;
let engine: Engine;
let reply: (key: string) => Reply;

function keyIn({ headers }: IncomingMessage): string {
	const given = headers['x-api-key'] ?? headers.authorization ?? '';
	return String(given).replace(/^\w+ (?=\S+$)/, '');
}

beforeAll(async () => {
	engine = await createEngine({ credentials: {} });
	server = createServer((request, response) => {
		request.resume();
		const isToken = /generate/i.test(request.url ?? '');
		const [status, type, text]: Reply = isToken
			? [200, 'application/json', json({ token: TOKEN, expires: 86_400 })]
			: reply(keyIn(request));
		response.writeHead(status, { 'content-type': type });
		response.end(text);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	await engine.close();
	server.closeAllConnections();
	server.close();
});

function origin(): string {
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no port');
	return `http://127.0.0.1:${address.port}`;
}

describe.each(allVendors)('$displayName', ({ node, credentialType, credential, looks }) => {
	const hasJobs = looks !== undefined;

	beforeEach(() => {
		engine.setCredential(
			credentialType,
			Object.fromEntries(
				Object.entries(credential(origin())).map(([name, value]) => [name, value === KEY ? SECRET : value]),
			),
		);
	});

	it.each(Object.keys(REPLIES))('%s', async (name) => {
		let echoed = '';
		reply = (key) => {
			echoed = key;
			return REPLIES[name]?.(key) ?? [500, '', ''];
		};
		const input = [await engine.binaryItem({ data: Buffer.from('RIFF0000WAVE'), fileName: 'a.wav' })];
		const parameters = {
			resource: hasJobs ? 'job' : 'transcript',
			operation: hasJobs ? 'create' : 'transcribe',
			options: { retries: 0 },
		};
		const run = await engine.runNode(
			{ name: NODE, type: `n8n-nodes-transcription.${node}`, parameters },
			input,
		);
		expect(echoed).toContain(CORE);
		const { error } = run;
		expect(error).toBeDefined();
		const told = [error?.message, error?.stack, json(error), String(Reflect.get(error ?? {}, 'description'))];
		const text = told.join('\n');
		for (const secret of [CORE, codePoints(CORE), Buffer.from(CORE).toString('base64').slice(2, -4)]) {
			expect(text).not.toContain(secret);
		}
	});
});
