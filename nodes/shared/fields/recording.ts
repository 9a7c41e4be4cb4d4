import type { IBinaryData } from 'n8n-workflow';

import { isAsyncIterable } from '../http/responseBody';
import { digestOfText } from './fileIdentity';
import { fieldError, type ParameterSource } from './parameters';

/** A file from the item's binary data. Nothing of it is read before `open`. */
export interface BinaryFile {
	fileName: string;
	mimeType: string;
	/** Bytes. */
	size: number;
	/** The content in base64, where n8n holds it in memory so; for vendors that want just that. */
	base64?: string;
	/** What tells the file apart from others, the same for each try of n8n; without reading a stored file. */
	identity(): Promise<string>;
	/** A stream from its beginning, or the bytes where n8n holds them in memory. */
	open(): Promise<Buffer | AsyncIterable<Uint8Array>>;
}

/**
 * The file in a binary property of the item. Any name and any MIME type will do: vendors look at the content.
 * @throws NodeOperationError that lists the properties the item has
 */
export async function binaryFile(
	source: ParameterSource,
	property: string,
	label = 'Input Data Field Name',
): Promise<BinaryFile> {
	const { context, itemIndex } = source;
	const all = context.getInputData()[itemIndex]?.binary ?? {};
	if (!Object.hasOwn(all, property)) {
		const names = Object.keys(all);
		throw fieldError(
			source,
			label,
			`the item has no binary data in «${property}»`,
			names.length > 0
				? `It has: ${names.join(', ')}. Enter one of these.`
				: 'It has no binary data at all. Put a node before this one that gives the recording as a file, or choose «URL» as the input.',
		);
	}
	const data = context.helpers.assertBinaryData(itemIndex, property);
	const size = await sizeOf(source, data);
	if (size === 0) throw fieldError(source, label, `the file in «${property}» is empty (0 bytes)`);
	return {
		fileName: data.fileName ?? defaultName(data),
		mimeType: data.mimeType === '' ? 'application/octet-stream' : data.mimeType,
		size,
		...(data.id === undefined ? { base64: data.data } : {}),
		identity: async () => `${data.fileName ?? ''} ${size} ${data.id ?? (await digestOfText(data.data))}`,
		open: async () => {
			if (data.id === undefined) return Buffer.from(data.data, 'base64');
			const stream: unknown = await context.helpers.getBinaryStream(data.id);
			if (!isByteStream(stream)) throw fieldError(source, label, 'the file cannot be read');
			return stream;
		},
	};
}

function isByteStream(value: unknown): value is AsyncIterable<Uint8Array> {
	return isAsyncIterable(value);
}

async function sizeOf(source: ParameterSource, data: IBinaryData): Promise<number> {
	if (data.id === undefined) return Buffer.byteLength(data.data, 'base64');
	if (typeof data.bytes === 'number') return data.bytes;
	return (await source.context.helpers.getBinaryMetadata(data.id)).fileSize;
}

function defaultName(data: IBinaryData): string {
	return data.fileExtension === undefined ? 'recording' : `recording.${data.fileExtension}`;
}
