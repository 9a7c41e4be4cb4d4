import { openLane, type Lane } from '../../faults/lane';
import { captureLog } from '../../faults/log';
import type { Case, VendorTable } from '../../faults/model';
import { tables } from '../../faults/tables';
import { table as assemblyAi } from '../../faults/vendors/assemblyai';
import { table as botlhale } from '../../faults/vendors/botlhale';
import { startReceiver, type Receiver } from '../../support/receiver';
import type { FaultInput } from '../../support/sandbox';

/* The key is only sent to the host in the credential, wherever the vendor's responses point to. */

const REDIRECTS = [301, 302, 303, 307, 308];
const QUICK = { retries: 0, timeLimit: 0.01 };

let elsewhere: Receiver;

beforeAll(async () => {
	elsewhere = await startReceiver();
});
afterAll(async () => await elsewhere.close());
beforeEach(() => {
	elsewhere.received.length = 0;
});

/** What the other host received, as one text. */
function told(): string {
	return JSON.stringify(elsewhere.received);
}

function stageOf(vendor: VendorTable): { lane: () => Lane } {
	let lane: Lane;
	beforeAll(async () => {
		lane = await openLane(vendor, captureLog());
	}, 60_000);
	afterAll(async () => await lane.close());
	return { lane: () => lane };
}

/** Runs a case in which one request gets a different response. */
async function runWith(lane: Lane, operation: string, from: Case, fault: FaultInput) {
	const input = await lane.prepare(from);
	await lane.sandbox.faults(fault);
	return await lane.run(from, operation, input, QUICK);
}

function caseOf(vendor: VendorTable, operation: string): Case {
	const from = vendor.operations[operation]?.at(-1);
	if (from === undefined) throw new Error(`There is no ${operation}`);
	return from;
}

