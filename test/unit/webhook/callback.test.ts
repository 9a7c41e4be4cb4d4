import { NodeOperationError } from 'n8n-workflow';

import {
	AMONG_FIELDS,
	AMONG_OPTIONS,
	checkReachable,
	readCallback,
	type CallbackLocation,
} from '../../../nodes/shared/webhook/callback';
import { readResultCallback } from '../../../nodes/shared/webhook/resultCallback';
import { CREDENTIAL, fakeApi } from '../../support/fakeApi';
import { fakeExecution } from '../../support/jobs';
import { rejectionOf } from '../../support/virtualTime';

const RESUME_URL = 'https://n8n.example.com/webhook-waiting/7?signature=a';

interface Given {
	parameters?: Record<string, unknown>;
	credential?: Record<string, unknown>;
	resumeUrl?: unknown;
}

/** The parameters of a node, and a client of its credential. */
async function nodeWith({ parameters = {}, credential = CREDENTIAL, resumeUrl = RESUME_URL }: Given) {
	const functions = {
		getCredentials: async () => await Promise.resolve(credential),
		evaluateExpression: () => resumeUrl,
	};
	const { context } = fakeExecution({ parameters, functions });
	return { source: { context, itemIndex: 2 }, client: await fakeApi([], credential).client() };
}

async function read(given: Given, location?: CallbackLocation) {
	const { source, client } = await nodeWith(given);
	return await readCallback(source, client, location);
}

/** The message and the advice of the error for these fields, which must name the item. */
async function refusal(given: Given, location?: CallbackLocation) {
	const error = await rejectionOf(read(given, location));
	if (!(error instanceof NodeOperationError)) throw error;
	expect(error.context.itemIndex).toBe(2);
	return [error.message, error.description];
}

const OWN = { callback: 'url', callbackUrl: 'https://example.com/done' };

describe('no callback', () => {
	it.each([{}, { callback: 'none' }, { callback: 'other' }])('is wanted with %j', async (parameters) => {
		expect(await read({ parameters })).toBeUndefined();
	});
});

describe('a callback that resumes the execution', () => {
	const parameters = { callback: 'resume' };

	it("goes to n8n's resume URL, without a header", async () => {
		expect(await read({ parameters })).toEqual({ url: RESUME_URL });
	});

	it('is refused without a resume URL', async () => {
		expect(await refusal({ parameters, resumeUrl: null })).toEqual([
			'"Callback" cannot be "Resume This Execution", because this execution has no resume URL',
			undefined,
		]);
	});

	it('is refused if the vendor cannot reach n8n', async () => {
		expect(await refusal({ parameters, resumeUrl: 'http://localhost:5678/webhook-waiting/7' })).toEqual([
			'"Callback" does not work, because Example cannot reach http://localhost:5678 from the Internet',
			'No request was sent. Set N8N_WEBHOOK_URL to the public URL of n8n on every process, including workers, and restart. Or set "Callback" to "None" and poll instead.',
		]);
	});

	it('may stay on a private network if the vendor is there too', async () => {
		const credential = { ...CREDENTIAL, url: 'http://localhost:4010' };
		const resumeUrl = 'http://localhost:5678/webhook-waiting/7';
		expect(await read({ parameters, credential, resumeUrl })).toEqual({ url: resumeUrl });
	});
});

