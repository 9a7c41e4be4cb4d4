import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A callback of the vendor. */
export interface ReceivedCallback {
	method: string;
	url: string;
	headers: Record<string, string>;
	body: string;
}

/** A server that receives callbacks; the vendor reaches it at `publicUrl`. */
export interface CallbackInbox {
	readonly publicUrl: string;
	readonly received: readonly ReceivedCallback[];
	close(): Promise<void>;
}

/**
 * Listens for callbacks and answers each with 200.
 * @param publicUrl leads to this port, e.g. through a tunnel; if omitted, the local address
 */
export async function openInbox(port: number, publicUrl?: string): Promise<CallbackInbox> {
	const received: ReceivedCallback[] = [];
	const server = createServer((request, response) => {
		void text(request).then((body) => {
			const headers = Object.fromEntries(
				Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
			);
			received.push({ method: request.method ?? '', url: request.url ?? '', headers, body });
			response.writeHead(200).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(port, resolve));
	return {
		publicUrl: publicUrl ?? `http://127.0.0.1:${portOf(server.address())}`,
		received,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function portOf(address: AddressInfo | string | null): number {
	return typeof address === 'object' && address !== null ? address.port : 0;
}
