import type { IDataObject } from 'n8n-workflow';

import { path } from '../../shared/core/path';
import { parseUrl } from '../../shared/core/webAddress';
import type { ExpectedText, VendorClient } from '../../shared/http/client';
import { fileBody } from '../../shared/http/fileBody';
import type { UploadFile } from '../../shared/http/multipart';
import type { Readiness } from '../../shared/jobs/polling';
import {
	listSchema,
	paragraphsSchema,
	redactedAudioSchema,
	sentencesSchema,
	transcriptSchema,
	uploadSchema,
	wordSearchSchema,
	type AssemblyAiListItem,
	type AssemblyAiTranscript,
} from './schemas';

/**
 * AssemblyAI's pre-recorded API v2: the only file that knows its paths. Every function throws a VendorError with the
 * message of AssemblyAI.
 */

const TRANSCRIPTS = '/v2/transcript';

/** AssemblyAI returns at most this many jobs per page. */
export const LARGEST_PAGE = 200;

/** Uploads the file unmodified; returns the URL for `audio_url`. */
export async function uploadFile(client: VendorClient, file: UploadFile): Promise<string> {
	const request = { method: 'POST', path: '/v2/upload', body: fileBody(file) } as const;
	const response = await client.json(request, uploadSchema);
	return response.upload_url;
}

export async function createTranscript(
	client: VendorClient,
	body: IDataObject,
): Promise<AssemblyAiTranscript> {
	return await client.json(
		{ method: 'POST', path: TRANSCRIPTS, json: body, retry: 'onlyIfNotProcessed' },
		transcriptSchema,
	);
}

export async function getTranscript(client: VendorClient, id: string): Promise<AssemblyAiTranscript> {
	return await client.json({ method: 'GET', path: TRANSCRIPTS + path(id) }, transcriptSchema);
}

export async function deleteTranscript(client: VendorClient, id: string): Promise<AssemblyAiTranscript> {
	return await client.json({ method: 'DELETE', path: TRANSCRIPTS + path(id) }, transcriptSchema);
}

/** One page of jobs, newest first, and the query of the next, older page. */
export async function listTranscripts(
	client: VendorClient,
	query: IDataObject,
): Promise<{ items: AssemblyAiListItem[]; older: IDataObject | undefined }> {
	const response = await client.json({ method: 'GET', path: TRANSCRIPTS, query }, listSchema);
	return { items: response.transcripts, older: olderQuery(query, response.page_details.prev_url) };
}

/**
 * `prev_url` leads to older jobs. Only its `before_id` is used, with the filters of the first request, so that the key
 * is never sent to a host that a response names.
 */
function olderQuery(query: IDataObject, prevUrl: string | null | undefined): IDataObject | undefined {
	const beforeId =
		parseUrl(prevUrl ?? '', 'https://assemblyai.invalid')?.searchParams.get('before_id') ?? null;
	return beforeId === null || beforeId === query.before_id ? undefined : { ...query, before_id: beforeId };
}

/** The SRT file of a recording without speech is empty. */
const CAPTION_FORMS: Record<'srt' | 'vtt', ExpectedText> = {
	srt: { name: 'captions', pattern: /^\uFEFF?\s*(\d+\s*\r?\n|$)/ },
	vtt: { name: 'captions', pattern: /^\uFEFF?WEBVTT/ },
};

/** The SRT or WebVTT file of AssemblyAI. */
export async function exportCaptions(
	client: VendorClient,
	id: string,
	format: 'srt' | 'vtt',
	charsPerCaption: number | undefined,
): Promise<string> {
	const request = {
		method: 'GET',
		path: TRANSCRIPTS + path(id, format),
		...(charsPerCaption === undefined ? {} : { query: { chars_per_caption: charsPerCaption } }),
	} as const;
	return (await client.text(request, CAPTION_FORMS[format])).text;
}

export async function getSentences(client: VendorClient, id: string) {
	return await client.json({ method: 'GET', path: TRANSCRIPTS + path(id, 'sentences') }, sentencesSchema);
}

export async function getParagraphs(client: VendorClient, id: string) {
	return await client.json({ method: 'GET', path: TRANSCRIPTS + path(id, 'paragraphs') }, paragraphsSchema);
}

/** AssemblyAI's own search. Commas separate the terms, so a term must not contain one. */
export async function searchWords(client: VendorClient, id: string, terms: readonly string[]) {
	return await client.json(
		{ method: 'GET', path: TRANSCRIPTS + path(id, 'word-search'), query: { words: terms.join(',') } },
		wordSearchSchema,
	);
}

/** The status of redacted audio that can be downloaded. */
export const REDACTED_AUDIO_READY = 'redacted_audio_ready';

/** Link to the redacted audio. It is not ready while AssemblyAI creates it (202, whose body is not documented). */
export async function getRedactedAudio(client: VendorClient, id: string): Promise<Readiness<string>> {
	const response = await client.jsonWhenReady(
		{ method: 'GET', path: TRANSCRIPTS + path(id, 'redacted-audio') },
		redactedAudioSchema,
	);
	const url = response?.redacted_audio_url ?? undefined;
	return response?.status === REDACTED_AUDIO_READY && url !== undefined
		? { ready: url }
		: { vendorStatus: response?.status };
}
