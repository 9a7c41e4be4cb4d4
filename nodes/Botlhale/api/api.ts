import { trimmedText } from '../../shared/core/trimmedText';
import type { VendorClient } from '../../shared/http/client';
import { asError, httpStatusOf } from '../../shared/http/explainedError';
import { multipart, type FormPart, type UploadFile } from '../../shared/http/multipart';
import type { RequestBody } from '../../shared/http/types';
import { NAMES, type NamingStyle, type NamedParameters } from './names';
import {
	dataSchema,
	shortSchema,
	slotSchema,
	statusSchema,
	type DataAnswer,
	type ShortAnswer,
	type SlotAnswer,
	type StatusAnswer,
} from './schemas';

/**
 * Botlhale AI's speech-to-text API: the only place that knows its paths and the names of its parameters.
 * Every function throws a NodeApiError with Botlhale AI's own words.
 */

/** A place to upload one recording to; its key is the ID of the job. */
export async function requestSlot(client: VendorClient, parameters: NamedParameters): Promise<SlotAnswer> {
	return await withFallbackNames(
		client,
		async (style) =>
			await client.json(
				{
					method: 'POST',
					path: '/asr/async/upload',
					body: form({ [NAMES[style].organisation]: organisation(client), ...parameters[style] }),
				},
				slotSchema,
			),
	);
}

/**
 * How far a job is; a name that Botlhale AI does not know is a 404, an empty list or «running». Where the key of the
 * storage is not known, its part after the slash is asked about.
 */
export async function getStatus(client: VendorClient, jobId: string): Promise<StatusAnswer> {
	const ask = async (fileName: string) =>
		await withFallbackNames(
			client,
			async (style) =>
				await client.json(
					{ method: 'GET', path: '/asr/async/status', query: queryOf(client, fileName, style) },
					statusSchema,
				),
		);
	const [whole] = await Promise.allSettled([ask(jobId)]);
	const last = afterSlash(jobId);
	const isUnknown =
		whole.status === 'fulfilled' ? whole.value.data?.length === 0 : httpStatusOf(whole.reason) === 404;
	if (isUnknown && last !== undefined) {
		const [other] = await Promise.allSettled([ask(last)]);
		if (other.status === 'fulfilled') return other.value;
	}
	if (whole.status === 'fulfilled') return whole.value;
	throw asError(whole.reason);
}

/** The result; the path is `data` in the text of the documents and `getdata` in their examples. */
export async function getData(client: VendorClient, jobId: string): Promise<DataAnswer> {
	const ask = async (path: string, fileName: string) =>
		await withFallbackNames(
			client,
			async (style) =>
				await client.json({ method: 'GET', path, query: queryOf(client, fileName, style) }, dataSchema),
		);
	const byFile = async (fileName: string) =>
		await withFallback(404, [
			async () => await ask('/asr/async/data', fileName),
			async () => await ask('/asr/async/getdata', fileName),
		]);
	const last = afterSlash(jobId);
	if (last === undefined) return await byFile(jobId);
	return await withFallback(404, [async () => await byFile(jobId), async () => await byFile(last)]);
}

/** The documents give the name of a file with and without the organisation in front. */
function afterSlash(jobId: string): string | undefined {
	return /^[^/]+\/(.+)$/.exec(jobId)?.[1];
}

/**
 * Transcribes a recording of up to a minute in one call. It is counted, so it is sent a second time by itself only
 * by the other names, where it was refused (400).
 */
export async function transcribeShort(
	client: VendorClient,
	file: UploadFile,
	parameters: NamedParameters,
): Promise<ShortAnswer> {
	return await withFallbackNames(client, async (style) => {
		const parts: FormPart[] = Object.entries(parameters[style]).map(([name, value]) => ({ name, value }));
		return await client.json(
			{
				method: 'POST',
				path: '/asr',
				body: multipart([...parts, { name: NAMES[style].recording, file }]),
				retry: 'onlyIfNotProcessed',
			},
			shortSchema,
		);
	});
}

export function organisation(client: VendorClient): string {
	return trimmedText(client.credential.orgId);
}

function queryOf(client: VendorClient, fileName: string, style: NamingStyle) {
	const names = NAMES[style];
	return { [names.organisation]: organisation(client), [names.fileName]: fileName };
}

function form(fields: Record<string, string>): RequestBody {
	return {
		create: async () => await Promise.resolve(new URLSearchParams(fields).toString()),
		headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
	};
}

/** By the names that the credential says, and by the others where these are not understood (400). */
async function withFallbackNames<T>(
	client: VendorClient,
	ask: (style: NamingStyle) => Promise<T>,
): Promise<T> {
	const [first, second] =
		client.credential.parameterNames === 'old' ? (['old', 'snake'] as const) : (['snake', 'old'] as const);
	return await withFallback(400, [async () => await ask(first), async () => await ask(second)]);
}

/** The second way where the first ends in this status; if both do, the first error counts. */
async function withFallback<T>(
	status: number,
	[first, second]: readonly [() => Promise<T>, () => Promise<T>],
): Promise<T> {
	const [attempt] = await Promise.allSettled([first()]);
	if (attempt.status === 'fulfilled') return attempt.value;
	if (httpStatusOf(attempt.reason) === status) {
		const [other] = await Promise.allSettled([second()]);
		if (other.status === 'fulfilled') return other.value;
		if (httpStatusOf(other.reason) !== status) throw asError(other.reason);
	}
	throw asError(attempt.reason);
}
