import { NodeApiError, type IBinaryData } from 'n8n-workflow';

import { isAsyncIterable } from './answerBody';
import { isRecord, networkCode } from './thrown';
import type { ItemCall } from '../items/run';

/** A file of hours may take long; the time limit ends when it begins to come. */
const TIMEOUT_MS = 120_000;

type BinaryContent = Parameters<ItemCall['context']['helpers']['prepareBinaryData']>[0];

/**
 * Downloads a file from a link that a vendor has signed, as a stream. The key does not go along: the link
 * leads to another host and carries its own proof.
 * @throws NodeApiError without the link, which anybody could use
 */
export async function downloadFile(
	call: ItemCall,
	vendorName: string,
	url: string,
	baseName: string,
): Promise<IBinaryData> {
	const { context, itemIndex } = call;
	const failed = (what: string, hint: string) =>
		new NodeApiError(
			context.getNode(),
			{ message: what },
			{ message: `${vendorName}: the file could not be downloaded: ${what}`, description: hint, itemIndex },
		);
	if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
		throw failed('its link is not a web address', 'Look for a newer version of this package.');
	}
	return await call.gate.run(async () => {
		const [request] = await Promise.allSettled([
			context.helpers.httpRequest({
				method: 'GET',
				url,
				encoding: 'stream',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				timeout: TIMEOUT_MS,
				abortSignal: call.signal,
			}),
		]);
		if (request.status === 'rejected') throw failed(networkCode(request.reason), 'Try again later.');
		const response: unknown = request.value;
		if (!isRecord(response) || response.statusCode !== 200 || !isContent(response.body)) {
			const status = isRecord(response) ? String(response.statusCode) : 'none';
			throw failed(
				`HTTP status ${status}`,
				'Links are valid for a short time. Run this again for a new one.',
			);
		}
		const mimeType = contentType(response.headers);
		const fileName = `${baseName}.${extensionOf(mimeType, url)}`;
		return await context.helpers.prepareBinaryData(response.body, fileName, mimeType);
	});
}

function isContent(value: unknown): value is BinaryContent {
	return Buffer.isBuffer(value) || isAsyncIterable(value);
}

function contentType(headers: unknown): string {
	const value = isRecord(headers) ? headers['content-type'] : undefined;
	return typeof value === 'string' && value !== '' ? (value.split(';')[0] ?? value).trim() : 'audio/mpeg';
}

function extensionOf(mimeType: string, url: string): string {
	const inUrl = /\.([a-z0-9]{2,4})$/i.exec(new URL(url).pathname)?.[1];
	if (inUrl !== undefined) return inUrl.toLowerCase();
	return mimeType.includes('wav') ? 'wav' : 'mp3';
}
