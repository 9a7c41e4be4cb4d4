import type { IWebhookFunctions } from 'n8n-workflow';

import { rawBodyOf, readRawBody } from '../../../nodes/shared/n8n/rawBody';

type Context = Pick<IWebhookFunctions, 'getRequestObject'>;
const isContext = (value: object): value is Context => 'getRequestObject' in value;

/** A request of n8n that has a body of this content type. */
function requestOf(contentType: string, rawBody?: Buffer) {
	const request = {
		contentType,
		rawBody,
		reads: 0,
		readRawBody: async () => {
			request.reads += 1;
			request.rawBody = await Promise.resolve(Buffer.from('body'));
		},
	};
	const context = { getRequestObject: () => request };
	if (!isContext(context)) throw new Error('This is not a context');
	return { request, context };
}

it('reads a body that n8n has not read', async () => {
	const { context } = requestOf('application/octet-stream');
	expect(rawBodyOf(context)).toBeUndefined();
	await readRawBody(context);
	expect(rawBodyOf(context)?.toString()).toBe('body');
});

it('reads no body twice', async () => {
	const { context, request } = requestOf('application/json', Buffer.from('{}'));
	await readRawBody(context);
	expect([request.reads, rawBodyOf(context)?.toString()]).toEqual([0, '{}']);
});

it('reads no form, whose body n8n has consumed', async () => {
	const { context, request } = requestOf('multipart/form-data');
	await readRawBody(context);
	expect([request.reads, rawBodyOf(context)]).toEqual([0, undefined]);
});

it('finds no body in a request without a reader', async () => {
	const context = { getRequestObject: () => ({}) };
	if (!isContext(context)) throw new Error('This is not a context');
	await readRawBody(context);
	expect(rawBodyOf(context)).toBeUndefined();
});
