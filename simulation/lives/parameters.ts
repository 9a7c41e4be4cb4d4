import type { INodeParameters } from 'n8n-workflow';

import type { VendorName } from '../vendors/model';

export type Operation = 'transcribe' | 'create' | 'createAlignment' | 'transcribeShort' | 'upload' | 'wait';

/**
 * Parameters that result in a different job for the same recording, in the form of the vendor; see `JobRecord.version`.
 */
export const VERSIONS: Record<VendorName, readonly [string, string, string]> = {
	assemblyAi: ['en', 'fr', 'de'],
	botlhale: ['zu-ZA', 'xh-ZA', 'st-ZA'],
	prosa: ['1', '2', '3'],
	speechmatics: ['en', 'fr', 'de'],
};

/** The "Options" in which lives differ. */
export interface NodeOptions {
	timeLimitMinutes: number;
	requestTimeoutSeconds: number;
	retries: number;
	concurrency: number;
	onFailedJob: 'output' | 'stop';
	newJobOnRetry: boolean;
	/** Speechmatics and Prosa.ai: "Reuse Existing Job". */
	reuseExistingJob: boolean;
	/** Prosa.ai: "Server-Side Wait". */
	serverWait: 'auto' | 'never';
	output: 'transcript' | 'text';
}

const RESOURCE: Record<Operation, string> = {
	transcribe: 'transcript',
	transcribeShort: 'transcript',
	create: 'job',
	createAlignment: 'job',
	wait: 'job',
	upload: 'file',
};

/** The parameters of an action node, as a user sets them. */
export function parametersFor(
	vendor: VendorName,
	operation: Operation,
	options: NodeOptions,
	version: string,
	more: INodeParameters = {},
): INodeParameters {
	const { timeLimitMinutes, requestTimeoutSeconds, retries, concurrency, onFailedJob } = options;
	const waits = operation === 'transcribe' || operation === 'wait';
	return {
		resource: RESOURCE[operation],
		operation,
		...(vendor === 'botlhale' || operation === 'upload' || operation === 'wait'
			? {}
			: { recordingSource: '={{ $json.source }}', url: '={{ $json.url }}' }),
		...(operation === 'createAlignment' ? { textSource: 'text', text: 'This is spoken' } : {}),
		...(operation === 'transcribe' || operation === 'transcribeShort' ? { output: options.output } : {}),
		options: {
			requestTimeout: requestTimeoutSeconds,
			retries,
			concurrency,
			...(waits ? { timeLimit: timeLimitMinutes, onFailedJob } : {}),
			...(options.newJobOnRetry ? { newJobOnRetry: true } : {}),
			...(options.reuseExistingJob && operation === 'transcribe' ? { reuseExistingJob: true } : {}),
			...(vendor === 'prosa' && operation === 'transcribe' ? { wait: options.serverWait } : {}),
			...(operation === 'wait' || operation === 'upload' ? {} : versionOption(vendor, operation, version)),
		},
		...more,
	};
}

function versionOption(vendor: VendorName, operation: Operation, version: string): INodeParameters {
	switch (vendor) {
		case 'assemblyAi':
		case 'botlhale':
			return { additionalParameters: JSON.stringify({ language_code: version }) };
		case 'prosa':
			return { additionalParameters: JSON.stringify({ config: { speaker_count: Number(version) } }) };
		case 'speechmatics': {
			const config = operation === 'createAlignment' ? 'alignment_config' : 'transcription_config';
			return { jobConfig: JSON.stringify({ [config]: { language: version } }) };
		}
	}
}
