import { createServer, request } from 'node:http';

import { freePort } from '../lane';

/** Forwards requests from the nodes to the sandbox and records them. */
export interface Tap {
	/** `http://127.0.0.1:PORT` */
	readonly url: string;
	/** `GET /assemblyai/v2/transcript?limit=1`, as it was sent. */
	readonly asked: string[];
	close(): Promise<void>;
}

export async function openTap(target: string): Promise<Tap> {
	const { hostname, port } = new URL(target);
	const asked: string[] = [];
	const server = createServer((call, answer) => {
		const { method = '', url = '', headers } = call;
		asked.push(`${method} ${url}`);
		const onward = request({ hostname, port, path: url, method, headers }, (reply) => {
			answer.writeHead(reply.statusCode ?? 502, reply.headers);
			reply.pipe(answer);
		});
		onward.on('error', () => answer.destroy());
		call.on('error', () => onward.destroy());
		call.pipe(onward);
	});
	const own = await freePort();
	await new Promise<void>((resolve) => server.listen(own, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${own}`,
		asked,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
