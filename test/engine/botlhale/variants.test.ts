import { trimmedText } from '../../../nodes/shared/core/trimmedText';
import { firstText, NODE, type Stage } from '../../support/stage';
import { botlhaleStage, credentialFor, kindOf, ORG } from './stage';

/** Every published form of the API. The numbers refer to the list of disagreements in the vendor document. */

let stage: Stage;

beforeAll(async () => {
	stage = await botlhaleStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ queuedMs: 0, processingMs: 0 });
	stage.engine.setCredential('botlhaleTranscriptionApi', credentialFor(stage.sandbox));
});

const transcribe = { resource: 'transcript', operation: 'transcribe' };

/** Transcribes with these settings of the sandbox and fields of the credential. */
async function transcribed(settings: object, fields: object = {}) {
	await stage.sandbox.settings('botlhale', { ...settings });
	stage.engine.setCredential('botlhaleTranscriptionApi', { ...credentialFor(stage.sandbox), ...fields });
	const run = await stage.run({ ...transcribe, language: 'en-ZA', speakers: 'voice' }, [
		await stage.recording('dialogue-en.wav'),
	]);
	expect(run.error).toBeUndefined();
	const [item] = run.json(NODE);
	expect(item?.text).toContain('move my appointment');
	return item;
}

async function paths(kind: string): Promise<string[]> {
	return (await stage.sandbox.requests()).filter((entry) => kindOf(entry) === kind).map(({ path }) => path);
}

describe('disagreements 2 and 3: path and field of the token', () => {
	it.each([
		['authGenerate', '/auth/generate'],
		['generateAuthToken', '/generateAuthToken'],
		['generate', '/generate'],
		['authGenerateJson', '/auth/generate'],
	])('%s', async (exchangePath, path) => {
		await transcribed({}, { exchangePath });
		expect(await paths('token')).toEqual([path]);
	});

	it.each([404, 405, 400, 403])('are detected if the others return %i', async (absentStatus) => {
		await transcribed({ authGenerate: 'absent', absentStatus });
		expect(new Set(await paths('token'))).toEqual(new Set(['/auth/generate', '/generateAuthToken']));
		await stage.sandbox.reset();
		await transcribed({ authGenerate: 'absent', generateAuthToken: 'absent', absentStatus });
		expect(new Set(await paths('token'))).toEqual(
			new Set(['/auth/generate', '/generateAuthToken', '/generate']),
		);
	});
});

it.each(['result', 'result-oldest', 'token', 'token-expires-0', 'token-only'])(
	'disagreements 4 and 5: token and lifetime in a response of the form "%s"',
	async (form) => {
		await transcribed({ authGenerate: form, generateAuthToken: form, tokenSeconds: 7200 });
		const sealed = trimmedText(stage.engine.credential('botlhaleTranscriptionApi').sessionToken);
		const left = Number(sealed.split('.')[1]) - Date.now() / 1000;
		// Tokens are renewed five minutes before they expire. If the response has no lifetime, that of the token itself
		// applies.
		expect(Math.abs(left - (7200 - 300))).toBeLessThan(60);
	},
);

it.each([
	['urlencoded', ['/auth/generate']],
	['multipart', ['/auth/generate', '/auth/generate']],
	[
		'json',
		['/auth/generate', '/auth/generate', '/generateAuthToken', '/generateAuthToken', '/auth/generate'],
	],
])('disagreement 6: a token endpoint that only accepts %s', async (encoding, asked) => {
	await transcribed({ tokenEncodings: [encoding] });
	expect(await paths('token')).toEqual(asked);
});

