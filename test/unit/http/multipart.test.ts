import { Readable } from 'node:stream';

import { multipart, type FormPart, type UploadFile } from '../../../nodes/shared/http/multipart';

function fileOf(content: string, more: Partial<UploadFile> = {}): UploadFile {
	return {
		fileName: 'talk.wav',
		mimeType: 'audio/wav',
		size: content.length,
		identity: async () => await Promise.resolve(content),
		open: async () => await Promise.resolve(Buffer.from(content)),
		...more,
	};
}

interface FilePart {
	name: string;
	type: string;
	size: number;
	stream(): AsyncGenerator<Uint8Array>;
}

const isFilePart = (value: unknown): value is FilePart =>
	typeof value === 'object' && value !== null && 'stream' in value;

/** The parts of the form as n8n's HTTP client sees them. */
async function partsOf(body: ReturnType<typeof multipart>): Promise<Array<[string, unknown]>> {
	const form = await body.create();
	if (form instanceof FormData) return [...form.entries()];
	throw new Error('not a form');
}

async function filePartOf(body: ReturnType<typeof multipart>): Promise<FilePart> {
	const parts = (await partsOf(body)).map(([, value]) => value);
	const file = parts.find(isFilePart);
	if (file) return file;
	throw new Error('no file');
}

async function contentOf(file: FilePart): Promise<string> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of file.stream()) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
}

const withFile = (file: UploadFile) => multipart([{ name: 'file', file }]);

describe('a form', () => {
	const PARTS: FormPart[] = [
		{ name: 'config', value: '{}' },
		{ name: 'file', file: fileOf('sound') },
		{ name: 'config', value: 'more' },
	];

	it('has its parts in the order given', async () => {
		expect(await partsOf(multipart(PARTS))).toEqual([
			['config', '{}'],
			['file', expect.objectContaining({ name: 'talk.wav', type: 'audio/wav', size: 5 })],
			['config', 'more'],
		]);
	});

	it('has the same parts if it is iterated itself', async () => {
		const form = await multipart(PARTS).create();
		expect(form).toBeInstanceOf(FormData);
		if (form instanceof FormData)
			expect([...form].map(([name]) => name)).toEqual(['config', 'file', 'config']);
	});

	it('has the size of its files and values', () => {
		expect(multipart(PARTS).size).toBe(11);
	});
});

describe('a file in a form', () => {
	it.each<[string, Partial<UploadFile>]>([
		['bytes in memory', {}],
		[
			'a stream',
			{ open: async () => await Promise.resolve(Readable.from([Buffer.from('so'), Buffer.from('und')])) },
		],
	])('is sent from %s', async (_form, more) => {
		expect(await contentOf(await filePartOf(withFile(fileOf('sound', more))))).toBe('sound');
	});

	it('is not opened before it is sent, and anew each time', async () => {
		const open = jest.fn(async () => await Promise.resolve(Buffer.from('sound')));
		const file = await filePartOf(withFile(fileOf('sound', { open })));
		expect(open).not.toHaveBeenCalled();
		expect(await contentOf(file)).toBe('sound');
		expect(await contentOf(file)).toBe('sound');
		expect(open).toHaveBeenCalledTimes(2);
	});

	it.each([
		['a"b.wav', 'a%22b.wav'],
		['"a"\r\nX: y.wav', '%22a%22 X: y.wav'],
		['a\0\n\nb.wav', 'a b.wav'],
		['Sätze 日本.wav', 'Sätze 日本.wav'],
	])('cannot end the header with its name %j', async (fileName, name) => {
		expect((await filePartOf(withFile(fileOf('', { fileName })))).name).toBe(name);
	});
});

describe('a form that is released', () => {
	it('closes the files that were opened for it', async () => {
		const stream = Readable.from([Buffer.from('so'), Buffer.from('und')]);
		const body = withFile(fileOf('sound', { open: async () => await Promise.resolve(stream) }));
		const file = await filePartOf(body);
		await file.stream().next();
		expect(stream.destroyed).toBe(false);
		body.release?.();
		await new Promise((resolve) => setImmediate(resolve));
		expect(stream.destroyed).toBe(true);
	});

	it('closes each file once', async () => {
		const body = withFile(fileOf('sound'));
		const stream = (await filePartOf(body)).stream();
		const end = jest.spyOn(stream, 'return');
		body.release?.();
		body.release?.();
		expect(end).toHaveBeenCalledTimes(1);
	});

	it('ignores a file that cannot be closed', async () => {
		const broken = async function* () {
			try {
				yield Buffer.from('so');
			} finally {
				await Promise.reject(new Error('cannot be closed'));
			}
		};
		const body = withFile(fileOf('sound', { open: async () => await Promise.resolve(broken()) }));
		const stream = (await filePartOf(body)).stream();
		await stream.next();
		body.release?.();
		// An unhandled rejection would fail this test.
		await new Promise((resolve) => setImmediate(resolve));
		expect(await stream.next()).toEqual({ done: true, value: undefined });
	});
});
