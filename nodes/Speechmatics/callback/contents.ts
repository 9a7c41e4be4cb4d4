import { createHash } from 'crypto';

import type { IBinaryData, IBinaryKeyData, IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';

import { matchesSchema, parseJson } from '../../shared/core/json';
import { isAsyncIterable, readText } from '../../shared/http/responseBody';
import { rawBodyOf } from '../../shared/n8n/rawBody';
import type { CallbackContents } from '../../shared/trigger/startWorkflow';
import { withoutSecrets } from '../api/secrets';

/**
 * A part of the body of a callback. The names of the parts are not documented, so their contents decide what they are:
 * a transcript, the job, captions, an alignment, text, or a file.
 */
export interface CallbackPart {
	name: string;
	mimeType: string;
	/** Bytes. */
	size: number;
	/** SHA-256 of the content in hex; `null` for a part that n8n has stored as a file. */
	digest: string | null;
	fileName: string | null;
	source: { kind: 'memory'; content: Buffer } | { kind: 'file'; path: string };
}

/** A part of unknown type is checked for text only up to this size. */
const LARGEST_GUESS_BYTES = 32 * 1024 * 1024;

const fileSchema = z.lazy(() =>
	z.looseObject({
		filepath: z.string(),
		originalFilename: z.string().nullish(),
		mimetype: z.string().nullish(),
		size: z.number(),
	}),
);

const formSchema = z.lazy(() =>
	z.looseObject({
		files: z.record(z.string(), z.unknown()).nullish(),
		data: z.record(z.string(), z.unknown()).nullish(),
	}),
);

/** The parts of the request, none of them read from disk; no parts if the body is empty. Call `readRawBody` first. */
export function partsOf(context: IWebhookFunctions): CallbackPart[] {
	const request = context.getRequestObject();
	const mimeType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
	if (mimeType === 'multipart/form-data') return formParts(context.getBodyData());
	const raw = rawBodyOf(context);
	if (raw === undefined || raw.length === 0) return [];
	return [memoryPart('', mimeType, raw)];
}

function formParts(body: unknown): CallbackPart[] {
	if (!matchesSchema(formSchema, body)) return [];
	const files = Object.entries(body.files ?? {}).flatMap(([name, value]) =>
		listOf(value).flatMap((file): CallbackPart[] => {
			if (!matchesSchema(fileSchema, file)) return [];
			const { filepath: path, originalFilename, mimetype, size } = file;
			const fileName = originalFilename ?? null;
			return [
				{ name, mimeType: mimetype ?? '', size, digest: null, fileName, source: { kind: 'file', path } },
			];
		}),
	);
	const fields = Object.entries(body.data ?? {}).flatMap(([name, value]) =>
		listOf(value).flatMap((text) =>
			typeof text === 'string' ? [memoryPart(name, '', Buffer.from(text))] : [],
		),
	);
	return [...files, ...fields];
}

function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [value];
}

function memoryPart(name: string, mimeType: string, content: Buffer): CallbackPart {
	return {
		name,
		mimeType,
		size: content.length,
		digest: createHash('sha256').update(content).digest('hex'),
		fileName: null,
		source: { kind: 'memory', content },
	};
}

/**
 * The parts as data of an item: JSON and text under `contents`, by their kind; files, and parts that were sent as files,
 * as binary data.
 */
export async function readContents(
	context: IWebhookFunctions,
	parts: readonly CallbackPart[],
): Promise<CallbackContents> {
	const contents: IDataObject = {};
	const binary: IBinaryKeyData = {};
	for (const part of parts) {
		const { kind, value, file } = await readPart(context, part);
		if (value !== undefined) contents[freeName(contents, kind)] = value;
		if (file) binary[freeName(binary, kind)] = file;
	}
	return {
		json: Object.keys(contents).length > 0 ? { contents } : {},
		...(Object.keys(binary).length > 0 ? { binary } : {}),
	};
}

interface Read {
	kind: string;
	value?: IDataObject | string;
	file?: IBinaryData;
}

async function readPart(context: IWebhookFunctions, part: CallbackPart): Promise<Read> {
	// n8n deletes the files of a form when the request ends.
	const file = part.source.kind === 'file' ? await storeFile(context, part, part.source.path) : undefined;
	const text = mayBeText(part) ? await textOf(context, part, file) : undefined;
	if (text === undefined) return { kind: 'data', file: file ?? (await toBinaryData(context, part)) };
	return { ...classify(text), ...(file ? { file } : {}) };
}

async function storeFile(context: IWebhookFunctions, part: CallbackPart, path: string): Promise<IBinaryData> {
	const { fileName, name, mimeType } = part;
	return await context.nodeHelpers.copyBinaryFile(
		path,
		fileName ?? name,
		mimeType === '' ? 'application/octet-stream' : mimeType,
	);
}

async function toBinaryData(context: IWebhookFunctions, part: CallbackPart): Promise<IBinaryData> {
	const content = part.source.kind === 'memory' ? part.source.content : Buffer.alloc(0);
	const type = part.mimeType === '' ? 'application/octet-stream' : part.mimeType;
	return await context.helpers.prepareBinaryData(content, part.fileName ?? 'data', type);
}

function mayBeText({ mimeType, size }: CallbackPart): boolean {
	if (/^(text\/|application\/(.+\+)?json)/.test(mimeType)) return true;
	return !/^(audio|video)\//.test(mimeType) && size <= LARGEST_GUESS_BYTES;
}

/** The content as text; `undefined` if it is not text. */
async function textOf(
	context: IWebhookFunctions,
	part: CallbackPart,
	file: IBinaryData | undefined,
): Promise<string | undefined> {
	const content = part.source.kind === 'memory' ? part.source.content : await storedText(context, file);
	const text = typeof content === 'string' ? content : content.toString('utf8');
	return /[\0\ufffd]/.test(text) ? undefined : text;
}

async function storedText(
	context: IWebhookFunctions,
	file: IBinaryData | undefined,
): Promise<string | Buffer> {
	if (file?.id === undefined) return Buffer.from(file?.data ?? '', 'base64');
	const stream: unknown = await context.helpers.getBinaryStream(file.id);
	return isAsyncIterable(stream) ? await readText(stream) : '';
}

const transcript = z.lazy(() => z.looseObject({ results: z.array(z.unknown()) }));
const jobInfo = z.lazy(() =>
	z.union([z.looseObject({ job: z.looseObject({}) }), z.looseObject({ id: z.string() })]),
);
const anyObject = z.looseObject({});

/** The kind of a text by its content. */
function classify(text: string): { kind: string; value: IDataObject | string } {
	const value = parseJson(text);
	if (matchesSchema(anyObject, value)) {
		if (matchesSchema(transcript, value)) return { kind: 'transcript', value: withoutSecrets(value) };
		return { kind: matchesSchema(jobInfo, value) ? 'jobinfo' : 'json', value: withoutSecrets(value) };
	}
	if (/^\s*\d+\r?\n\d+:\d\d:\d\d[,.]\d{3} --> /.test(text)) return { kind: 'srt', value: text };
	if (/^\s*(<time=\d|\[\d\d:\d\d:\d\d\.\d)/.test(text)) return { kind: 'alignment', value: text };
	return { kind: 'text', value: text };
}

/** `name`, or `name_2`, `name_3` and so on if it is taken. */
function freeName(taken: object, name: string): string {
	let free = name;
	for (let count = 2; Object.hasOwn(taken, free); count += 1) free = `${name}_${count}`;
	return free;
}
