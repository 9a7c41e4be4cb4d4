import { NodeApiError, type IBinaryData } from 'n8n-workflow';

import { isSafeAddress } from '../http/baseUrl';
import type { StreamedResponse, VendorClient } from '../http/client';
import { isTransient } from '../http/failure';
import { destroyStream, isAsyncIterable, withIdleTimeout } from '../http/responseBody';
import type { ItemContext } from './runItems';

type BinaryContent = Parameters<ItemContext['context']['helpers']['prepareBinaryData']>[0];

/** Statuses that say that a link is no good any more, for which a new one helps. */
const REFUSALS = Array.from({ length: 100 }, (_each, index) => 400 + index).filter(
	(status) => !isTransient({ kind: 'status', status }),
);

/** A page, a message of an error: anything but a recording. */
const NO_RECORDING = /^text\/|^application\/(json|xml|xhtml|problem)|[+](json|xml)$/i;

type Download = { kind: 'file'; file: IBinaryData } | { kind: 'none'; what: string };

/**
 * Downloads a recording from a link that a vendor has signed, as a stream. The key does not go along: the link
 * leads to another host and carries its own proof.
 * @throws NodeApiError without the link, which anybody could use
 */
export async function downloadFile(
	call: ItemContext,
	client: VendorClient,
	url: string,
	baseName: string,
): Promise<IBinaryData> {
	if (!isSafeAddress(url)) throw failed(call, client, 'its link is not an encrypted web address (https)');
	const request = {
		method: 'GET',
		path: '(signed link)',
		signedUrl: url,
		accept: REFUSALS,
	} as const;
	const download = await client.stream(request, async (answer) => await take(call, answer, url, baseName));
	if (download.kind === 'none') throw failed(call, client, download.what);
	return download.file;
}

async function take(
	call: ItemContext,
	answer: StreamedResponse,
	url: string,
	baseName: string,
): Promise<Download> {
	const { status, headers, body } = answer;
	const mimeType = mimeTypeOf(headers['content-type']);
	if (status !== 200) return none(body, `HTTP status ${status}`);
	if (NO_RECORDING.test(mimeType)) return none(body, `the link leads to ${mimeType} instead of a recording`);
	const fileName = `${baseName}.${extensionOf(mimeType, url)}`;
	const content = withIdleTimeout(body);
	if (!isContent(content)) return none(body, 'there is no file behind the link');
	return { kind: 'file', file: await call.context.helpers.prepareBinaryData(content, fileName, mimeType) };
}

function none(body: unknown, what: string): Download {
	destroyStream(body);
	return { kind: 'none', what };
}

function failed({ context, itemIndex }: ItemContext, client: VendorClient, what: string): NodeApiError {
	const message = `${client.vendor.displayName}: the file could not be downloaded: ${what}`;
	return new NodeApiError(
		context.getNode(),
		{ message },
		{
			message,
			description: 'Links are valid for a short time. Run this again for a new one.',
			itemIndex,
		},
	);
}

function mimeTypeOf(contentType = ''): string {
	const [type = ''] = contentType.split(';');
	return type.trim() === '' ? 'audio/mpeg' : type.trim();
}

function isContent(value: unknown): value is BinaryContent {
	return Buffer.isBuffer(value) || isAsyncIterable(value);
}

function extensionOf(mimeType: string, url: string): string {
	const inUrl = /\.([a-z0-9]{2,4})$/i.exec(new URL(url).pathname)?.[1];
	if (inUrl !== undefined) return inUrl.toLowerCase();
	return mimeType.includes('wav') ? 'wav' : 'mp3';
}
