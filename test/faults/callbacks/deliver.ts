import { Agent, request } from 'node:http';

/** A request that anyone could send. A header with a list of values is sent once per value. */
export interface Delivery {
	method?: string;
	/** Appended to the URL of the trigger: `?id=1`. */
	query?: string;
	headers?: Record<string, string | string[]>;
	body?: string | Buffer;
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** Sends it; returns the status of the response. */
export async function deliver(url: string, delivery: Delivery): Promise<number> {
	const { method = 'POST', query = '', headers = {}, body } = delivery;
	return await new Promise<number>((resolve, reject) => {
		const call = request(`${url}${query}`, {
			agent,
			method,
			headers: { ...headers, 'content-length': body === undefined ? 0 : Buffer.byteLength(body) },
		});
		call.on('error', reject);
		call.on('response', (answer) => {
			answer.resume();
			answer.on('error', reject);
			answer.on('end', () => {
				resolve(answer.statusCode ?? 0);
			});
		});
		call.end(body);
	});
}

/** Closes the connections that were kept open. */
export function hangUp(): void {
	agent.destroy();
}
