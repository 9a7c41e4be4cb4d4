import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { wakeUpCalls } from '../../../nodes/Prosa/callback/wakeUpCalls';
import { fakeExecution } from '../../support/jobs';

/** Prosa.ai's endpoints of an account; requests that `hold` selects wait for `release`. */
function account(hold: (request: { method: string; url: string }) => boolean) {
	const apiKey = `key-${Math.random()}`;
	const endpoints: Array<{ id: string; url: string; event_filters: unknown[] }> = [];
	const held: Array<() => void> = [];
	const answer = ({ method, body }: IHttpRequestOptions): unknown => {
		if (method !== 'POST') return endpoints;
		const { url, event_filters }: { url: string; event_filters: unknown[] } = JSON.parse(textOf(body));
		const endpoint = { id: `endpoint-${endpoints.length}`, url, event_filters };
		endpoints.push(endpoint);
		return { ...endpoint, secrets: [] };
	};
	const execution = (id: string, stop: AbortSignal): IExecuteFunctions => {
		const functions = {
			getExecutionId: () => id,
			getMode: () => 'trigger',
			getWorkflow: () => ({ id: 'w', active: true }),
			getNode: () => ({ id: 'n', name: 'Wait', type: 'prosa', webhookId: 'webhook-1' }),
			getExecutionCancelSignal: () => stop,
			additionalData: {
				webhookBaseUrl: 'https://n8n.example.com/webhook',
				webhookWaitingBaseUrl: 'https://n8n.example.com/webhook-waiting',
			},
			getCredentials: async () => ({ apiKey, baseUrl: '', webhookBaseUrl: '' }),
			helpers: {
				httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => {
					const { method = 'GET', url, body } = options;
					const gate = new Promise<void>((resolve, reject) => {
						stop.addEventListener('abort', () => reject(new Error('canceled')), { once: true });
						if (hold({ method, url: `${url} ${textOf(body)}` })) held.push(resolve);
						else resolve();
					});
					await gate;
					stop.throwIfAborted();
					return { statusCode: 200, headers: {}, body: JSON.stringify(answer(options)) };
				},
			},
		};
		return fakeExecution({ functions }).context;
	};
	const subscribe = async (id: string, stop = new AbortController().signal) =>
		await wakeUpCalls.subscribe(execution(id, stop), {
			url: `https://n8n.example.com/webhook-waiting/${id}?signature=ab`,
			untilMs: Date.now() + 60_000,
			jobIds: [id],
		});
	const release = () => {
		for (const go of held.splice(0)) go();
	};
	const relays = () => endpoints.filter(({ url }) => url.includes('/webhook/'));
	return { subscribe, release, relays, held };
}

const textOf = (body: unknown): string => (typeof body === 'string' ? body : '');

const turns = async () => await new Promise((resolve) => setTimeout(resolve, 50));

it('an execution is suspended although another one, whose list of endpoints it shares, is stopped', async () => {
	let holds = true;
	const { subscribe, release, held } = account(({ method }) => holds && method === 'GET');
	const stop = new AbortController();
	const first = subscribe('1');
	await turns();
	const second = subscribe('2', stop.signal);
	const third = subscribe('3');
	await turns();
	expect(held).toHaveLength(1);
	release();
	await turns();
	expect(held).toHaveLength(1);
	stop.abort();
	holds = false;
	await expect(second).rejects.toThrow();
	await expect(third).resolves.toEqual(expect.any(String));
	await expect(first).resolves.toEqual(expect.any(String));
});

it('an execution is suspended although another one, which registers the relay for both, is stopped', async () => {
	let holds = true;
	const { subscribe, release, relays, held } = account(
		({ method, url }) => holds && method === 'POST' && url.includes('/webhook/'),
	);
	const stop = new AbortController();
	const first = subscribe('1', stop.signal);
	await turns();
	const second = subscribe('2');
	await turns();
	expect(held).toHaveLength(1);
	holds = false;
	stop.abort();
	await expect(first).rejects.toThrow();
	await expect(second).resolves.toEqual(expect.any(String));
	expect(relays()).toHaveLength(1);
	release();
});