describe.each(tables)('$displayName', (vendor) => {
	const stage = stageOf(vendor);
	const calls = Object.entries(vendor.operations).flatMap(([operation, cases]) =>
		cases.flatMap((from) =>
			from.calls.map((call, index) => ({
				title: `${operation} ${from.name ?? ''}, ${call.method} ${call.kind}`,
				operation,
				from,
				call,
				status: REDIRECTS[(index + operation.length) % REDIRECTS.length] ?? 302,
			})),
		),
	);

	it.each(calls)('$title: does not follow a $status', async ({ operation, from, call, status }) => {
		const { error } = await runWith(stage.lane(), operation, from, {
			kind: 'status',
			status,
			headers: { location: `${elsewhere.url}/caught` },
			times: null,
			match: { vendor: vendor.name, method: call.method, path: call.path },
		});
		expect(error?.message).toMatch(/redirected the request|\(30\d\)/);
		expect(elsewhere.received).toEqual([]);
	});

	it.each([
		['is not encrypted', 'http://stt.example.com', /must start with https:\/\//],
		['contains a user name', 'https://me:secret@stt.example.com', /user name/],
		['contains a query', 'https://stt.example.com?to=', /query/],
		['contains a fragment', 'https://stt.example.com#', /fragment/],
		['is not a web address', 'stt.example.com', /is not a web address|must start with https/],
		['has another scheme', 'file://stt.example.com', /must start with https:\/\//],
	])('sends nothing to a base URL that %s', async (_what, origin, message) => {
		const [operation = '', [from] = []] = Object.entries(vendor.operations)[0] ?? [];
		if (from === undefined) throw new Error('The vendor has no operations');
		const input = await stage.lane().prepare(from);
		stage.lane().reach(origin);
		const { error } = await stage.lane().run(from, operation, input, QUICK);
		stage.lane().reach();
		expect(error?.message).toMatch(message);
		expect(await stage.lane().sandbox.requests()).toEqual([]);
	});
});

describe('URLs in the responses of AssemblyAI', () => {
	const stage = stageOf(assemblyAi);
	const replace = (path: string, fields: Record<string, unknown>): FaultInput => ({
		kind: 'set-fields',
		fields,
		times: null,
		match: { vendor: 'assemblyai', path },
	});

	it('prev_url: only its ID is used, in a request to the host in the credential', async () => {
		const prevUrl = `${elsewhere.url}/v2/transcript?limit=5&before_id=older`;
		const from = { ...caseOf(assemblyAi, 'job:getMany'), parameters: { returnAll: true } };
		await runWith(stage.lane(), 'job:getMany', from, {
			...replace('^/v2/transcript\\?', { 'page_details.prev_url': prevUrl }),
			times: 1,
		});
		const asked = (
			await stage.lane().sandbox.requests({ vendor: 'assemblyai', path: '^/v2/transcript$' })
		).filter(({ method }) => method === 'GET');
		expect(asked.map(({ query }) => query.before_id)).toContain('older');
		expect(elsewhere.received).toEqual([]);
	});

	it('upload_url: is passed back to AssemblyAI and never requested with the key', async () => {
		const from = caseOf(assemblyAi, 'job:create');
		const uploadUrl = `${elsewhere.url}/upload/1`;
		await runWith(stage.lane(), 'job:create', from, replace('^/v2/upload$', { upload_url: uploadUrl }));
		const [created] = await stage.lane().sandbox.requests({ method: 'POST', path: '^/v2/transcript$' });
		expect(created?.body).toMatchObject({ audio_url: uploadUrl });
		// AssemblyAI itself fetches the recording.
		await elsewhere.until(1);
		for (const secret of assemblyAi.secrets) expect(told()).not.toContain(secret);
	});

	it('redacted_audio_url: is requested without the key', async () => {
		const from = caseOf(assemblyAi, 'transcript:getRedactedAudio');
		const link = `${elsewhere.url}/audio.mp3`;
		await runWith(
			stage.lane(),
			'transcript:getRedactedAudio',
			from,
			replace('/redacted-audio$', { redacted_audio_url: link }),
		);
		expect(elsewhere.received.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /audio.mp3']);
		expect(elsewhere.received[0]?.headers).not.toHaveProperty('authorization');
		for (const secret of assemblyAi.secrets) expect(told()).not.toContain(secret);
	});

	it.each(['http://stt.example.com/a.mp3', 'file:///etc/passwd', 'ftp://stt.example.com/a', 'a.mp3'])(
		'redacted_audio_url: is not requested if it is %s',
		async (link) => {
			const from = caseOf(assemblyAi, 'transcript:getRedactedAudio');
			const { error } = await runWith(
				stage.lane(),
				'transcript:getRedactedAudio',
				from,
				replace('/redacted-audio$', { redacted_audio_url: link }),
			);
			expect(error?.message).toMatch(
				/its link does not start with https:\/\/, or leads into a private network/,
			);
		},
	);
});

describe('the signed form of Botlhale AI', () => {
	const stage = stageOf(botlhale);
	const leadTo = (url: string): FaultInput => ({
		kind: 'set-fields',
		fields: { url },
		times: null,
		match: { vendor: 'botlhale', path: '^/asr/async/upload$' },
	});

	it('is sent to its storage without the token', async () => {
		const from = caseOf(botlhale, 'job:create');
		const { error } = await runWith(stage.lane(), 'job:create', from, leadTo(`${elsewhere.url}/bucket`));
		expect(error).toBeUndefined();
		expect(elsewhere.received.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /bucket']);
		expect(elsewhere.received[0]?.headers).not.toHaveProperty('authorization');
		expect(told()).not.toMatch(/bearer|eyJ[\w-]+\./i);
		for (const secret of botlhale.secrets) expect(told()).not.toContain(secret);
	});

	it.each(['http://stt.example.com/bucket', 'ftp://stt.example.com/bucket', '//stt.example.com/bucket'])(
		'is not sent to %s',
		async (url) => {
			const { error } = await runWith(
				stage.lane(),
				'job:create',
				caseOf(botlhale, 'job:create'),
				leadTo(url),
			);
			expect(error?.message).toMatch(/returned an upload URL that does not start with https:/);
		},
	);
});
