import type { INodeProperties } from 'n8n-workflow';

import type { ItemOperation } from '../execution/operation';
import { optionsField } from '../execution/requestOptions';
import type { ItemContext } from '../execution/runItems';
import { jobSchema } from '../jobs/model';
import {
	submitOnce,
	transcribeOnce,
	unconvertedResult,
	type TranscriptionRequest,
} from '../jobs/synchronous';
import { transcriptOfResult } from '../jobs/transcriptOfJob';
import type { SynchronousVendor } from '../jobs/vendor';
import { named } from '../transcript/response';
import { transcriptWithoutWordsSchema } from '../transcript/withoutWords';
import { readResultCallback, resultCallbackField, sendSecretOption } from '../webhook/resultCallback';
import { costNotice } from './costNotice';
import { clientFor, createdItem } from './getJob';
import { outputItem, readOutput } from './getTranscript';
import { readResponseTimeout, responseTimeoutOption, simplifyField } from './jobFields';
import { outputOptions, withOutput } from './output';
import { recordingOfJob } from './recordingName';

/** The fields of a request that transcribes a recording. */
export interface TranscriptionFields {
	recording: readonly INodeProperties[];
	parameters: readonly INodeProperties[];
	options?: readonly INodeProperties[];
}

/** Reads a request from the fields of an item. @throws NodeOperationError */
export type ReadRequest = (call: ItemContext) => TranscriptionRequest | Promise<TranscriptionRequest>;

/** Transcript: Transcribe, for a vendor that returns the transcript in the response. */
export function transcribeNowOperation(
	vendor: SynchronousVendor,
	{ recording, parameters, options = [] }: TranscriptionFields,
	read: ReadRequest,
): ItemOperation {
	return {
		name: 'Transcribe',
		value: 'transcribe',
		description: 'Send a recording and wait for the response, which contains the transcript',
		action: 'Transcribe a recording',
		properties: [
			notice(vendor),
			...recording,
			...withOutput(parameters),
			optionsField([...outputOptions(), responseTimeoutOption, ...options]),
		],
		output: transcriptWithoutWordsSchema,
		execute: async (call) => {
			const output = readOutput(call);
			const settings = { ...call.settings, timeoutMs: readResponseTimeout(call) };
			const request = await read(call);
			const client = await clientFor(vendor, { ...call, settings });
			const received = await transcribeOnce(vendor, call, client, request);
			const result = await transcriptOfResult(output, received.readTranscript);
			if ('response' in result) {
				return [await outputItem(call, named(result.response, recordingOfJob(call)), output)];
			}
			return [{ json: unconvertedResult(received, result.reason) }];
		},
	};
}

/** Transcript: Transcribe in Background, whose result the vendor sends to a callback URL. */
export function transcribeInBackgroundOperation(
	vendor: SynchronousVendor,
	{ recording, parameters, options = [] }: TranscriptionFields,
	read: ReadRequest,
): ItemOperation {
	const { displayName } = vendor.http;
	return {
		name: 'Transcribe in Background',
		value: 'transcribeInBackground',
		description: `Send a recording and continue immediately. ${displayName} sends the transcript to a callback URL.`,
		action: 'Transcribe a recording in background',
		properties: [
			notice(vendor),
			...recording,
			resultCallbackField(displayName),
			...parameters,
			optionsField([sendSecretOption(displayName), simplifyField, ...options]),
		],
		output: jobSchema,
		execute: async (call) => {
			const request = await read(call);
			const client = await clientFor(vendor, call);
			const callbackUrl = await readResultCallback(call, client);
			return [createdItem(call, await submitOnce(vendor, call, client, request, callbackUrl))];
		},
	};
}

function notice({ http }: SynchronousVendor): INodeProperties {
	return costNotice(http.displayName, 'sends a request that');
}
