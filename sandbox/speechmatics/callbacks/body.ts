import { randomUUID } from 'node:crypto';

/** One content of a notification. */
export interface Item {
	readonly name: string;
	readonly filename: string;
	readonly contentType: string;
	readonly content: Buffer;
}

export interface NotificationBody {
	readonly contentType: string | null;
	readonly content: Buffer | null;
}

export const EMPTY: NotificationBody = { contentType: null, content: null };

/** One content unmodified; an empty body if it does not exist. */
export function singleBody(item: Item | null): NotificationBody {
	return item === null ? EMPTY : { contentType: item.contentType, content: item.content };
}

/** File attachments, possibly none. */
export function multipartBody(items: readonly Item[]): NotificationBody {
	const boundary = randomUUID().replaceAll('-', '');
	const parts = items.flatMap(({ name, filename, contentType, content }) => [
		Buffer.from(
			`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"; filename="${quoted(filename)}"\r\n` +
				`Content-Type: ${contentType}\r\n\r\n`,
		),
		content,
		Buffer.from('\r\n'),
	]);
	return {
		contentType: `multipart/form-data; boundary=${boundary}`,
		content: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
	};
}

function quoted(text: string): string {
	return text.replace(/["\r\n]/gu, (character) => encodeURIComponent(character));
}