describe('disagreement 7: names of the parameters', () => {
	it.each([
		['snake', 'snake', { org_id: ORG, language_code: 'en-ZA', diarization: 'True' }, ['org_id', 'filename']],
		['old', 'old', { OrgID: ORG, LanguageCode: 'en-ZA', Diarization: 'True' }, ['OrgID', 'FileName']],
	])('%s: the selected ones are sent first', async (parameterNames, server, fields, query) => {
		await transcribed({ fieldNames: server, queryNames: server }, { parameterNames });
		const requests = await stage.sandbox.requests();
		const slot = requests.find((entry) => kindOf(entry) === 'slot');
		expect(slot?.details?.fields).toEqual(fields);
		const asked = requests.filter((entry) => ['status', 'data'].includes(kindOf(entry)));
		expect(asked.map((entry) => Object.keys(entry.query))).toEqual(asked.map(() => query));
	});

	it.each([
		['snake', 'old'],
		['old', 'snake'],
	])(
		'%s: if only the others are known (%s), these are sent after the 400',
		async (parameterNames, server) => {
			await transcribed({ fieldNames: server, queryNames: server }, { parameterNames });
		},
	);

	it.each([
		['snake', 'snake'],
		['old', 'old'],
		['snake', 'old'],
		['old', 'snake'],
	])('%s in the synchronous request, if %s are known', async (parameterNames, server) => {
		await stage.sandbox.settings('botlhale', { fieldNames: server });
		stage.engine.setCredential('botlhaleTranscriptionApi', {
			...credentialFor(stage.sandbox),
			parameterNames,
		});
		const run = await stage.run({ resource: 'transcript', operation: 'transcribeShort', language: 'en-ZA' }, [
			await stage.recording('dialogue-en.wav'),
		]);
		expect(run.json(NODE)[0]?.language).toBe('en-ZA');
	});
});

it('disagreement 8: the organisation is always sent', async () => {
	await transcribed({ orgIdRequired: false });
	const requests = await stage.sandbox.requests();
	expect(requests.find((entry) => kindOf(entry) === 'slot')?.details).toMatchObject({
		fields: { org_id: ORG },
	});
});

it('disagreement 9: the sample rate is only sent if it is set', async () => {
	await transcribed({});
	const run = await stage.run({ ...transcribe, additionalFields: { sample_rate: 8000 } }, [
		await stage.recording('dialogue-en.wav'),
	]);
	expect(run.error).toBeUndefined();
	const slots = (await stage.sandbox.requests()).filter((entry) => kindOf(entry) === 'slot');
	expect(slots.map(({ details }) => JSON.stringify(details).includes('"sample_rate":"8000"'))).toEqual([
		false,
		true,
	]);
});

it.each(['A', 'B', 'C'])(
	'disagreements 10 to 13 and 27: upload slot %s, its URL, expiry, fields and key',
	async (uploadForm) => {
		const item = await transcribed({ uploadForm });
		const requests = await stage.sandbox.requests();
		const status = requests.find((entry) => kindOf(entry) === 'status');
		// The key is used unchanged, with or without the organisation.
		expect(status?.query.filename).toBe(item?.jobId);
	},
);

it.each([
	['key', 'not-found'],
	['last', 'not-found'],
	['last', 'empty'],
])(
	'disagreement 13: status and data accept the name as "%s" (others: %s)',
	async (fileNames, unknownFile) => {
		await transcribed({ fileNames, unknownFile });
		await transcribed({ fileNames, unknownFile, queryNames: 'old' });
	},
);

describe('disagreements 14 and 15: form of the status, and the word for finished', () => {
	it.each(['A', 'B'])('%s', async (statusForm) => {
		for (const finishedStatus of ['completed', 'complete', 'done']) {
			const item = await transcribed({ statusForm, finishedStatus });
			const run = await stage.run({ resource: 'job', operation: 'getStatus', jobId: item?.jobId });
			expect(run.json(NODE)[0]).toMatchObject({ status: 'completed', vendorStatus: finishedStatus });
		}
	});

	it('an ID beyond 2^53 is not rounded', async () => {
		const item = await transcribed({ statusForm: 'A' });
		const run = await stage.run({
			resource: 'job',
			operation: 'getStatus',
			jobId: item?.jobId,
			simplify: false,
		});
		expect(run.json(NODE)[0]).toMatchObject({ data: [{ id: '207891841473145364', OrgID: ORG }] });
	});

	it.each(['failed', 'error', 'Cancelled'])('the word "%s" for failed', async (failedStatus) => {
		await stage.sandbox.settings('botlhale', { failedStatus });
		const item = await stage.engine.binaryItem({ data: Buffer.from('no audio'), fileName: 'a.wav' });
		const run = await stage.run(transcribe, [item]);
		expect(run.error?.message).toMatch(new RegExp(`status "${failedStatus}"`));
	});

	it.each(['not-found', 'empty', 'running'])(
		'a file that has not arrived yet: "%s"',
		async (awaitingUpload) => {
			await stage.sandbox.speed({ processingMs: 200 });
			await transcribed({ awaitingUpload });
		},
	);
});

