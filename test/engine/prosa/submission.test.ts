import { z } from 'zod/v4';

import { NODE, type Stage } from '../../support/stage';
import { credentialFor, KEY, prosaStage } from './stage';

/** The requests that result from inputs: the JSON option, the two names of the model, URLs, base URLs and keys. */

let stage: Stage;

beforeAll(async () => {
	stage = await prosaStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ queuedMs: 0, processingMs: 0 });
	stage.engine.setCredential('prosaTranscriptionApi', credentialFor(stage.sandbox));
});

const CREATE = { vendor: 'prosa', method: 'POST', path: '/stt$' };
const create = { resource: 'job', operation: 'create', recordingSource: 'binary' };
const transcribe = { ...create, resource: 'transcript', operation: 'transcribe' };
const additional = (json: object) => ({ options: { additionalParameters: JSON.stringify(json) } });
const bodySchema = z.object({ config: z.record(z.string(), z.unknown()) });

/** The `config` of each create, in order. */
async function configs() {
	return (await stage.sandbox.requests(CREATE)).map(({ body }) => bodySchema.parse(body).config);
}

describe('"config.wait" in Additional Parameters', () => {
	it('is sent to Prosa.ai by Job: Create, which then returns the completed job', async () => {
		const run = await stage.run({ ...create, ...additional({ config: { wait: true } }) }, [
			await stage.recording('order-id.mp3'),
		]);
		expect(run.error).toBeUndefined();
		expect(await configs()).toEqual([{ engine: 'stt-general', wait: true }]);
		expect(run.json(NODE)[0]).toMatchObject({ status: 'completed' });
	});

	it.each([
		[false, 'always'],
		[true, 'never'],
	])('%s overrides "Server-Side Wait" set to %s', async (wait, option) => {
		const { options } = additional({ config: { wait } });
		await stage.run({ ...transcribe, options: { ...options, wait: option } }, [
			await stage.recording('order-id.mp3'),
		]);
		expect(await configs()).toEqual([{ engine: 'stt-general', wait }]);
	});

	it('is rejected for a URL, which cannot be submitted synchronously, and if it is not a boolean', async () => {
		const url = stage.sandbox.recordingUrl('order-id.mp3');
		const waiting = { ...create, recordingSource: 'url', url, ...additional({ config: { wait: true } }) };
		const forUrl = await stage.run(waiting);
		expect(forUrl.error?.message).toMatch(/Additional Parameters.*"config\.wait".*URL/);
		const item = await stage.recording('order-id.mp3');
		const wrong = await stage.run({ ...create, ...additional({ config: { wait: 'yes' } }) }, [item]);
		expect(wrong.error?.message).toMatch(/Additional Parameters.* must set "config\.wait" to true or false/);
		expect(await configs()).toEqual([]);
	});
});

describe('the model', () => {
	it('is only sent under the name that Additional Parameters use', async () => {
		const item = await stage.recording('order-id.mp3');
		const model = { __rl: true, mode: 'name', value: 'stt-other' };
		await stage.run({ ...create, model, ...additional({ config: { model: 'stt-general' } }) }, [item]);
		await stage.run(
			{
				...create,
				...additional({ config: { engine: 'stt-general' } }),
				additionalFields: { model_key: 'model' },
			},
			[item],
		);
		expect(await configs()).toEqual([
			{ model: 'stt-general', wait: false },
			{ engine: 'stt-general', wait: false },
		]);
	});

	it('under both names in Additional Parameters is rejected before anything is sent', async () => {
		const run = await stage.run({ ...create, ...additional({ config: { model: 'a', engine: 'b' } }) }, [
			await stage.recording('order-id.mp3'),
		]);
		expect(run.error?.message).toMatch(/"config\.engine" and "config\.model"/);
		expect(await configs()).toEqual([]);
	});

	it.each([
		['engine', 'model', 'vendor'],
		['model', 'engine', 'vendor'],
		['engine', 'model', 'framework'],
	])('sent as %s to a server that only reads %s is sent again (%s)', async (key, modelField, form) => {
		await stage.sandbox.settings('prosa', { modelField, validationErrors: form });
		const run = await stage.run({ ...create, additionalFields: { model_key: key } }, [
			await stage.recording('order-id.mp3'),
		]);
		expect(run.error).toBeUndefined();
		expect(await configs()).toEqual([
			{ [key]: 'stt-general', wait: false },
			{ [modelField]: 'stt-general', wait: false },
		]);
	});

	it('is also sent again for a URL and for a synchronous request', async () => {
		await stage.sandbox.settings('prosa', { modelField: 'model' });
		const url = stage.sandbox.recordingUrl('order-id.mp3');
		expect((await stage.run({ ...create, recordingSource: 'url', url })).error).toBeUndefined();
		const run = await stage.run({ ...transcribe, output: 'text' }, [await stage.recording('order-id.mp3')]);
		expect(run.json(NODE)[0]?.text).toMatch(/^Selamat pagi/);
	});

	it('that is rejected under both names results in the first error, which names the field', async () => {
		await stage.sandbox.faults({
			kind: 'status',
			status: 422,
			body: {
				status: 'request_validation_error',
				message: 'Validation failed',
				context: { errors: [{ loc: ['body', 'config', 'model'], msg: 'field required' }] },
			},
			times: null,
			match: { method: 'POST' },
		});
		const run = await stage.run(create, [await stage.recording('order-id.mp3')]);
		expect(run.error?.message).toContain('body.config.model field required (422');
		expect(run.error?.description).toContain('"Send Model As"');
		expect(await stage.sandbox.requests(CREATE)).toHaveLength(2);
	});

	it('is not sent again if it was set in Additional Parameters, or if another field is wrong', async () => {
		await stage.sandbox.settings('prosa', { modelField: 'model' });
		const item = await stage.recording('order-id.mp3');
		const run = await stage.run({ ...create, ...additional({ config: { engine: 'stt-general' } }) }, [item]);
		expect(run.error?.message).toContain('model');
		const wrong = await stage.run({ ...create, ...additional({ config: { speaker_count: 'many' } }) }, [
			item,
		]);
		expect(wrong.error?.message).toContain('speaker_count');
		expect(await configs()).toHaveLength(2);
	});
});

