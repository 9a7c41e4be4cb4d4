import './environment';

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { Container } from '@n8n/di';
import { BinaryDataBlobManager, type BinaryDataService, ErrorReporter } from 'n8n-core';
import { UnexpectedError } from 'n8n-workflow';

type ByteStore = ConstructorParameters<typeof BinaryDataBlobManager>[0];
type Manager = Parameters<BinaryDataService['setManager']>[1];
type Metadata = Awaited<ReturnType<Manager['getMetadata']>>;

interface StoredFile {
	readonly content: Buffer;
	readonly metadata: Metadata;
}

/** Bytes in a chunk of a stream from a bucket. */
const CHUNK = 16 * 1024;

/** An object store like S3 (`@n8n/blob-storage/dist/s3-byte-store.ee.js`): it streams, and it can be unreachable. */
export class Bucket implements ByteStore {
	/** Why requests fail; `undefined` as long as they succeed. */
	outage: string | undefined;
	/** How many of the next streams break off after their first chunk. */
	cuts = 0;
	private readonly objects = new Map<string, StoredFile>();

	/** The bucket as n8n uses it for binary data. */
	manager(): Manager {
		return new BinaryDataBlobManager(this, Container.get(ErrorReporter));
	}

	async write(key: string, body: Buffer | Readable, metadata = {}): Promise<number> {
		const content = Buffer.isBuffer(body) ? body : await buffer(body);
		this.request().set(key, { content, metadata: { ...metadata, fileSize: content.length } });
		return content.length;
	}

	async read(key: string): Promise<Buffer | null> {
		return this.request().get(key)?.content ?? null;
	}

	async readStream(key: string): Promise<Readable | null> {
		const content = await this.read(key);
		if (content === null) return null;
		const isCut = this.cuts > 0;
		if (isCut) this.cuts -= 1;
		return Readable.from(chunks(content, isCut));
	}

	async getMetadata(key: string): Promise<Metadata | null> {
		return this.request().get(key)?.metadata ?? null;
	}

	async copy(from: string, to: string): Promise<void> {
		const object = this.request().get(from);
		if (object) this.objects.set(to, object);
	}

	async rename(from: string, to: string): Promise<void> {
		await this.copy(from, to);
		await this.delete([from]);
	}

	async delete(keys: string[]): Promise<void> {
		for (const key of keys) this.request().delete(key);
	}

	/** @throws UnexpectedError as n8n's `ObjectStoreService` throws it */
	private request(): Map<string, StoredFile> {
		if (this.outage !== undefined) throw new UnexpectedError(`Request to S3 failed: ${this.outage}`);
		return this.objects;
	}
}

function* chunks(content: Buffer, isCut: boolean): Generator<Buffer> {
	for (let start = 0; start < content.length; start += CHUNK) {
		if (isCut && start > 0) throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
		yield content.subarray(start, start + CHUNK);
	}
}

/**
 * Binary data in the database (`n8n/dist/binary-data/database.manager.js`): each file is one row and in memory as a
 * whole.
 */
export class DatabaseManager implements Manager {
	private readonly rows = new Map<string, StoredFile>();

	async init(): Promise<void> {
		await Promise.resolve();
	}

	async store(
		_location: unknown,
		bufferOrStream: Buffer | Readable,
		metadata: Omit<Metadata, 'fileSize'>,
	): Promise<{ fileId: string; fileSize: number }> {
		const content = Buffer.isBuffer(bufferOrStream) ? bufferOrStream : await buffer(bufferOrStream);
		const fileId = randomUUID();
		this.rows.set(fileId, { content, metadata: { ...metadata, fileSize: content.length } });
		return { fileId, fileSize: content.length };
	}

	getPath(fileId: string): string {
		return `database://${fileId}`;
	}

	async getAsBuffer(fileId: string): Promise<Buffer> {
		return this.row(fileId).content;
	}

	async getAsStream(fileId: string): Promise<Readable> {
		return Readable.from(this.row(fileId).content);
	}

	async getMetadata(fileId: string): Promise<Metadata> {
		return this.row(fileId).metadata;
	}

	async copyByFileId(_location: unknown, sourceFileId: string): Promise<string> {
		const fileId = randomUUID();
		this.rows.set(fileId, this.row(sourceFileId));
		return fileId;
	}

	async copyByFilePath(location: unknown, path: string, metadata: Omit<Metadata, 'fileSize'>) {
		return await this.store(location, await readFile(path), metadata);
	}

	async rename(from: string, to: string): Promise<void> {
		this.rows.set(to, this.row(from));
		this.rows.delete(from);
	}

	/** Deletes all rows, as n8n does with old executions. */
	clear(): void {
		this.rows.clear();
	}

	/** @throws Error as TypeORM's `findOneOrFail` does */
	private row(fileId: string): StoredFile {
		const row = this.rows.get(fileId);
		if (row) return row;
		throw new UnexpectedError(
			`Could not find any entity of type "BinaryDataFile" matching: {"where":{"fileId":"${fileId}"}}`,
		);
	}
}
