import { createServer, type IncomingHttpHeaders } from 'node:http';

/** One received request. */
export interface Received {
	method: string;
	/** Path and query. */
	url: string;
	headers: IncomingHttpHeaders;
	body: string;
}

/** The response: a status, a status with headers, or none. */
export type Reply = number | { status: number; headers: Record<string, string> } | 'silence';

export interface Receiver {
	/** `http://127.0.0.1:PORT`. */
	readonly url: string;
	readonly received: Received[];
	/** Resolves when `count` requests have come in. */
	until(count: number): Promise<Received[]>;
	close(): Promise<void>;
}

/** An HTTP server on loopback that records requests; `reply` receives the request and its number, starting at 0. */
export async function startReceiver(
	reply: (request: Received, index: number) => Reply = () => 200,
): Promise<Receiver> {
	const received: Received[] = [];
	const waiting: Array<{ count: number; wake: () => void }> = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const entry: Received = {
				method: request.method ?? '',
				url: request.url ?? '',
				headers: request.headers,
				body: Buffer.concat(chunks).toString(),
			};
			received.push(entry);
			const answer = reply(entry, received.length - 1);
			if (typeof answer === 'number') response.writeHead(answer).end();
			else if (answer !== 'silence') response.writeHead(answer.status, answer.headers).end();
			for (const { count, wake } of waiting) if (received.length >= count) wake();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no port');
	return {
		url: `http://127.0.0.1:${address.port}`,
		received,
		async until(count) {
			if (received.length < count) await new Promise<void>((wake) => waiting.push({ count, wake }));
			return received;
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
