import { createServer } from 'net';

const LOOPBACK = '127.0.0.1';

/** A TCP port on the loopback interface that is free at this moment. */
export async function freePort(): Promise<number> {
	return await listenOnce(0);
}

/** Whether a server could listen on this port of the loopback interface. */
export async function isPortFree(port: number): Promise<boolean> {
	return await listenOnce(port).then(
		() => true,
		() => false,
	);
}

async function listenOnce(port: number): Promise<number> {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen({ port, host: LOOPBACK, exclusive: true }, () => {
			const address = server.address();
			server.close(() => {
				if (address === null || typeof address === 'string') {
					reject(new Error('The operating system returned no port'));
				} else {
					resolve(address.port);
				}
			});
		});
	});
}
