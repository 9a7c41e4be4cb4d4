import { createServer, type Server } from 'node:http';

import { NODE, type Stage } from '../../support/stage';
import { botlhaleStage, credentialFor, ORG } from './stage';

/**
 * A server that knows one recording by exactly one name, in one naming style, and responds to all other names in each
 * of the ways that Botlhale AI's documentation leaves open.
 */

const FORMS = [`${ORG}/asr_1.wav`, 'asr_1.wav', `${ORG}/asr_1`, 'asr_1'];
const UNKNOWN = {
	'not found': { status: 404, body: undefined },
	'bad request': { status: 400, body: { message: 'File does not exist' } },
	empty: { status: 200, body: { data: [] } },
	running: { status: 200, body: { status: 'running' } },
} as const;
const UNKNOWNS = ['not found', 'bad request', 'empty', 'running'] as const;
const STYLES = { snake: ['org_id', 'filename'], old: ['OrgID', 'FileName'] } as const;

interface Behaviour {
	known: string;
	unknown: keyof typeof UNKNOWN;
	style: keyof typeof STYLES;
	status: string;
}

let behaviour: Behaviour;
let asked: string[] = [];
let server: Server;
let baseUrl = '';
let stage: Stage;

function respond(url: URL): { status: number; body?: object | undefined } {
	const [org, file] = STYLES[behaviour.style];
	const name = url.searchParams.get(file);
	if (url.searchParams.get(org) !== ORG || name === null) {
		return { status: 400, body: { message: 'Missing fileName' } };
	}
	const isStatus = url.pathname.endsWith('/status');
	asked.push(`${isStatus ? 'status' : 'data'} ${name}`);
	if (name !== behaviour.known) return isStatus ? UNKNOWN[behaviour.unknown] : { status: 404 };
	if (isStatus) return { status: 200, body: { status: behaviour.status } };
	const timestamps = [{ start: 0, end: 1000, transcription: 'Sawubona', language: 'zu-ZA' }];
	return { status: 200, body: { timestamps } };
}

beforeAll(async () => {
	stage = await botlhaleStage();
	server = createServer((request, response) => {
		const { status, body } = respond(new URL(request.url ?? '', 'http://localhost'));
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(body === undefined ? '' : JSON.stringify(body));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no port');
	baseUrl = `http://127.0.0.1:${address.port}`;
});
afterAll(async () => {
	server.closeAllConnections();
	server.close();
	await stage.close();
});

function behave(next: Behaviour): void {
	behaviour = next;
	asked = [];
	stage.engine.setCredential('botlhaleTranscriptionApi', {
		...credentialFor(stage.sandbox),
		authentication: 'bearer',
		bearerToken: 'a-bearer-token',
		baseUrl,
	});
}

const items = FORMS.map((jobId) => ({ json: { jobId } }));

describe.each(['snake', 'old'] as const)('parameters named in style %s', (style) => {
	describe.each(FORMS)('a recording that is only known as %s', (known) => {
		it.each(UNKNOWNS)('is found by trying all four names (others: %s)', async (unknown) => {
			behave({ known, unknown, style, status: 'completed' });
			const status = await stage.run({ resource: 'job', operation: 'getStatus' }, items);
			expect(status.error).toBeUndefined();
			expect(status.json(NODE)).toEqual(
				FORMS.map((jobId) => expect.objectContaining({ jobId, status: 'completed' })),
			);
			const got = await stage.run({ resource: 'transcript', operation: 'get', output: 'text' }, items);
			expect(got.json(NODE).map(({ text }) => text)).toEqual(FORMS.map(() => 'Sawubona'));
		});
	});
});

describe('a running job', () => {
	it.each(['not found', 'bad request', 'empty'] as const)(
		'is checked by its own name, and once with an unknown name (%s)',
		async (unknown) => {
			behave({ known: 'asr_1.wav', unknown, style: 'snake', status: 'running' });
			await stage.run({ resource: 'job', operation: 'wait', options: { timeLimit: 0.03 } }, [
				{ json: { jobId: 'asr_1.wav' } },
			]);
			const own = asked.filter((request) => request === 'status asr_1.wav');
			const others = asked.filter((request) => request !== 'status asr_1.wav');
			expect(own.length).toBeGreaterThan(1);
			expect(others).toEqual([expect.stringMatching(/^status unknown-[0-9a-f]{16}\.wav$/)]);
		},
	);

	it('is found once it has finished, although all names are reported as running', async () => {
		behave({ known: 'asr_1', unknown: 'running', style: 'snake', status: 'running' });
		setTimeout(() => {
			behaviour.status = 'completed';
		}, 300);
		const run = await stage.run({ resource: 'job', operation: 'wait', output: 'text' }, items.slice(0, 1));
		expect(run.json(NODE)[0]?.text).toBe('Sawubona');
	});
});