describe('a callback to a trigger', () => {
	const parameters = { callback: 'trigger', triggerUrl: 'https://n8n.example.com/webhook/1' };
	const credential = { ...CREDENTIAL, webhookSecret: 'new', previousWebhookSecret: 'old' };

	it('has the webhook secret of the credential in a header', async () => {
		expect(await read({ parameters, credential })).toEqual({
			url: 'https://n8n.example.com/webhook/1',
			header: { name: 'X-Transcription-Webhook-Secret', value: 'new' },
		});
	});

	it('is refused without a webhook secret, because the trigger would reject it', async () => {
		expect(await refusal({ parameters })).toEqual([
			'"Callback" requires a webhook secret in the credential; without it the trigger rejects every callback',
			'Open the Example credential and enter a long random string in "Webhook Secret".',
		]);
	});

	it.each([
		['is required', {}, '"Trigger URL" is required'],
		['must be a web address', { triggerUrl: 'n8n' }, '"Trigger URL" must be a web address'],
		[
			'must be public',
			{ triggerUrl: 'https://n8n.internal/webhook/1' },
			'"Trigger URL" does not work, because Example cannot reach https://n8n.internal from the Internet',
		],
	])('has a URL that %s', async (_rule, more, message) => {
		const [said] = await refusal({ parameters: { callback: 'trigger', ...more }, credential });
		expect(said).toBe(message);
	});

	it.each(['naïve', 'a\tb', 'a\nb', 'a\u007fb'])(
		'has a secret that headers can carry, not %j',
		async (webhookSecret) => {
			expect(await refusal({ parameters, credential: { ...CREDENTIAL, webhookSecret } })).toEqual([
				'"Trigger URL" cannot be used, because the value of the header X-Transcription-Webhook-Secret contains characters that are not allowed in a header',
				'No request was sent. Use a single line of ASCII letters, digits and symbols. A webhook secret is set in the credential.',
			]);
		},
	);

	it('may have a secret with all symbols of ASCII', async () => {
		const webhookSecret = 'a !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~9';
		expect((await read({ parameters, credential: { ...CREDENTIAL, webhookSecret } }))?.header?.value).toBe(
			webhookSecret,
		);
	});
});

describe('a callback to any URL', () => {
	it('has no header by default', async () => {
		expect(await read({ parameters: OWN })).toEqual({ url: 'https://example.com/done' });
	});

	it('has the header that is set', async () => {
		const parameters = { ...OWN, callbackHeaderName: ' X-Key ', callbackHeaderValue: ' a b ' };
		expect(await read({ parameters })).toEqual({
			url: 'https://example.com/done',
			header: { name: 'X-Key', value: 'a b' },
		});
	});

	it.each([
		['a URL', { callbackUrl: ' ' }, '"Callback URL" is required'],
		['a web address', { callbackUrl: 'ftp://example.com' }, '"Callback URL" must be a web address'],
		['a name for its value', { callbackHeaderValue: 'a' }, '"Callback Header Name" is required'],
		['a value for its name', { callbackHeaderName: 'X-Key' }, '"Callback Header Value" is required'],
		[
			'a valid header name',
			{ callbackHeaderName: 'X Key', callbackHeaderValue: 'a' },
			'"Callback Header Name" is not a valid header name',
		],
		...['\r', '\n', '\0'].map((end): [string, Record<string, string>, string] => [
			'a single line',
			{ callbackHeaderName: 'X-Key', callbackHeaderValue: `a${end}b` },
			'"Callback Header Value" must be a single line',
		]),
		[
			'ASCII',
			{ callbackHeaderName: 'X-Key', callbackHeaderValue: 'é' },
			'"Callback URL" cannot be used, because the value of the header X-Key contains characters that are not allowed in a header',
		],
		[
			'a public URL',
			{ callbackUrl: 'https://10.0.0.1/done' },
			'"Callback URL" does not work, because Example cannot reach https://10.0.0.1 from the Internet',
		],
	])('needs %s', async (_rule, more, message) => {
		const [said] = await refusal({ parameters: { ...OWN, ...more } });
		expect(said).toBe(message);
	});

	it('needs a URL although older workflows have no such field', async () => {
		expect(await refusal({ parameters: { callback: 'url' } })).toContain('"Callback URL" is required');
	});

	it('explains what a header needs', async () => {
		const [, forValue] = await refusal({ parameters: { ...OWN, callbackHeaderName: 'X-Key' } });
		expect(forValue).toBe('Enter both a header name and a value, or leave both empty.');
		const parameters = { ...OWN, callbackHeaderName: 'X Key', callbackHeaderValue: 'a' };
		const [, forName] = await refusal({ parameters });
		expect(forName).toBe('Use letters, digits and hyphens.');
	});
});

