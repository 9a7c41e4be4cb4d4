import type { IBinaryData } from 'n8n-workflow';
import { z } from 'zod/v4';

import { isRecord, matchesSchema } from '../core/json';
import { shortened } from '../core/shortened';
import { trimmedText } from '../core/trimmedText';
import type { UploadFile } from '../http/multipart';
import { isAsyncIterable } from '../http/responseBody';
import { signedUrlOf } from '../n8n/signedUrl';
import { byteLength, inlineContent } from './base64';
import { digestOfText } from './fileIdentity';
import { fieldError, readRequiredText, type ParameterSource } from './parameters';

/** The field of the editor that names the binary data. */
export interface FileField {
	/** Default: `binaryPropertyName`. */
	name?: string;
	/** Default: "Input Data Field Name". */
	label?: string;
	/** The name that applies if the field is an option that is not set. */
	fallback?: string;
	/** Completes the advice for an item without files. Default: to choose a URL. */
	alternative?: string;
}

/** Default of the fields that name a recording, and n8n's own name for a single file. */
const USUAL_NAME = 'data';

/** Kinds of files that are certainly no recordings. */
const NO_RECORDING = /^(text|image)\//i;

/**
 * The file that a field names. Any name and any MIME type is accepted, because vendors detect the format from the
 * content. If the field has its default and the item has a single file under another name, that file is returned.
 * @throws NodeOperationError that lists the files of the item, or says why the file cannot be used
 */
export async function readBinaryFile(source: ParameterSource, field: FileField = {}): Promise<UploadFile> {
	const { context, itemIndex } = source;
	const { label = 'Input Data Field Name' } = field;
	const files = context.getInputData()[itemIndex]?.binary ?? {};
	const property = fileName(files, readName(source, field, label));
	if (!Object.hasOwn(files, property)) throw missingFile(source, label, property, field, Object.keys(files));
	const data: unknown = files[property];
	const fail = (predicate: string, hint?: string) =>
		fieldError(source, label, `is "${shortened(property)}", but ${predicate}`, hint);
	if (!matchesSchema(binarySchema, data)) throw fail('this field does not contain a file', FILE_ADVICE);
	return data.id ? await storedFile(source, data, data.id, fail) : await inlineFile(data, fail);
}

/** A file as n8n holds it: stored under an ID, or inline in base64. */
const binarySchema: z.ZodType<IBinaryData> = z.custom<IBinaryData>(
	(value) => isRecord(value) && (isText(value.id) || typeof value.data === 'string'),
);

const isText = (value: unknown) => typeof value === 'string' && value !== '';

const FILE_ADVICE =
	'Binary data is created by nodes that output files, e.g. HTTP Request. In a Code node, create it with "this.helpers.prepareBinaryData()".';

/** The error for a file that cannot be used; the predicate is about the file. */
type Fail = (predicate: string, hint?: string) => Error;

function readName(source: ParameterSource, field: FileField, label: string): string {
	const { name = 'binaryPropertyName', fallback } = field;
	const given: unknown = source.context.getNodeParameter(name, source.itemIndex, fallback);
	if (typeof given !== 'object' || given === null) return readRequiredText(source, name, label, fallback);
	const advice = 'Enter the name of the field as text, e.g. data, without an expression.';
	throw fieldError(source, label, 'must be the name of the field that contains the file', advice);
}

/** The name that a field has, or that of the only file if the field has its default. */
function fileName(files: Readonly<Record<string, IBinaryData>>, given: string): string {
	const [only, ...others] = Object.entries(files);
	if (given !== USUAL_NAME || only === undefined || others.length > 0) return given;
	const [name, file] = only;
	return isRecord(file) && NO_RECORDING.test(trimmedText(file.mimeType)) ? given : name;
}

/** Maximum length of a list of names in a hint. */
const MOST_CHARACTERS = 300;

function missingFile(
	source: ParameterSource,
	label: string,
	property: string,
	{ alternative = ', or set "Recording" to "URL"' }: FileField,
	names: readonly string[],
): Error {
	return fieldError(
		source,
		label,
		`is "${shortened(property)}", but the input item has no binary data with this name`,
		names.length > 0
			? `Available: ${shortened(names.join(', '), MOST_CHARACTERS)}. Enter one of these names.`
			: `The input item has no binary data. Add a node before this one that outputs the recording as a file${alternative}.`,
	);
}

async function storedFile(
	{ context }: ParameterSource,
	data: IBinaryData,
	id: string,
	fail: Fail,
): Promise<UploadFile> {
	const size =
		typeof data.bytes === 'number' ? data.bytes : (await context.helpers.getBinaryMetadata(id)).fileSize;
	if (size === 0) throw fail(EMPTY);
	return {
		...traitsOf(data),
		size,
		identity: async () => await Promise.resolve(`${data.fileName ?? ''} ${size} ${id}`),
		signedUrl: () => signedUrlOf(context, data),
		open: async () => {
			const stream: unknown = await context.helpers.getBinaryStream(id);
			if (!isByteStream(stream)) throw fail('this file could not be read');
			return stream;
		},
	};
}

async function inlineFile(data: IBinaryData, fail: Fail): Promise<UploadFile> {
	const base64 = await inlineContent(data.data);
	if (base64 === undefined) throw fail('the content of this file is not base64', FILE_ADVICE);
	const size = byteLength(base64);
	if (size === 0) throw fail(EMPTY);
	return {
		...traitsOf(data),
		size,
		base64,
		identity: async () => `${data.fileName ?? ''} ${size} ${await digestOfText(base64)}`,
		open: async () => await Promise.resolve(Buffer.from(base64, 'base64')),
	};
}

const EMPTY = 'this file is empty (0 bytes)';

function traitsOf({ fileName: name, mimeType, fileExtension }: IBinaryData) {
	const usual = fileExtension === undefined ? 'recording' : `recording.${fileExtension}`;
	return {
		fileName: typeof name === 'string' ? name : usual,
		mimeType: typeof mimeType === 'string' && mimeType !== '' ? mimeType : 'application/octet-stream',
	};
}

function isByteStream(value: unknown): value is AsyncIterable<Uint8Array> {
	return isAsyncIterable(value);
}
