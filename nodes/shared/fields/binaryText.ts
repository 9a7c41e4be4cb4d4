import { fieldError, type ParameterSource } from './parameters';
import { readBinaryFile } from './recording';

/** A day of speech with all details is 60 MB of JSON. */
const MAX_BYTES = 256 * 1024 * 1024;

const MIB = 1024 * 1024;

/** The text of a binary property: UTF-8, UTF-16 with a byte order mark, or Windows-1252. @throws NodeOperationError */
export async function readBinaryText(source: ParameterSource, label: string): Promise<string> {
	const file = await readBinaryFile(source, { label, alternative: ', or set "Source" to "Text"' });
	if (file.size > MAX_BYTES) {
		throw fieldError(
			source,
			label,
			`names a file of ${Math.round(file.size / MIB)} MiB`,
			`Transcripts of up to ${MAX_BYTES / MIB} MiB can be read. Is it the recording?`,
		);
	}
	const content = await file.open();
	const parts: Uint8Array[] = [];
	if (content instanceof Uint8Array) parts.push(content);
	else for await (const part of content) parts.push(part);
	return decoded(Buffer.concat(parts));
}

function decoded(bytes: Buffer): string {
	const [first, second] = bytes;
	if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
	const text = new TextDecoder().decode(bytes);
	// Old caption files have one byte for each character.
	return text.includes('\ufffd') ? new TextDecoder('windows-1252').decode(bytes) : text;
}
