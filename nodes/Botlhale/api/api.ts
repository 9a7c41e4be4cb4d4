import { trimmedText } from '../../shared/core/trimmedText';
import type { VendorClient } from '../../shared/http/client';
import { multipart, type UploadFile, type FormPart } from '../../shared/http/multipart';
import type { RequestBody } from '../../shared/http/types';
import { rememberCreated } from './createdNames';
import { parseShortError } from './errors';
import { firstSuccess, isAboutMissingRecording, isNotFound, mayBeAboutForm } from './fallback';
import { NAMES, stylesFrom, type NamedParameters, type NamingStyle } from './names';
import {
	dataSchema,
	shortSchema,
	slotSchema,
	statusSchema,
	type DataResponse,
	type ShortResponse,
	type SlotResponse,
	type StatusResponse,
} from './schemas';

/**
 * Botlhale AI's speech-to-text API: the only place that knows its paths. Requests use the naming style of the
 * credential, and the other one if that is rejected. Every function throws a VendorError with Botlhale AI's message.
 */

/** A signed form for uploading one recording to the storage; its key is the ID of the job. Costs nothing. */
export async function requestSlot(client: VendorClient, parameters: NamedParameters): Promise<SlotResponse> {
	// The documents use both encodings.
	const ways = [urlencoded, multipartForm].flatMap((encode) =>
		stylesFrom(client.credential.parameterNames).map((style) => async () => {
			const fields = { [NAMES[style].organisation]: organisation(client), ...parameters[style] };
			return await client.json(
				{ method: 'POST', path: '/asr/async/upload', body: encode(fields) },
				slotSchema,
			);
		}),
	);
	const slot = await firstSuccess(ways, mayBeAboutForm);
	rememberCreated(slot.fields.key);
	return slot;
}

/**
 * The status of a recording. A name that Botlhale AI does not know gets a 404, an empty list or the status "running".
 */
export async function getStatus(client: VendorClient, fileName: string): Promise<StatusResponse> {
	return await inEitherStyle(
		client,
		async (style) =>
			await client.json(
				{ method: 'GET', path: '/asr/async/status', query: queryOf(client, fileName, style) },
				statusSchema,
			),
	);
}

/** The result; the path is `data` in the text of the documents and `getdata` in their examples. */
export async function getData(client: VendorClient, fileName: string): Promise<DataResponse> {
	const ways = ['/asr/async/data', '/asr/async/getdata'].map(
		(path) => async () =>
			await inEitherStyle(
				client,
				async (style) =>
					await client.json({ method: 'GET', path, query: queryOf(client, fileName, style) }, dataSchema),
			),
	);
	return await firstSuccess(ways, isNotFound);
}

/**
 * Transcribes a recording of up to a minute in one request. The request is counted, so it is only sent again if
 * Botlhale AI certainly did not process it.
 */
export async function transcribeShort(
	client: VendorClient,
	file: UploadFile,
	parameters: NamedParameters,
): Promise<ShortResponse> {
	const ways = stylesFrom(client.credential.parameterNames).map((style) => async () => {
		const parts: FormPart[] = Object.entries(parameters[style]).map(([name, value]) => ({ name, value }));
		return await client.json(
			{
				method: 'POST',
				path: '/asr',
				body: multipart([...parts, { name: NAMES[style].recording, file }]),
				retry: 'onlyIfNotProcessed',
				parseError: parseShortError,
			},
			shortSchema,
		);
	});
	return await firstSuccess(ways, isAboutMissingRecording);
}

export function organisation(client: VendorClient): string {
	return trimmedText(client.credential.orgId);
}

async function inEitherStyle<T>(client: VendorClient, send: (style: NamingStyle) => Promise<T>): Promise<T> {
	const styles = stylesFrom(client.credential.parameterNames);
	return await firstSuccess(
		styles.map((style) => async () => await send(style)),
		mayBeAboutForm,
	);
}

function queryOf(client: VendorClient, fileName: string, style: NamingStyle) {
	const names = NAMES[style];
	return { [names.organisation]: organisation(client), [names.fileName]: fileName };
}

function urlencoded(fields: Record<string, string>): RequestBody {
	return {
		create: async () => await Promise.resolve(new URLSearchParams(fields).toString()),
		headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
	};
}

function multipartForm(fields: Record<string, string>): RequestBody {
	return multipart(Object.entries(fields).map(([name, value]) => ({ name, value })));
}
