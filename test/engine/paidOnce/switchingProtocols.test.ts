import { createServer, type Server } from 'node:net';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { createEngine, type RunResult } from '../../support/engine';
import { testedVendors, type TestedVendor } from '../../support/vendors';

/* After the response 101, n8n's HTTP client neither returns nor fails, not even after its timeout. */

const NODE = 'Speech to Text';

/** With a bearer token, because the request for one would be the first to be sent. */
const WITHOUT_TOKEN_REQUEST = { botlhale: { authentication: 'bearer', bearerToken: 'token' } };

let server: Server;
let address: string;
let requests: string[];

beforeAll(async () => {
	server = createServer((socket) => {
		socket.on('error', () => undefined);
		socket.once('data', (data) => {
			requests.push(data.toString('latin1').split(' ', 2).join(' '));
			socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n');
		});
	});
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const bound = server.address();
	address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
});
afterAll(async () => {
	await new Promise((resolve) => {
		server.close(resolve);
	});
});
beforeEach(() => {
	requests = [];
});

async function create(
	{ credentialType, credential, node, fromFile }: TestedVendor,
	own: ICredentialDataDecryptedObject,
): Promise<RunResult> {
	const engine = await createEngine({
		credentials: { [credentialType]: { ...credential(address), ...own } },
	});
	const file = { data: Buffer.from('RIFF'), fileName: 'a.wav', mimeType: 'audio/wav', json: {} };
	const options = { requestTimeout: 0.1, retries: 0 };
	const parameters = { resource: 'job', operation: 'create', ...fromFile, options };
	try {
		const type = `n8n-nodes-transcription.${node}`;
		return await engine.runNode({ name: NODE, type, parameters }, [await engine.binaryItem(file)]);
	} finally {
		await engine.close();
	}
}

it.each(testedVendors)(
	'fails after the response 101: $name',
	async (vendor) => {
		const run = await create(vendor, vendor.name === 'botlhale' ? WITHOUT_TOKEN_REQUEST.botlhale : {});
		expect(run.error?.message).toContain(vendor.displayName);
		expect(`${run.error?.message}`).toContain("n8n's HTTP client returned neither a response nor an error");
		expect(requests.filter((request) => request.startsWith('POST')).length).toBeLessThanOrEqual(1);
	},
	150_000,
);

it('fails after the response 101 to the request for a token, which is known not to have created a job', async () => {
	const vendor = testedVendors.find(({ name }) => name === 'botlhale');
	if (!vendor) throw new Error('No vendor requests a token');
	const run = await create(vendor, {});
	expect(run.error?.message).toContain('Botlhale AI did not respond to the request for a token');
}, 120_000);
