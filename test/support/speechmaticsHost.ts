import { createServer, request as forward } from 'node:http';

import type { SandboxHandle } from './sandbox';

export interface SpeechmaticsHost {
	/** Ends with `/v2`, as the official client requires it. */
	readonly apiUrl: string;
	close(): Promise<void>;
}

/**
 * A host whose root is the sandbox's `/speechmatics`: the official client sends requests to `/v2/…` on the root of its
 * host and removes any path before it.
 */
export async function startHost(sandbox: SandboxHandle): Promise<SpeechmaticsHost> {
	const server = createServer((request, response) => {
		const onward = forward(
			`${sandbox.vendorUrl('speechmatics')}${request.url ?? ''}`,
			{ method: request.method, headers: request.headers },
			(answer) => {
				response.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(response);
			},
		);
		request.pipe(onward);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no port');
	return {
		apiUrl: `http://127.0.0.1:${address.port}/v2`,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
