import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { VendorClient } from '../../../nodes/shared/http/client';
import { readResultCallback } from '../../../nodes/shared/webhook/resultCallback';
import { fakeClient, fakeExecution } from '../../support/jobs';
import { rejectionOf } from '../../support/virtualTime';

const SECRET = 'a secret & more';

async function read(
	parameters: Record<string, unknown>,
	credential: ICredentialDataDecryptedObject = { webhookSecret: SECRET },
	baseUrl = 'https://acme.example',
): Promise<string> {
	const { context } = fakeExecution({
		parameters,
		functions: { getCredentials: async () => await Promise.resolve(credential) },
	});
	const client: VendorClient = { ...fakeClient(), baseUrl };
	return await readResultCallback({ context, itemIndex: 0 }, client);
}

it('adds the webhook secret to the query of the URL, beside what the user added', async () => {
	const url = new URL(await read({ callbackUrl: ' https://n8n.example.com/webhook/1?customer=4%202 ' }));
	expect(url.origin + url.pathname).toBe('https://n8n.example.com/webhook/1');
	expect(Object.fromEntries(url.searchParams)).toEqual({ customer: '4 2', webhook_secret: SECRET });
});

it('replaces a parameter with the same name', async () => {
	const url = new URL(await read({ callbackUrl: 'https://n8n.example.com/?webhook_secret=old' }));
	expect(url.searchParams.getAll('webhook_secret')).toEqual([SECRET]);
});

it('sends no secret if the option is off, not even if there is one', async () => {
	const callbackUrl = 'https://example.com/done';
	expect(await read({ callbackUrl, 'options.sendSecret': false })).toBe(callbackUrl);
	expect(await read({ callbackUrl, 'options.sendSecret': false }, {})).toBe(callbackUrl);
});

it.each([
	[{ callbackUrl: '' }, {}, '"Callback URL" is required', ''],
	[{ callbackUrl: 'n8n.example.com' }, {}, '"Callback URL" must be a web address', ''],
	[
		{ callbackUrl: 'https://n8n.example.com' },
		{},
		'"Callback URL" requires a webhook secret in the credential',
		'Open the Acme credential',
	],
	[
		{ callbackUrl: 'http://localhost:5678/webhook/1' },
		{ webhookSecret: SECRET },
		'"Callback URL" does not work, because Acme cannot reach http://localhost:5678',
		'Or use Transcript: Transcribe, which needs no callback.',
	],
])('rejects %j with the credential %j', async (parameters, credential, message, advice) => {
	expect(await rejectionOf(read(parameters, credential))).toMatchObject({
		message: expect.stringContaining(message),
		...(advice === '' ? {} : { description: expect.stringContaining(advice) }),
	});
});

it('accepts a local URL for a vendor on this machine', async () => {
	const callbackUrl = 'http://localhost:5678/webhook/1';
	const url = await read({ callbackUrl }, { webhookSecret: 's' }, 'http://127.0.0.1:4010');
	expect(url).toBe(`${callbackUrl}?webhook_secret=s`);
});