describe('the fields of a callback', () => {
	it('may be options, and are named so in errors', async () => {
		const options = (more: Record<string, string>) =>
			Object.fromEntries(
				Object.entries({ ...OWN, ...more }).map(([name, value]) => [`options.${name}`, value]),
			);
		expect(
			await read(
				{ parameters: options({ callbackHeaderName: 'A', callbackHeaderValue: 'b' }) },
				AMONG_OPTIONS,
			),
		).toEqual({ url: OWN.callbackUrl, header: { name: 'A', value: 'b' } });
		expect(await refusal({ parameters: options({ callbackUrl: '' }) }, AMONG_OPTIONS)).toContain(
			'"Options: Callback URL" is required',
		);
	});

	it('may be options for a trigger too', async () => {
		const parameters = { 'options.callback': 'trigger', 'options.triggerUrl': 'https://n8n.example.com/1' };
		const credential = { ...CREDENTIAL, webhookSecret: 'new' };
		expect(await read({ parameters, credential }, AMONG_OPTIONS)).toMatchObject({
			url: 'https://n8n.example.com/1',
		});
	});

	it('are fields of their own otherwise', () => {
		expect(AMONG_FIELDS.label('Callback')).toBe('Callback');
	});
});

it('a URL that cannot be reached may have another alternative than polling', async () => {
	const { source, client } = await nodeWith({});
	const callback = { url: 'http://localhost/' };
	const check = async () =>
		await Promise.resolve(checkReachable(source, client, 'URL', callback, 'Or wait.'));
	expect(await rejectionOf(check())).toMatchObject({ description: expect.stringMatching(/ Or wait\.$/) });
});

it('a URL with a space is sent encoded', async () => {
	const { source, client } = await nodeWith({});
	const callback = { url: 'https://n8n.example.com/web hook' };
	expect(checkReachable(source, client, 'URL', callback)).toEqual({
		url: 'https://n8n.example.com/web%20hook',
	});
});

describe('the callback URL of a vendor without jobs', () => {
	const URL_OF_TRIGGER = 'https://n8n.example.com/webhook/1?a=b';
	const credential = { ...CREDENTIAL, webhookSecret: 'n&w' };

	async function readUrl(parameters: Record<string, unknown>, given: Given = { credential }) {
		const { source, client } = await nodeWith({ ...given, parameters });
		return await readResultCallback(source, client);
	}

	it('has the webhook secret in its query', async () => {
		expect(await readUrl({ callbackUrl: URL_OF_TRIGGER })).toBe(`${URL_OF_TRIGGER}&webhook_secret=n%26w`);
	});

	it('is as it was entered if the secret is not sent', async () => {
		const parameters = { callbackUrl: URL_OF_TRIGGER, 'options.sendSecret': false };
		expect(await readUrl(parameters, {})).toBe(URL_OF_TRIGGER);
	});

	it.each([
		['is required', { callbackUrl: '' }, { credential }, '"Callback URL" is required'],
		[
			'must be public',
			{ callbackUrl: 'http://localhost/' },
			{ credential },
			'"Callback URL" does not work, because Example cannot reach http://localhost from the Internet',
		],
		[
			'requires a webhook secret',
			{ callbackUrl: URL_OF_TRIGGER },
			{},
			'"Callback URL" requires a webhook secret in the credential; without it the trigger rejects every callback',
		],
		[
			'must be read with an option that is true or false',
			{ callbackUrl: URL_OF_TRIGGER, 'options.sendSecret': 'x' },
			{ credential },
			'"Options: Send Webhook Secret" must be true or false',
		],
	])('%s', async (_rule, parameters, given, message) => {
		expect(await rejectionOf(readUrl(parameters, given))).toMatchObject({ message });
	});

	it('that cannot be reached has an alternative without a callback', async () => {
		expect(await rejectionOf(readUrl({ callbackUrl: 'http://localhost/' }))).toMatchObject({
			description: expect.stringMatching(/Or use Transcript: Transcribe, which needs no callback\.$/),
		});
	});
});
