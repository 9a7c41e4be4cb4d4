import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readMedia, type MediaReading } from './media';

/** Larger files are deleted after they are hashed and measured. */
const KEEP_LIMIT_BYTES = 64 * 1024 * 1024;
const HEAD_BYTES = 4096;

/** A received recording. */
export interface StoredFile {
	readonly id: string;
	/** Bytes. */
	readonly size: number;
	/** Lowercase hex digits. */
	readonly sha256: string;
	/** The path of the file, or `null` if it was too large to keep. */
	readonly path: string | null;
	readonly media: MediaReading;
}

/** Streams uploads to a temporary directory; no file is held in memory. */
export class FileStore {
	private readonly directory = mkdtempSync(join(tmpdir(), 'transcription-sandbox-'));

	/**
	 * Writes the stream to disk while hashing it, then detects the media type.
	 * Rejects if the stream ends early, and removes the incomplete file.
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

	/** `receive` for bytes that are already in memory, e.g. base64 in a JSON body. */
	async receiveBytes(bytes: Buffer): Promise<StoredFile> {
		return await this.receive(Readable.from([bytes], { objectMode: false }));
	}

	/** The bytes of a file, or `null` if they were not kept. */
	open(file: StoredFile): Readable | null {
		return file.path === null ? null : createReadStream(file.path);
	}

	async remove(file: StoredFile): Promise<void> {
		if (file.path !== null) await rm(file.path, { force: true });
	}

	/** Removes the directory when the process ends. */
	dispose(): void {
		rmSync(this.directory, { recursive: true, force: true });
	}
}
