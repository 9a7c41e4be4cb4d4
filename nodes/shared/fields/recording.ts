import type { IBinaryData } from 'n8n-workflow';

import type { UploadFile } from '../http/multipart';
import { isAsyncIterable } from '../http/responseBody';
import { digestOfText } from './fileIdentity';
import { fieldError, type ParameterSource } from './parameters';

/**
 * The file in a binary property of the item. Any name and any MIME type is accepted, because vendors detect the format
 * from the content. `alternative` completes the advice where the item has no file.
 * @throws NodeOperationError that lists the properties the item has
 */
export async function binaryFile(
	source: ParameterSource,
	property: string,
	label = 'Input Data Field Name',
	alternative = ', or set "Recording" to "URL"',
): Promise<UploadFile> {
	const { context, itemIndex } = source;
	const all = context.getInputData()[itemIndex]?.binary ?? {};
	if (!Object.hasOwn(all, property)) {
		const names = Object.keys(all);
		throw fieldError(
			source,
			label,
			`is "${property}", but the input item has no binary data with this name`,
			names.length > 0
				? `Available: ${names.join(', ')}. Enter one of these names.`
				: `The input item has no binary data. Add a node before this one that outputs the recording as a file${alternative}.`,
		);
	}
	const data = context.helpers.assertBinaryData(itemIndex, property);
	const size = await sizeOf(source, data);
	if (size === 0) throw fieldError(source, label, `is "${property}", but this file is empty (0 bytes)`);
	return {
		fileName: data.fileName ?? defaultName(data),
		mimeType: data.mimeType === '' ? 'application/octet-stream' : data.mimeType,
		size,
		...(data.id === undefined ? { base64: data.data } : {}),
		identity: async () => `${data.fileName ?? ''} ${size} ${data.id ?? (await digestOfText(data.data))}`,
		open: async () => {
			if (data.id === undefined) return Buffer.from(data.data, 'base64');
			const stream: unknown = await context.helpers.getBinaryStream(data.id);
			if (!isByteStream(stream))
				throw fieldError(source, label, `is "${property}", but this file could not be read`);
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