it.each([
	['both', ['/asr/async/data']],
	['data', ['/asr/async/data']],
	['getdata', ['/asr/async/data', '/asr/async/getdata']],
])('disagreement 16: results under %s', async (dataPath, asked) => {
	await transcribed({ dataPath });
	expect(await paths('data')).toEqual(asked);
});

it.each(['A', 'B', '2023'])(
	'disagreements 17 to 21: result %s with or without status, its length, date, speakers and languages',
	async (dataForm) => {
		const item = await transcribed({ dataForm });
		expect(item).toMatchObject({
			language: 'en-ZA',
			duration: expect.closeTo(27.1, 0),
			segments: expect.arrayContaining([
				expect.objectContaining({
					speaker: dataForm === 'A' ? 'SPEAKER_01' : 'speaker_1',
					language: 'en-ZA',
				}),
			]),
		});
	},
);

it.each([
	['without segments', 200, { status: 'running' }],
	['not found', 404, undefined],
	['bad request', 400, { message: 'File is not ready' }],
])('a result that lags behind its status (%s) is requested again', async (_form, status, body) => {
	await stage.sandbox.faults({
		kind: 'status',
		status,
		body,
		times: 6,
		match: { path: '/asr/async/(get)?data' },
	});
	const created = await stage.run({ resource: 'job', operation: 'create' }, [
		await stage.recording('dialogue-en.wav'),
	]);
	const jobId = firstText(created, 'jobId');
	const run = await stage.run({ resource: 'transcript', operation: 'get', jobId, output: 'text' });
	expect(run.json(NODE)[0]?.text).toContain('move my appointment');
	expect((await paths('data')).length).toBeGreaterThan(1);
});

it.each(['A', 'B', 'C', 'D'])('disagreement 22: synchronous response %s', async (syncForm) => {
	await stage.sandbox.settings('botlhale', { syncForm });
	const run = await stage.run({ resource: 'transcript', operation: 'transcribeShort', output: 'text' }, [
		await stage.recording('dialogue-en.wav'),
	]);
	expect(run.error).toBeUndefined();
	expect(run.json(NODE)[0]?.text).toMatch(/^\S.*move my appointment/);
});

it('disagreement 23: the contents of `times` are output', async () => {
	const item = await transcribed({ dataForm: 'A' });
	expect(JSON.stringify(item?.segments)).toContain('"times":{');
});

it.each(['entity', 'message', 'error'])(
	'disagreement 24: a 400 of the form "%s" is shown as a wrong value',
	async (errorForm) => {
		await stage.sandbox.settings('botlhale', { errorForm });
		const run = await stage.run({ ...transcribe, additionalFields: { other_language_code: 'xx-XX' } }, [
			await stage.recording('dialogue-en.wav'),
		]);
		expect(run.error?.message).toMatch(/^Botlhale AI: Invalid language_code \(400/);
		expect(run.error?.description).toMatch(/Choose another language/);
	},
);

it('disagreement 25: Tshivenda is sent as vr-ZA', async () => {
	const run = await stage.run({ ...transcribe, language: 'vr-ZA' }, [
		await stage.recording('dialogue-en.wav'),
	]);
	expect(run.error).toBeUndefined();
	const slot = (await stage.sandbox.requests()).find((entry) => kindOf(entry) === 'slot');
	expect(slot?.details).toMatchObject({ fields: { language_code: 'vr-ZA' } });
});

it('disagreement 26: a language that is not in the list can be sent', async () => {
	await stage.run({ ...transcribe, language: 'zu-ZA', additionalFields: { other_language_code: 'ss-ZA' } }, [
		await stage.recording('dialogue-en.wav'),
	]);
	const slot = (await stage.sandbox.requests()).find((entry) => kindOf(entry) === 'slot');
	expect(slot?.details).toMatchObject({ fields: { language_code: 'ss-ZA' } });
});
