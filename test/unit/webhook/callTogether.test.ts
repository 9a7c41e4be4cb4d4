import type { IWebhookFunctions } from 'n8n-workflow';

import { callTogether } from '../../../nodes/shared/webhook/callTogether';
import { elapsedMs, inVirtualTime, takes } from '../../support/virtualTime';

const URL_A = 'https://n8n.example.com/webhook-waiting/1';
const URL_B = 'https://n8n.example.com/webhook-waiting/2';

/** An n8n whose suspended executions need this long for each call, in ms. */
function slowN8n(responseMs: number) {
	const calls: Array<{ url: string; atMs: number; jobIds: unknown }> = [];
	const context = {
		helpers: {
			httpRequest: async ({ url, body }: { url: string; body: string }) => {
				const { relayedJobIds: jobIds }: { relayedJobIds: unknown } = JSON.parse(body);
				calls.push({ url, atMs: elapsedMs(), jobIds });
				await takes(responseMs);
				return { statusCode: 200, headers: {}, body: '' };
			},
		},
	};
	if (!isWebhook(context)) throw new Error('This is not a context');
	const call = async (url: string, jobId?: string) => await callTogether(context, url, jobId);
	return { calls, call };
}

function isWebhook(value: object): value is IWebhookFunctions {
	return 'helpers' in value;
}

it('callbacks that arrive while a call is in progress are forwarded in the next one', async () => {
	const { calls, call } = slowN8n(1_500);
	await inVirtualTime(async () => {
		const results = [call(URL_A, 'job-1')];
		for (const jobId of ['job-2', 'job-3', 'job-4']) {
			await takes(300);
			results.push(call(URL_A, jobId));
		}
		expect(await Promise.all(results)).toEqual(['handled', 'handled', 'handled', 'handled']);
	});
	expect(calls).toEqual([
		{ url: URL_A, atMs: 100, jobIds: ['job-1'] },
		{ url: URL_A, atMs: 1_600, jobIds: ['job-2', 'job-3', 'job-4'] },
	]);
});

it('a callback waits two seconds at most for the call before', async () => {
	const { calls, call } = slowN8n(15_000);
	await inVirtualTime(async () => {
		const first = call(URL_A, 'job-1');
		await takes(1_000);
		await Promise.all([first, call(URL_A, 'job-2')]);
	});
	expect(calls.map(({ atMs }) => atMs)).toEqual([100, 3_100]);
});

it('a callback does not wait for a call of another execution, or for one that has ended', async () => {
	const { calls, call } = slowN8n(1_000);
	await inVirtualTime(async () => {
		const first = call(URL_A, 'job-1');
		await takes(200);
		const other = call(URL_B, 'job-2');
		await Promise.all([first, other]);
		await call(URL_A, 'job-3');
	});
	expect(calls.map(({ url, atMs }) => [url, atMs])).toEqual([
		[URL_A, 100],
		[URL_B, 300],
		[URL_A, 1_400],
	]);
});

it('a callback waits for the call before, also after an earlier one has ended late', async () => {
	const { calls, call } = slowN8n(3_000);
	await inVirtualTime(async () => {
		const results = [call(URL_A, 'job-1')];
		await takes(200);
		results.push(call(URL_A, 'job-2'));
		await takes(3_500);
		results.push(call(URL_A, 'job-3'));
		await Promise.all(results);
	});
	expect(calls.map(({ atMs }) => atMs)).toEqual([100, 2_300, 5_300]);
});

it('a callback without a job names none', async () => {
	const { calls, call } = slowN8n(0);
	await inVirtualTime(async () => await call(URL_A));
	expect(calls).toMatchObject([{ jobIds: undefined }]);
});
