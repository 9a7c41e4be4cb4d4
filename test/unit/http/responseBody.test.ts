import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import {
	BodyError,
	destroyStream,
	ignoreErrors,
	readText,
	withIdleTimeout,
} from '../../../nodes/shared/http/responseBody';

/** A stream that returns these chunks, then neither data nor an end. */
function stalled(...chunks: string[]): PassThrough {
	const stream = new PassThrough();
	for (const chunk of chunks) stream.write(chunk);
	return stream;
}

const readableFrom = (body: unknown): Readable => {
	const guarded = withIdleTimeout(body);
	if (guarded instanceof Readable) return guarded;
	throw new Error('no stream');
};

describe('a body', () => {
	it('is read completely, including characters that are split between chunks', async () => {
		const bytes = Buffer.from('Sätze 日本');
		const chunks = [...bytes].map((byte) => Buffer.from([byte]));
		expect(await readText(Readable.from(chunks))).toBe('Sätze 日本');
		expect(await readText(bytes)).toBe('Sätze 日本');
		expect(await readText('text')).toBe('text');
		expect(await readText(undefined)).toBe('');
	});

	it('that stops arriving results in an error and is closed', async () => {
		const body = stalled('{"half":');
		await expect(readText(body, 20)).rejects.toMatchObject({ code: 'EBODYSTALLED' });
		expect(body.destroyed).toBe(true);
	});

	it('that fails rejects with its own error', async () => {
		const body = stalled('half');
		setImmediate(() => body.destroy(Object.assign(new Error('reset'), { code: 'ECONNRESET' })));
		await expect(readText(body)).rejects.toMatchObject({ code: 'ECONNRESET' });
	});

	it('larger than any transcript results in an error', async () => {
		const megabyte = Buffer.alloc(2 ** 20);
		const endless = Readable.from(
			(function* () {
				for (;;) yield megabyte;
			})(),
			{ objectMode: false },
		);
		await expect(readText(endless)).rejects.toMatchObject({ code: 'EBODYTOOLARGE' });
		expect(endless.destroyed).toBe(true);
	});
});

describe('a stream that is passed on', () => {
	it('has the same content', async () => {
		expect(await text(readableFrom(Readable.from(['one ', 'two'])))).toBe('one two');
		const bytes = Buffer.from('bytes');
		expect(withIdleTimeout(bytes)).toBe(bytes);
	});

	it('fails if the original stops arriving, and closes it', async () => {
		const body = stalled('half');
		const guarded = withIdleTimeout(body, 20);
		if (!(guarded instanceof Readable)) throw new Error('no stream');
		await expect(text(guarded)).rejects.toBeInstanceOf(BodyError);
		expect(body.destroyed).toBe(true);
	});

	it('fails if the original fails', async () => {
		const body = stalled('half');
		const reading = text(readableFrom(body));
		setImmediate(() => body.destroy(Object.assign(new Error('reset'), { code: 'ECONNRESET' })));
		await expect(reading).rejects.toMatchObject({ code: 'ECONNRESET' });
	});

	it('closes the original if its reader stops', async () => {
		const body = stalled('half', 'more');
		const guarded = readableFrom(body);
		for await (const chunk of guarded) {
			expect(String(chunk)).toMatch(/^half/);
			break;
		}
		expect(body.destroyed).toBe(true);
	});
});

it('a stream that is not read may fail without consequences', () => {
	const unread = stalled('something');
	destroyStream(unread);
	const hushed = stalled('something');
	ignoreErrors(hushed);
	// Without a listener, an error event throws.
	expect(() => hushed.emit('error', new Error('cancelled'))).not.toThrow();
	expect(() => unread.emit('error', new Error('cancelled'))).not.toThrow();
	expect(unread.destroyed).toBe(true);
	expect(() => {
		destroyStream('no stream');
		ignoreErrors(undefined);
	}).not.toThrow();
});