describe('a URL', () => {
	it.each([
		['https://media.example.com/a b.mp3', 'https://media.example.com/a%20b.mp3'],
		[' https://media.example.com/rapat.mp3\n', 'https://media.example.com/rapat.mp3'],
		['HTTPS://Media.example.com/Rapat kota.mp3?x=1 2', 'https://media.example.com/Rapat%20kota.mp3?x=1%202'],
		['https://media.example.com/a%20b.mp3', 'https://media.example.com/a%20b.mp3'],
		['https://media.example.com/rapat é.mp3', 'https://media.example.com/rapat%20%C3%A9.mp3'],
	])('%s is sent as %s', async (url, uri) => {
		const run = await stage.run({ ...create, recordingSource: 'url', url });
		expect(run.error).toBeUndefined();
		const [created] = await stage.sandbox.requests(CREATE);
		expect(created?.body).toMatchObject({ request: { uri } });
	});

	it('of another scheme is rejected with the accepted schemes', async () => {
		for (const url of ['ftp://media.example.com/a b.mp3', 'googledrive://a b', 'rapat.mp3']) {
			const run = await stage.run({ ...create, recordingSource: 'url', url });
			expect(run.error?.message).toMatch(/URL.* must be the URL of a recording/);
			expect(run.error?.description).toContain('googledrive://');
		}
		expect(await stage.sandbox.requests(CREATE)).toEqual([]);
	});
});

describe('the base URL', () => {
	it.each(['', '/', '/v2', '/v2/', '/v2/speech', '/v2/speech/', '/v2/speech/stt'])(
		'works if it ends in "%s", in the node and in the credential test',
		async (path) => {
			const credential = {
				...credentialFor(stage.sandbox),
				baseUrl: `${stage.sandbox.vendorUrl('prosa')}${path}`,
			};
			stage.engine.setCredential('prosaTranscriptionApi', credential);
			const run = await stage.run({ resource: 'model', operation: 'getMany' });
			expect(run.error).toBeUndefined();
			expect(await stage.engine.testCredential('prosaTranscriptionApi', credential)).toMatchObject({
				status: 'OK',
			});
			const asked = await stage.sandbox.requests();
			expect(asked.map((request) => request.path)).toEqual(['/v2/speech/stt/models', '/v2/speech/stt']);
		},
	);
});

describe('a pasted key', () => {
	it.each([
		['Bearer prefix', `Bearer ${KEY}`],
		['quotes', `"${KEY}"`],
		['a variable', `PROSA_API_KEY='${KEY}'`],
		['a shell command', `export API_KEY="${KEY}"\n`],
		['a header', `x-api-key: ${KEY}`],
	])('with %s works, and is masked in errors', async (_what, apiKey) => {
		const credential = { ...credentialFor(stage.sandbox), apiKey };
		stage.engine.setCredential('prosaTranscriptionApi', credential);
		const run = await stage.run({ resource: 'model', operation: 'getMany' });
		expect(run.error).toBeUndefined();
		expect(await stage.engine.testCredential('prosaTranscriptionApi', credential)).toMatchObject({
			status: 'OK',
		});
		const asked = await stage.sandbox.requests();
		expect(asked.map(({ headers }) => headers['x-api-key'])).toEqual([KEY, KEY]);
		await stage.sandbox.faults({ kind: 'status', status: 400, body: { message: `Nope ${KEY}` } });
		const refused = await stage.run({ resource: 'model', operation: 'getMany' });
		expect(JSON.stringify(refused.data)).not.toContain(KEY);
	});
});
