import type { Media } from './mediaModel';
import { otherMedia } from './otherMedia';

/** The detected media type of a file. */
export type MediaReading = Media | NotMedia;

/** The description by `file(1)`, which the vendors quote in their errors. */
interface NotMedia {
	readonly kind: 'not-media';
	/** E.g. `text/html`. */
	readonly mimeType: string;
	/** E.g. `HTML document, ASCII text`. */
	readonly description: string;
}

/** Up to this size, all frames are counted if the header does not contain the duration (MP3). */
const COUNT_FRAMES_LIMIT_BYTES = 64 * 1024 * 1024;

/** Reads duration, format and channels; never rejects. */
export async function readMedia(file: { path: string; size: number; head: Buffer }): Promise<MediaReading> {
	if (file.size === 0) return { kind: 'not-media', mimeType: 'inode/x-empty', description: 'empty' };
	const plain = describePlain(file.head);
	if (plain !== null) return plain;
	return (await readByLibrary(file)) ?? otherMedia(file.head, file.size) ?? describeBinary(file.head);
}

/** `undefined` for a format that the library does not know, and for a file whose header lacks what it needs. */
async function readByLibrary(file: { path: string; size: number }): Promise<Media | undefined> {
	try {
		const { parseFile } = await import('music-metadata');
		const { format } = await parseFile(file.path, {
			duration: file.size <= COUNT_FRAMES_LIMIT_BYTES,
			skipCovers: true,
		});
		const seconds = format.duration ?? (format.bitrate === undefined ? 0 : (file.size * 8) / format.bitrate);
		if (seconds === 0 || !Number.isFinite(seconds) || format.container === undefined) return undefined;
		return {
			kind: 'media',
			durationMs: Math.round(seconds * 1000),
			container: format.container,
			codec: format.codec ?? 'unknown',
			channels: format.numberOfChannels ?? 1,
			sampleRate: format.sampleRate ?? 16_000,
		};
	} catch {
		return undefined;
	}
}

const unknownData: NotMedia = {
	kind: 'not-media',
	mimeType: 'application/octet-stream',
	description: 'data',
};

const MAGIC: ReadonlyArray<{ bytes: string; mimeType: string; description: string }> = [
	{ bytes: '%PDF-', mimeType: 'application/pdf', description: 'PDF document' },
	{ bytes: '\x89PNG', mimeType: 'image/png', description: 'PNG image data' },
	{ bytes: '\xff\xd8\xff', mimeType: 'image/jpeg', description: 'JPEG image data' },
	{ bytes: 'GIF8', mimeType: 'image/gif', description: 'GIF image data' },
	{ bytes: 'PK\x03\x04', mimeType: 'application/zip', description: 'Zip archive data' },
	{ bytes: '\x1f\x8b', mimeType: 'application/gzip', description: 'gzip compressed data' },
];

function describeBinary(head: Buffer): NotMedia {
	const start = head.toString('latin1', 0, 16);
	const known = MAGIC.find((entry) => start.startsWith(entry.bytes));
	if (known === undefined) return unknownData;
	return { kind: 'not-media', mimeType: known.mimeType, description: known.description };
}

/** Control characters that do not occur in text: all except tab, line breaks, form feed, bell, backspace and escape. */
function isControl(byte: number): boolean {
	return byte < 7 || byte === 0x7f || (byte > 13 && byte < 32 && byte !== 27);
}

/** Text is never media, but some parsers find an MPEG frame in any file, so text is ruled out first. */
function describePlain(head: Buffer): NotMedia | null {
	if (head.includes(0)) return null;
	let text: string;
	try {
		// The first bytes may end within a character.
		text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
	} catch {
		return null;
	}
	if (head.some(isControl)) return null;
	const encoding = head.every((byte) => byte < 0x80) ? 'ASCII text' : 'Unicode text, UTF-8 text';
	const lines = text.includes('\r\n') ? ', with CRLF line terminators' : '';
	const start = text.replace(/^\ufeff/, '').trimStart();
	if (/^(<!doctype html|<html|<head|<body)/i.test(start)) {
		return { kind: 'not-media', mimeType: 'text/html', description: `HTML document, ${encoding}${lines}` };
	}
	if (start.startsWith('<?xml')) {
		return { kind: 'not-media', mimeType: 'text/xml', description: `XML 1.0 document, ${encoding}${lines}` };
	}
	if (/^[[{]/.test(start)) {
		return { kind: 'not-media', mimeType: 'application/json', description: 'JSON text data' };
	}
	return { kind: 'not-media', mimeType: 'text/plain', description: `${encoding}${lines}` };
}
