import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import {
	BodyError,
	destroyStream,
	ignoreErrors,
	isAsyncIterable,
	readText,
	withIdleTimeout,
} from '../../../nodes/shared/http/responseBody';

/** A stream that returns these chunks, then neither data nor an end. */
function stalled(...chunks: string[]): PassThrough {
	const stream = new PassThrough();
	for (const chunk of chunks) stream.write(chunk);
	return stream;
}

/** Chunks with pauses in ms between them. */
async function* slow(pauseMs: number, ...chunks: string[]): AsyncGenerator<string> {
	for (const chunk of chunks) {
		await new Promise((resolve) => setTimeout(resolve, pauseMs));
		yield chunk;
	}
}

function readableFrom(body: unknown, idleTimeoutMs?: number): Readable {
	const guarded = withIdleTimeout(body, idleTimeoutMs);
	if (guarded instanceof Readable) return guarded;
	throw new Error('not a stream');
}

const reset = () => Object.assign(new Error('reset'), { code: 'ECONNRESET' });

const useFakeTimers = () => jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });

afterEach(() => jest.useRealTimers());

describe('a body is read', () => {
	it.each<[string, unknown, string]>([
		['text', 'text', 'text'],
		['bytes', Buffer.from('Sätze 日本'), 'Sätze 日本'],
		['undefined', undefined, ''],
		['null', null, ''],
		['an object that n8n parsed', { a: [1] }, '{"a":[1]}'],
		['a stream of bytes', Readable.from([Buffer.from('one '), Buffer.from('two')]), 'one two'],
		['a stream of other bytes', Readable.from([new Uint8Array([97, 98])]), 'ab'],
		['a stream of text', Readable.from(['one ', 'two']), 'one two'],
		['a stream with a byte order mark', Readable.from([Buffer.from('\ufeff{}')]), '\ufeff{}'],
		[
			'a stream that ends in the middle of a letter',
			Readable.from([Buffer.from('日').subarray(0, 2)]),
			'\ufffd',
		],
	])('from %s', async (_form, body, expected) => {
		expect(await readText(body)).toBe(expected);
	});

	it('over letters that are cut in two', async () => {
		const bytes = [...Buffer.from('Sätze 日本')].map((byte) => Buffer.from([byte]));
		expect(await readText(Readable.from(bytes))).toBe('Sätze 日本');
	});

	it('of up to as many bytes as are allowed', async () => {
		expect(await readText(Readable.from(['日', 'a']), { maxBytes: 4 })).toBe('日a');
	});

	it('of megabytes', async () => {
		const megabyte = Buffer.alloc(2 ** 20, 'a');
		expect(await readText(Readable.from([megabyte, megabyte]))).toHaveLength(2 ** 21);
	});

	it('and closed', async () => {
		const body = Readable.from(['text'], { autoDestroy: false });
		await readText(body);
		expect(body.destroyed).toBe(true);
	});

	it('without a timer that is left behind', async () => {
		useFakeTimers();
		await readText(Readable.from(['one', 'two']));
		expect(jest.getTimerCount()).toBe(0);
	});
});

describe('a body is given up', () => {
	it('and closed if it is larger than allowed', async () => {
		const body = Readable.from(Array.from({ length: 100 }, () => Buffer.from('ab')));
		const reading = readText(body, { maxBytes: 5 });
		await expect(reading).rejects.toMatchObject({
			code: 'EBODYTOOLARGE',
			message: 'The response exceeds 5 bytes.',
		});
		expect(body.destroyed).toBe(true);
	});

	it.each([
		['text', async (body: Readable) => await readText(body)],
		['a stream', async (body: Readable) => await text(readableFrom(body))],
	])('and closed if it arrives so slowly that it would never end, as %s', async (_form, read) => {
		useFakeTimers();
		const body = new PassThrough();
		const drip = setInterval(() => body.write('a'.repeat(1000)), 10_000);
		const failed = jest.fn();
		const reading = read(body);
		reading.catch(failed);
		await jest.advanceTimersByTimeAsync(299_000);
		expect(failed).not.toHaveBeenCalled();
		await jest.advanceTimersByTimeAsync(12_000);
		await expect(reading).rejects.toMatchObject({ code: 'EBODYSTALLED' });
		expect(body.destroyed).toBe(true);
		clearInterval(drip);
	});

	it('not if it is slow, but arrives', async () => {
		useFakeTimers();
		const body = new PassThrough();
		const drip = setInterval(() => body.write('a'.repeat(20_000)), 10_000);
		const reading = readText(body);
		await jest.advanceTimersByTimeAsync(600_000);
		clearInterval(drip);
		body.end();
		await expect(reading).resolves.toHaveLength(1_200_000);
	});

	it('and closed if nothing arrives for a minute', async () => {
		useFakeTimers();
		const body = stalled('{"half":');
		const reading = readText(body);
		const failed = jest.fn();
		reading.catch(failed);
		await jest.advanceTimersByTimeAsync(59_999);
		expect(failed).not.toHaveBeenCalled();
		await jest.advanceTimersByTimeAsync(1);
		await expect(reading).rejects.toMatchObject({
			code: 'EBODYSTALLED',
			message: 'The response stopped arriving.',
		});
		expect(body.destroyed).toBe(true);
	});

	it('with its own error if it breaks', async () => {
		const body = stalled('half');
		setImmediate(() => body.destroy(reset()));
		await expect(readText(body)).rejects.toMatchObject({ code: 'ECONNRESET' });
	});

	it('not if it is slow, but something arrives each minute', async () => {
		useFakeTimers();
		const reading = readText(slow(50_000, 'one ', 'two ', 'three'));
		await jest.advanceTimersByTimeAsync(150_000);
		expect(await reading).toBe('one two three');
	});
});

