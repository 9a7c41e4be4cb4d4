import { vendorNamed } from '../../../platform/vendors';
import type { Call, Stop, VendorTable } from '../model';

const KEY = 'prosa-key-0123456789abcdef';
const SECRETS = ['first-webhook-secret-0123456789', 'second-webhook-secret-987654321'] as const;

const stops = (says: string, advises: string): Stop => ({ ends: 'stops', says, advises, attempts: 'one' });

const create: Call = { kind: 'create', method: 'POST', path: '^/v2/speech/stt$', status: ['status'] };
const job = (kind: Call['kind'], method = 'GET'): Call => ({
	kind,
	method,
	path: '^/v2/speech/stt/[^/?]+$',
	status: ['status'],
});
const status = (kind: Call['kind']): Call => ({
	kind,
	method: 'GET',
	path: '^/v2/speech/stt/[^/?]+/status$',
	status: ['status'],
});
const list: Call = {
	kind: 'look',
	method: 'GET',
	path: '^/v2/speech/stt\\?',
	status: ['data.0.status'],
};
const models: Call = { kind: 'read', method: 'GET', path: '^/v2/speech/stt/models' };

const ofJob = { jobId: { mode: 'id', value: '={{ $json.jobId }}' } };
const fromUrl = { recordingSource: 'url', url: '={{ $json.url }}' };

/** Prosa.ai: every operation, and the requests it sends. */
export const table: VendorTable = {
	...vendorNamed('prosa'),
	routes:
		/^((GET|POST) \/prosa\/v2\/speech\/stt|GET \/prosa\/v2\/speech\/stt\/(models|[^/]+|[^/]+\/status)|DELETE \/prosa\/v2\/speech\/stt\/[^/]+)$/,
	tooLarge: /3221\.2 MB, but Prosa\.ai accepts requests of at most 10 MB/,
	credential: (origin) => ({
		apiKey: KEY,
		baseUrl: `${origin}/prosa/v2/speech`,
		webhookBaseUrl: '',
		webhookSecret: SECRETS[0],
		previousWebhookSecret: SECRETS[1],
	}),
	secrets: [KEY, ...SECRETS],
	errorBody: (message) => ({ status: 'not_now', message }),
	job: { resource: 'job', operation: 'create', recordingSource: 'binary' },
	timeLimit: 0.02,
	differs: [
		{
			faults: ['status401'],
			outcome: stops(
				'{vendor}: {message} (401{code})',
				'Check the API key in the credential: it must be complete, active and a speech-to-text key.',
			),
			why: 'Prosa.ai has no regions, and its keys for text-to-speech do not work.',
		},
		{
			faults: ['status403'],
			outcome: stops(
				'{vendor}: {message} (403{code})',
				'The key is valid but not allowed to do this. Check its permissions and your plan.',
			),
			why: 'Prosa.ai has no regions.',
		},
		{
			faults: ['status404'],
			outcome: stops(
				'{vendor}: {message} (404{code})',
				'Check the ID. Jobs are only visible to the account that created them, and archived jobs cannot be found.',
			),
			why: 'Prosa.ai has no regions.',
		},
		{
			faults: ['resetAfter', 'resetInBody', 'resetInBodyAlways', 'status500After', 'cut', 'cutAlways'],
			kinds: ['create'],
			outcome: { ends: 'shows', says: "status: 'completed'" },
			why: 'The node finds the job by its mark, and the job has finished in the meantime.',
		},
		{
			faults: ['resetAfter', 'resetInBody', 'status500After', 'cut', 'cutAlways'],
			kinds: ['change'],
			outcome: { ends: 'shows', says: "vendorStatus: 'archived'" },
			why: 'Prosa.ai returns 404 for a job that the first attempt archived; its earlier status is lost with the response.',
		},
	],
	operations: {
		'job:create': [
			{ name: 'from a URL', parameters: fromUrl, calls: [create], makes: 1 },
			{ name: 'from a file', parameters: {}, calls: [create], makes: 1 },
		],
		'job:get': [{ parameters: ofJob, input: 'job', calls: [job('look')] }],
		'job:getStatus': [{ parameters: ofJob, input: 'job', calls: [status('look')] }],
		'job:getMany': [{ parameters: {}, input: 'job', calls: [list] }],
		'job:delete': [{ parameters: ofJob, input: 'job', calls: [job('change', 'DELETE')] }],
		'job:wait': [
			{
				parameters: { ...ofJob, output: 'text' },
				input: 'job',
				calls: [status('poll'), job('poll')],
			},
		],
		'model:getMany': [{ parameters: {}, calls: [models] }],
		'transcript:transcribe': [
			{
				name: 'with a server-side wait',
				parameters: {},
				options: { wait: 'always' },
				calls: [create],
				makes: 1,
			},
			{
				name: 'by polling',
				parameters: {},
				options: { wait: 'never' },
				calls: [create, status('poll'), job('poll')],
				makes: 1,
			},
		],
		'transcript:get': [{ parameters: ofJob, input: 'job', calls: [job('transcript')] }],
		'transcript:getCaptions': [{ parameters: ofJob, input: 'job', calls: [job('transcript')] }],
		'transcript:searchWords': [
			{ parameters: { ...ofJob, terms: 'pagi' }, input: 'job', calls: [job('transcript')] },
		],
		'list:searchJobs': [{ parameters: {}, input: 'job', list: 'searchJobs', calls: [list] }],
		'list:searchModels': [{ parameters: {}, list: 'searchModels', calls: [models] }],
	},
};
