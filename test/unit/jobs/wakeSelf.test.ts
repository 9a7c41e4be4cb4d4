import { wakeSelf } from '../../../nodes/shared/jobs/wakeSelf';
import { fakeExecution } from '../../support/jobs';
import { elapsedMs, inVirtualTime } from '../../support/virtualTime';

const URL = 'https://n8n.example:5678/webhook-waiting/1234?signature=secret';

const ALREADY_RUNNING = { statusCode: 409, body: { message: 'The execution "1234" is running already.' } };
const ALREADY_FINISHED = { statusCode: 409, body: { message: 'The execution "1234" has finished already.' } };

/** Wakes an execution of an n8n that gives these responses, the last one again and again. */
async function wake(...responses: unknown[]) {
	const times: number[] = [];
	const requests: unknown[] = [];
	const { context, warnings } = fakeExecution({
		functions: {
			helpers: {
				httpRequest: async (request: unknown) => {
					times.push(elapsedMs());
					requests.push(request);
					const response = responses[Math.min(times.length, responses.length) - 1];
					if (response instanceof Error) throw response;
					return await Promise.resolve(response);
				},
			},
		},
	});
	await inVirtualTime(async () => {
		await wakeSelf(context, URL);
	});
	return { times, requests, warnings };
}

describe('wakeSelf', () => {
	it('sends one callback to the resume URL a moment after the node has suspended', async () => {
		const { times, requests } = await wake({ statusCode: 200, body: '' });
		expect(times).toEqual([250]);
		expect(requests).toEqual([
			{
				method: 'POST',
				url: URL,
				headers: { 'Content-Type': 'application/json' },
				body: '{}',
				timeout: 20_000,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			},
		]);
	});

	it('sends it again until n8n has stored the execution', async () => {
		const { times } = await wake(ALREADY_RUNNING, ALREADY_RUNNING, { statusCode: 200, body: '' });
		expect(times).toEqual([250, 1_000, 3_000]);
	});

	it.each([500, 502])('sends it again if n8n responds with %d', async (statusCode) => {
		const { times } = await wake({ statusCode, body: '' }, { statusCode: 200, body: '' });
		expect(times).toEqual([250, 1_000]);
	});

	it.each([
		['the execution has ended', ALREADY_FINISHED],
		['n8n knows no such execution', { statusCode: 404, body: {} }],
		['the last status below 500 is returned', { statusCode: 499, body: {} }],
		['the response is not one of HTTP', 'text'],
		['the response has no status', { body: {} }],
	])('sends nothing more if %s', async (_reason, response) => {
		expect((await wake(response)).times).toEqual([250]);
	});

	it('gives up after five requests within twenty seconds', async () => {
		const { times, warnings } = await wake(ALREADY_RUNNING);
		expect(times).toEqual([250, 1_000, 3_000, 8_000, 20_000]);
		expect(warnings).toEqual([]);
	});

	it('logs without the secret of the URL that n8n cannot reach itself, and does not fail', async () => {
		const { times, warnings } = await wake(new Error('connect ECONNREFUSED'));
		expect(times).toEqual([250]);
		expect(warnings).toEqual([
			'n8n cannot reach itself at https://n8n.example:5678, and callbacks may not arrive: connect ECONNREFUSED',
		]);
	});
});
