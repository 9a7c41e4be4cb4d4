import { Readable } from 'node:stream';

import { fileBody } from '../../../nodes/shared/http/fileBody';
import { opened, readToEnd } from '../../../nodes/shared/http/fileError';

const failing = async function* (error: Error): AsyncGenerator<Uint8Array> {
	yield Buffer.from('so');
	await Promise.reject(error);
};

const missing = Object.assign(new Error('no such file'), { code: 'ENOENT' });

async function read(source: AsyncIterable<Uint8Array>): Promise<string> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of readToEnd(source)) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
}

describe('a file that cannot be opened', () => {
	it('has a code of its own and the words of the storage', async () => {
		const error = new Error('Request to S3 failed: timeout');
		await expect(opened(async () => await Promise.reject(error))).rejects.toMatchObject({
			code: 'EFILENOTOPENED',
			message: 'Request to S3 failed: timeout',
			cause: error,
		});
	});

	it('has the same code as the body of a request', async () => {
		const file = {
			fileName: 'a.wav',
			mimeType: 'audio/wav',
			size: 1,
			identity: async () => await Promise.resolve(''),
			open: async () => await Promise.reject(new Error('File not found')),
		};
		await expect(fileBody(file).create()).rejects.toMatchObject({ code: 'EFILENOTOPENED' });
	});

	it('keeps the code for a missing file', async () => {
		await expect(opened(async () => await Promise.reject(missing))).rejects.toBe(missing);
	});
});

describe('a file that is read to its end', () => {
	it('has the same bytes', async () => {
		expect(await read(Readable.from([Buffer.from('so'), Buffer.from('und')]))).toBe('sound');
	});

	it('has a code of its own if the storage fails', async () => {
		const reset = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
		await expect(read(failing(reset))).rejects.toMatchObject({ code: 'EFILECUT', message: 'aborted' });
	});

	it('keeps the code for a missing file', async () => {
		await expect(read(failing(missing))).rejects.toBe(missing);
	});

	it('is closed, and keeps the error, if the upload fails', async () => {
		const source = Readable.from([Buffer.from('so'), Buffer.from('und')]);
		const chunks = readToEnd(source);
		await chunks.next();
		const lost = new Error('socket hang up');
		await expect(chunks.throw(lost)).rejects.toBe(lost);
		expect(source.destroyed).toBe(true);
	});
});
