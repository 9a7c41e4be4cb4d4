import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readMedia, type MediaReading } from './media';

/** Files above this size are deleted once hashed and measured. */
const KEEP_LIMIT_BYTES = 64 * 1024 * 1024;
const HEAD_BYTES = 4096;

/** A recording as it arrived. */
export interface StoredFile {
	readonly id: string;
	/** Bytes. */
	readonly size: number;
	/** Lower-case hex. */
	readonly sha256: string;
	/** Where the bytes are, or `null` when they were too many to keep. */
	readonly path: string | null;
	readonly media: MediaReading;
}

/** Streams uploads to a temporary directory; a file is never held in memory. */
export class FileStore {
	private readonly directory = mkdtempSync(join(tmpdir(), 'transcription-sandbox-'));

	/**
	 * Writes the stream to disk while hashing it, then reads what kind of media it is.
	 * Rejects when the stream breaks off; what was written is removed.
	 */
	async receive(stream: Readable): Promise<StoredFile> {
		const id = randomUUID();
		const path = join(this.directory, id);
		const hash = createHash('sha256');
		const head: Buffer[] = [];
		let size = 0;
		let headSize = 0;
		const meter = new Transform({
			transform(chunk: Buffer, _encoding, done) {
				hash.update(chunk);
				size += chunk.length;
				if (headSize < HEAD_BYTES) {
					head.push(Buffer.from(chunk.subarray(0, HEAD_BYTES - headSize)));
					headSize += chunk.length;
				}
				done(null, chunk);
			},
		});
		try {
			await pipeline(stream, meter, createWriteStream(path));
		} catch (error) {
			await rm(path, { force: true });
			throw error;
		}
		const media = await readMedia({ path, size, head: Buffer.concat(head) });
		const keep = size <= KEEP_LIMIT_BYTES;
		if (!keep) await rm(path, { force: true });
		return { id, size, sha256: hash.digest('hex'), path: keep ? path : null, media };
	}

	/** `receive` for bytes that are in memory anyway (base64 in a JSON body). */
	async receiveBytes(bytes: Buffer): Promise<StoredFile> {
		return await this.receive(Readable.from([bytes], { objectMode: false }));
	}

	/** The bytes of a file, or `null` when they were not kept. */
	open(file: StoredFile): Readable | null {
		return file.path === null ? null : createReadStream(file.path);
	}

	async remove(file: StoredFile): Promise<void> {
		if (file.path !== null) await rm(file.path, { force: true });
	}

	/** Removes the directory; for the end of the process. */
	dispose(): void {
		rmSync(this.directory, { recursive: true, force: true });
	}
}
