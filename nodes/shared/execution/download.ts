import { NodeApiError, type IBinaryData } from 'n8n-workflow';

import { isSafeLink } from '../http/baseUrl';
import type { StreamedResponse, VendorClient } from '../http/client';
import { isTransient } from '../http/failure';
import { destroyStream, isAsyncIterable, withIdleTimeout } from '../http/responseBody';
import type { ItemContext } from './runItems';

type BinaryContent = Parameters<ItemContext['context']['helpers']['prepareBinaryData']>[0];

/** Permanent errors of a link, e.g. because it has expired: a new link is required. */
const LINK_ERRORS = Array.from({ length: 100 }, (_each, index) => 400 + index).filter(
	(status) => !isTransient({ kind: 'status', status }),
);

/** Content types of web pages and error messages, as opposed to recordings. */
const NOT_A_RECORDING = /^text\/|^application\/(json|xml|xhtml|problem)|[+](json|xml)$/i;

type Download = { kind: 'file'; file: IBinaryData } | { kind: 'none'; reason: string };

/**
 * Downloads a recording from a link that a vendor has signed, as a stream. The request is sent without the API key,
 * because the link leads to another host and contains its own authorization.
 * @throws NodeApiError that does not contain the link, because anyone who has it can download the recording
 */
export async function fetchLinkedFile(
	call: ItemContext,
	client: VendorClient,
	url: string,
	baseName: string,
): Promise<IBinaryData> {
	if (!isSafeLink(url, client.baseUrl)) {
		throw failed(call, client, 'its link does not start with https://, or leads into a private network');
	}
	const request = {
		method: 'GET',
		path: '(signed link)',
		signedUrl: url,
		accept: LINK_ERRORS,
	} as const;
	const download = await client.stream(
		request,
		async (response) => await save(call, response, url, baseName),
	);
	if (download.kind === 'none') throw failed(call, client, download.reason);
	return download.file;
}

async function save(
	call: ItemContext,
	response: StreamedResponse,
	url: string,
	baseName: string,
): Promise<Download> {
	const { status, headers, body } = response;
	const mimeType = mimeTypeOf(headers['content-type']);
	if (status !== 200) return none(body, `HTTP status ${status}`);
	if (NOT_A_RECORDING.test(mimeType))
		return none(body, `the link leads to ${mimeType} instead of a recording`);
	const fileName = `${baseName}.${extensionOf(mimeType, url)}`;
	const content = withIdleTimeout(body);
	if (!isContent(content)) return none(body, 'the response contains no file');
	return { kind: 'file', file: await call.context.helpers.prepareBinaryData(content, fileName, mimeType) };
}

function none(body: unknown, reason: string): Download {
	destroyStream(body);
	return { kind: 'none', reason };
}

function failed({ context, itemIndex }: ItemContext, client: VendorClient, reason: string): NodeApiError {
	const message = `${client.vendor.displayName}: the file could not be downloaded: ${reason}`;
	return new NodeApiError(
		context.getNode(),
		{ message },
		{
			message,
			description: 'Links are only valid for a short time. Run the node again to get a new one.',
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
