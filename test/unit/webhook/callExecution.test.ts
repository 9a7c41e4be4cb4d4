import type { IHttpRequestOptions } from 'n8n-workflow';

import { callExecution, relayedJobIds, type CallResult } from '../../../nodes/shared/webhook/callExecution';

const URL_OF_EXECUTION = 'https://n8n.example.com/webhook-waiting/7';

function n8nWith(response: unknown) {
	const sent: IHttpRequestOptions[] = [];
	const httpRequest = async (options: IHttpRequestOptions) => {
		sent.push(options);
		return await Promise.resolve(response);
	};
	return { sent, context: { helpers: { httpRequest } } };
}

describe('a call of a suspended execution', () => {
	it('is sent with the job that has ended, and follows no redirect', async () => {
		const { sent, context } = n8nWith({ statusCode: 200 });
		await callExecution(context, URL_OF_EXECUTION, ['job-1']);
		expect(sent).toEqual([
			{
				method: 'POST',
				url: URL_OF_EXECUTION,
				headers: { 'Content-Type': 'application/json' },
				body: '{"relayedJobIds":["job-1"]}',
				timeout: 20_000,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			},
		]);
	});

	it('is sent without a job if it is unknown', async () => {
		const { sent, context } = n8nWith({ statusCode: 200 });
		await callExecution(context, URL_OF_EXECUTION);
		expect(sent[0]?.body).toBe('{}');
	});

	it.each<[string, unknown, CallResult]>([
		['200', { statusCode: 200 }, 'handled'],
		['200 of an execution that resumes', { statusCode: 200, body: 'Resumed.' }, 'resumed'],
		['a redirect', { statusCode: 302 }, 'handled'],
		['399', { statusCode: 399 }, 'handled'],
		['no status', {}, 'handled'],
		['no response', undefined, 'handled'],
		['a status that is text', { statusCode: '500' }, 'handled'],
		[
			'409 while it runs',
			{ statusCode: 409, body: { message: 'The execution is running already' } },
			'later',
		],
		[
			'409 after its end',
			{ statusCode: 409, body: { message: 'The execution has finished already' } },
			'over',
		],
		['400', { statusCode: 400 }, 'over'],
		['404', { statusCode: 404 }, 'over'],
		['499', { statusCode: 499 }, 'over'],
		['500', { statusCode: 500 }, 'later'],
		['503', { statusCode: 503 }, 'later'],
	])('that returns %s', async (_what, response, result) => {
		expect(await callExecution(n8nWith(response).context, URL_OF_EXECUTION)).toBe(result);
	});
});

describe('the jobs in the body of a call', () => {
	it('are those that were sent', () => {
		expect(relayedJobIds({ relayedJobIds: ['job-1', 'job-2'] })).toEqual(['job-1', 'job-2']);
	});

	it.each([undefined, null, 'job-1', [], {}, { relayedJobIds: 'job-1' }, { relayedJobIds: [7] }])(
		'are none in %j',
		(body) => {
			expect(relayedJobIds(body)).toEqual([]);
		},
	);
});
