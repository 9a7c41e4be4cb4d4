import type { INodeParameters } from 'n8n-workflow';

import { vendorNamed } from '../../../platform/vendors';
import { KEYED, type Call, type Stop, type VendorTable } from '../model';
import { timeIsUp } from '../outcomes';

const KEY = 'assemblyai-key-0123456789abcdef';
const SECRETS = ['first-webhook-secret-0123456789', 'second-webhook-secret-987654321'] as const;

const TRANSCRIPT = '^/v2/transcript/[^/?]+$';

const upload: Call = { kind: 'upload', method: 'POST', path: '^/v2/upload$' };
const create: Call = { kind: 'create', method: 'POST', path: '^/v2/transcript$', status: ['status'] };
const unmarkedCreate: Call = { ...create, kind: 'unmarkedCreate' };
const get = (kind: Call['kind']): Call => ({
	kind,
	method: 'GET',
	path: TRANSCRIPT,
	status: ['status'],
});
const part = (kind: Call['kind'], name: string): Call => ({
	kind,
	method: 'GET',
	path: `^/v2/transcript/[^/]+/${name}`,
});
const list: Call = {
	kind: 'look',
	method: 'GET',
	path: '^/v2/transcript\\?',
	status: ['transcripts.0.status'],
};

const ofJob = { jobId: { mode: 'id', value: '={{ $json.jobId }}' } };
const inFile = { recordingSource: 'binary' };
const redacted: INodeParameters = {
	additionalFields: { redact_pii: true, redact_pii_policies: ['person_name'], redact_pii_audio: true },
};

const forbidden: Stop = {
	ends: 'stops',
	says: '{vendor}: {message} (403{code})',
	advises:
		'The key lacks permission, or there were too many requests: AssemblyAI uses the same status for both.',
	attempts: 'all',
};

/** AssemblyAI: every operation, and the requests it sends. */
export const table: VendorTable = {
	...vendorNamed('assemblyai'),
	routes:
		/^(POST \/assemblyai\/(v2\/upload|transcribe|v1\/understanding)|(GET|POST) \/assemblyai\/v2\/transcript|(GET|DELETE) \/assemblyai\/v2\/transcript\/[^/]+|GET \/assemblyai\/v2\/transcript\/[^/]+\/(sentences|paragraphs|word-search|redacted-audio|srt|vtt))$/,
	tooLarge: /3\.22 GB, but AssemblyAI accepts at most 2\.2 GB/,
	credential: (origin) => ({
		apiKey: KEY,
		region: 'custom',
		baseUrl: `${origin}/assemblyai`,
		webhookSecret: SECRETS[0],
		previousWebhookSecret: SECRETS[1],
	}),
	secrets: [KEY, ...SECRETS],
	errorBody: (error) => ({ error }),
	// Short audio must be a WAV file.
	recording: 'dialogue-en.wav',
	job: { resource: 'job', operation: 'create', recordingSource: 'url', url: '={{ $json.url }}' },
	random: /(?<=upload\/)[\w-]+|(?<=Signature=)[^&"]+|(?<=token=)[^&"]+|(?<=Expires=)\d+/g,
	differs: [
		{
			faults: ['status403'],
			kinds: ['poll'],
			outcome: timeIsUp,
			why: 'AssemblyAI may return 403 for too many requests.',
		},
		{
			faults: ['status403'],
			kinds: ['awaited'],
			outcome: { ...forbidden, attempts: 'untilTimeLimit' },
			why: 'AssemblyAI may return 403 for too many requests.',
		},
		{
			faults: ['status403'],
			kinds: KEYED,
			outcome: forbidden,
			why: 'AssemblyAI may return 403 for too many requests.',
		},
	],
	operations: {
		'file:upload': [{ parameters: {}, calls: [upload] }],
		'job:create': [
			{
				name: 'from a URL',
				parameters: { recordingSource: 'url', url: '={{ $json.url }}' },
				calls: [unmarkedCreate],
				makes: 1,
			},
			{
				name: 'from a file',
				parameters: inFile,
				calls: [upload, create],
				makes: 1,
			},
		],
		'job:get': [{ parameters: ofJob, input: 'job', calls: [get('look')] }],
		'job:getMany': [{ parameters: {}, input: 'job', calls: [list] }],
		'job:delete': [
			{
				parameters: ofJob,
				input: 'job',
				calls: [{ kind: 'change', method: 'DELETE', path: TRANSCRIPT, status: ['status'] }],
			},
		],
		'job:wait': [{ parameters: { ...ofJob, output: 'text' }, input: 'job', calls: [get('poll')] }],
		'transcript:transcribe': [
			{
				parameters: { ...inFile, output: 'transcript' },
				calls: [upload, create, get('poll')],
				makes: 1,
			},
		],
		'transcript:transcribeShort': [
			{ parameters: {}, calls: [{ kind: 'joblessCreate', method: 'POST', path: '^/transcribe$' }] },
		],
		'transcript:get': [{ parameters: ofJob, input: 'job', calls: [get('transcript')] }],
		'transcript:getCaptions': [
			{ name: 'of this package', parameters: ofJob, input: 'job', calls: [get('transcript')] },
			{
				name: 'of the vendor',
				parameters: { ...ofJob, format: 'vtt' },
				options: { captionMaker: 'vendor' },
				input: 'job',
				calls: [part('text', 'vtt')],
			},
		],
		'transcript:getSentences': [{ parameters: ofJob, input: 'job', calls: [part('read', 'sentences')] }],
		'transcript:getParagraphs': [{ parameters: ofJob, input: 'job', calls: [part('read', 'paragraphs')] }],
		'transcript:getRedactedAudio': [
			{
				parameters: ofJob,
				input: 'job',
				job: redacted,
				calls: [
					part('awaited', 'redacted-audio'),
					{ kind: 'file', method: 'GET', path: '^/redacted-audio/' },
				],
			},
		],
		'transcript:searchWords': [
			{
				name: 'of this package',
				parameters: { ...ofJob, terms: 'Friday' },
				input: 'job',
				calls: [get('transcript')],
			},
			{
				name: 'of the vendor',
				parameters: { ...ofJob, terms: 'Friday' },
				options: { searchMaker: 'vendor' },
				input: 'job',
				calls: [part('read', 'word-search')],
			},
		],
		'transcript:understand': [
			{
				parameters: { ...ofJob, tasks: { target_languages: ['es'] } },
				input: 'job',
				calls: [{ kind: 'joblessCreate', method: 'POST', path: '^/v1/understanding$' }],
			},
		],
		'list:searchJobs': [{ parameters: {}, input: 'job', list: 'searchJobs', calls: [list] }],
	},
};
