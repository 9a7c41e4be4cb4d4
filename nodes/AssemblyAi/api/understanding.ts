import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { hostOf } from '../../../credentials/AssemblyAiTranscriptionApi.credentials';
import { parseJson } from '../../shared/core/json';
import type { VendorClient } from '../../shared/http/client';
import type { VendorHttp, VendorMessage } from '../../shared/http/types';
import { assemblyAiHttp } from './http';
import { understandingResponseSchema, type UnderstandingResponse } from './schemas';

/** AssemblyAI's LLM gateway, docs pages "Speech Understanding": tasks for the transcript of a completed job. */

const HOSTS = {
	us: 'https://llm-gateway.assemblyai.com',
	eu: 'https://llm-gateway.eu.assemblyai.com',
};

/** How to reach the gateway: hosts of its own, and errors of the form `{ request_id, message, code }`. */
export const understandingHttp = {
	...assemblyAiHttp,
	baseUrl: (credential) => hostOf(credential, HOSTS),
	parseError,
	outcomeUnknownHint:
		'The request may have been processed and charged for anyway. AssemblyAI does not store its result.',
} satisfies VendorHttp;

/**
 * Applies tasks to the transcript of a completed job. AssemblyAI charges for it, so the request is not repeated blindly.
 * @throws VendorError
 */
export async function understand(
	client: VendorClient,
	jobId: string,
	tasks: IDataObject,
): Promise<UnderstandingResponse> {
	return await client.json(
		{
			method: 'POST',
			path: '/v1/understanding',
			json: { transcript_id: jobId, speech_understanding: { request: tasks } },
			retry: 'onlyIfNotProcessed',
		},
		understandingResponseSchema,
	);
}

const errorBody = z.looseObject({ message: z.string() });

const HINTS: ReadonlyArray<[RegExp, string]> = [
	[
		/transcript not found/i,
		'Check the ID and the region in the credential. Jobs are only visible to the account and region that created them, until they are deleted.',
	],
	[/not completed/i, 'Wait for the job first with Job: Wait for Completion.'],
	[
		/speaker_labels or multichannel required/i,
		'Speakers can only be identified if "Speakers" separates them in the operation that creates the job.',
	],
	[/too many requests/i, 'Run fewer items at once, or try again in a minute.'],
];

function parseError(status: number, body: string): VendorMessage {
	const { message } = errorBody.safeParse(parseJson(body)).data ?? {};
	if (message === undefined) return assemblyAiHttp.parseError(status, body);
	const hint = HINTS.find(([pattern]) => pattern.test(message))?.[1];
	return hint === undefined ? { message } : { message, hint };
}