describe('a stream that is passed on', () => {
	it('has the same content', async () => {
		expect(await text(readableFrom(Readable.from(['one ', 'two'])))).toBe('one two');
	});

	it('has bytes, in whatever chunks the original has them', async () => {
		const chunks = await readableFrom(Readable.from(['one ', 'two'])).toArray();
		expect(Buffer.concat(chunks).toString()).toBe('one two');
		expect(chunks.every((chunk) => Buffer.isBuffer(chunk))).toBe(true);
		expect(readableFrom(Readable.from(['one'])).readableObjectMode).toBe(false);
	});

	it.each<[string, unknown]>([
		['bytes', Buffer.from('bytes')],
		['text', 'text'],
		['nothing', undefined],
		['an iterable that is not a stream', slow(0)],
	])('is %s as it is', (_form, body) => {
		expect(withIdleTimeout(body)).toBe(body);
	});

	it('breaks if the original stalls for a minute, and closes it', async () => {
		useFakeTimers();
		const body = stalled('half');
		const reading = text(readableFrom(body));
		const failed = jest.fn();
		reading.catch(failed);
		await jest.advanceTimersByTimeAsync(59_999);
		expect(failed).not.toHaveBeenCalled();
		await jest.advanceTimersByTimeAsync(1);
		await expect(reading).rejects.toBeInstanceOf(BodyError);
		expect(body.destroyed).toBe(true);
	});

	it('breaks if the original breaks', async () => {
		const body = stalled('half');
		const reading = text(readableFrom(body));
		setImmediate(() => body.destroy(reset()));
		await expect(reading).rejects.toMatchObject({ code: 'ECONNRESET' });
	});

	it('closes the original when its reader stops', async () => {
		const body = stalled('half', 'more');
		for await (const chunk of readableFrom(body)) {
			expect(String(chunk)).toMatch(/^half/);
			break;
		}
		expect(body.destroyed).toBe(true);
	});
});

describe('a stream that is not read', () => {
	// Without a listener an error event throws.
	it('may break without harm', () => {
		const body = stalled('something');
		ignoreErrors(body);
		expect(() => body.emit('error', new Error('cancelled'))).not.toThrow();
		expect(body.destroyed).toBe(false);
	});

	it('is closed, and may break without harm even then', () => {
		const body = stalled('something');
		destroyStream(body);
		expect(body.destroyed).toBe(true);
		expect(() => body.emit('error', new Error('cancelled'))).not.toThrow();
	});

	it.each([
		undefined,
		null,
		'text',
		{},
		{ on: jest.fn() },
		{ destroy: jest.fn() },
		{ on: jest.fn(), destroy: true },
		{ on: true, destroy: jest.fn() },
	])('is not taken for %p', (body) => {
		expect(() => {
			destroyStream(body);
			ignoreErrors(body);
		}).not.toThrow();
	});
});

describe('an asynchronous iterable', () => {
	it('is a stream or a generator', () => {
		expect(isAsyncIterable(new PassThrough())).toBe(true);
		expect(isAsyncIterable(slow(0))).toBe(true);
	});

	it.each([undefined, null, 'text', 7, {}, [1], Buffer.from('a')])('is not %p', (value) => {
		expect(isAsyncIterable(value)).toBe(false);
	});
});
