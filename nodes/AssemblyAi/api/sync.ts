import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { hostOf } from '../../../credentials/AssemblyAiTranscriptionApi.credentials';
import { parseJson, type JsonObject } from '../../shared/core/json';
import { toItemData } from '../../shared/execution/toItemData';
import type { VendorClient } from '../../shared/http/client';
import { multipart, type UploadFile } from '../../shared/http/multipart';
import type { VendorHttp, VendorMessage } from '../../shared/http/types';
import { assemblyAiHttp } from './http';
import { syncSchema } from './schemas';

/** AssemblyAI's Sync API, docs pages "Sync STT": one request for a recording of up to two minutes. */

/** The only model of the Sync API, in a header that every request needs. */
const MODEL = 'universal-3-5-pro';

/** Names of the parts of the form. */
const PARTS = { config: 'config', audio: 'audio' } as const;

const HOSTS = { us: 'https://sync.assemblyai.com', eu: 'https://sync.eu.assemblyai.com' };

/** How to reach the Sync API: hosts of its own, and other forms of errors. */
export const syncHttp = {
	...assemblyAiHttp,
	baseUrl: (credential) => hostOf(credential, HOSTS),
	parseError,
	outcomeUnknownHint:
		'The recording may have been transcribed and charged for anyway. AssemblyAI does not store results of short audio.',
} satisfies VendorHttp;

/**
 * Transcribes a recording. AssemblyAI charges for it, so the request is not repeated blindly.
 * @param config of the request; empty sends none
 * @throws VendorError
 */
export async function transcribeShort(
	client: VendorClient,
	file: UploadFile,
	config: IDataObject,
): Promise<JsonObject> {
	const response = await client.json(
		{
			method: 'POST',
			path: '/transcribe',
			headers: { 'X-AAI-Model': MODEL },
			body: multipart([
				{ name: PARTS.config, value: JSON.stringify(config) },
				{ name: PARTS.audio, file },
			]),
			retry: 'onlyIfNotProcessed',
		},
		syncSchema,
	);
	return toItemData(response);
}

/** `{ error_code, message }`, `{ detail }` (key and rate limit) or a problem document, `{ status, title, detail }`. */
const errorBody = z.lazy(() =>
	z.looseObject({
		error_code: z.string().optional(),
		message: z.string().optional(),
		title: z.string().optional(),
		detail: z.string().optional(),
	}),
);

const FORMAT_HINT =
	'AssemblyAI accepts 16-bit WAV files and raw PCM for short audio. For other formats, use Transcript: Transcribe.';

const HINTS: ReadonlyArray<[RegExp, string]> = [
	[/invalid api key/i, 'Check the API key in the credential.'],
	[
		/too_large|exceeds limit|too long/i,
		'For recordings longer than 120 seconds or larger than 40 MB, use Transcript: Transcribe.',
	],
	[/too_short/i, 'The recording must be at least 80 milliseconds long.'],
	[/unsupported_media_type|unsupported|bad_audio|bad audio|wav/i, FORMAT_HINT],
];

/** Codes of a 503 for a request that was not processed. */
const NOT_PROCESSED = new Set(['capacity_exceeded', 'service_unavailable']);

function parseError(status: number, body: string): VendorMessage {
	const parsed = errorBody.safeParse(parseJson(body)).data;
	if (parsed === undefined) return assemblyAiHttp.parseError(status, body);
	const { error_code: code, message = parsed.detail ?? parsed.title } = parsed;
	if (message === undefined) return assemblyAiHttp.parseError(status, body);
	const hint =
		HINTS.find(([pattern]) => pattern.test(`${code ?? ''} ${message}`))?.[1] ??
		(status === 415 ? FORMAT_HINT : undefined);
	return {
		message,
		...(code === undefined ? {} : { code }),
		...(hint === undefined ? {} : { hint }),
		...(code !== undefined && NOT_PROCESSED.has(code) ? { rateLimited: true } : {}),
	};
}
