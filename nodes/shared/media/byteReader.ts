import { EventLoopYielder } from '../core/eventLoop';

/** Reads bytes in order. Never holds more of a file than its longest request. */
export class ByteReader {
	/** Number of bytes read or skipped so far. */
	position = 0;

	private buffered: Buffer = Buffer.alloc(0);

	private readonly source: AsyncIterator<Uint8Array>;

	private readonly yielder = new EventLoopYielder();

	constructor(content: Buffer | AsyncIterable<Uint8Array>) {
		this.source = (Buffer.isBuffer(content) ? once(content) : content)[Symbol.asyncIterator]();
	}

	/** The next bytes without moving on; fewer at the end of the file. */
	async peek(length: number): Promise<Buffer> {
		if (this.buffered.length < length) await this.fill(length);
		return this.buffered.subarray(0, length);
	}

	/** The next bytes; fewer at the end of the file. */
	async read(length: number): Promise<Buffer> {
		const bytes = await this.peek(length);
		this.advance(bytes.length);
		return bytes;
	}

	/** The next bytes as they come; `undefined` at the end of the file. */
	async chunk(): Promise<Buffer | undefined> {
		if (this.buffered.length === 0) await this.fill(1);
		const bytes = this.buffered;
		this.advance(bytes.length);
		return bytes.length === 0 ? undefined : bytes;
	}

	/** @returns the number of bytes skipped; fewer at the end of the file */
	async skip(length: number): Promise<number> {
		let left = length;
		while (left > 0) {
			if (this.buffered.length === 0) await this.fill(1);
			const step = Math.min(left, this.buffered.length);
			if (step === 0) break;
			this.advance(step);
			left -= step;
		}
		return length - left;
	}

	/** Closes the file. */
	async close(): Promise<void> {
		await this.source.return?.();
	}

	private advance(length: number): void {
		this.buffered = this.buffered.subarray(length);
		this.position += length;
	}

	private async fill(length: number): Promise<void> {
		const parts = [this.buffered];
		let size = this.buffered.length;
		while (size < length) {
			await this.yielder.pause();
			const next = await this.source.next();
			if (next.done === true) break;
			const chunk = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
			parts.push(chunk);
			size += chunk.length;
		}
		this.buffered = Buffer.concat(parts);
	}
}

/** Size of the pieces of a file in memory: between two of them, other work of n8n can run. */
const PIECE = 64 * 1024;

async function* once(content: Buffer): AsyncGenerator<Buffer> {
	for (let from = 0; from < content.length; from += PIECE) {
		yield await Promise.resolve(content.subarray(from, from + PIECE));
	}
}
