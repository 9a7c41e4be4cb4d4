import { vendorNamed } from '../../../platform/vendors';
import { KEYED, type Call, type Outcome, type VendorTable } from '../model';

const KEY = 'speechmatics-key-0123456789abcdef';
const SECRETS = ['first-webhook-secret-0123456789', 'second-webhook-secret-987654321'] as const;

const create: Call = { kind: 'create', method: 'POST', path: '^/v2/jobs(\\?|$)' };
const job = (kind: Call['kind'], method: string): Call => ({
	kind,
	method,
	path: '^/v2/jobs/[^/?]+(\\?|$)',
	status: ['job.status'],
});
const transcript = (kind: Call['kind'], format: string): Call => ({
	kind,
	method: 'GET',
	path: `^/v2/jobs/[^/?]+/transcript\\?format=${format}`,
});
const list: Call = { kind: 'look', method: 'GET', path: '^/v2/jobs\\?', status: ['jobs.0.status'] };
const json = transcript('transcript', 'json-v2');
const awaited = transcript('awaited', 'json-v2');

const ofJob = { jobId: { mode: 'id', value: '={{ $json.jobId }}' } };
const fromUrl = { recordingSource: 'url', url: '={{ $json.url }}' };

const refusedKey: Outcome = {
	ends: 'stops',
	says: '{vendor}: the API key is not valid in this region: {message} (401{code})',
	advises:
		'Check the key and the region in the credential. Keys only work in the region they were created in',
	attempts: 'one',
};

/** Speechmatics: every operation, and the requests it sends. */
export const table: VendorTable = {
	...vendorNamed('speechmatics'),
	routes:
		/^((GET|POST) \/speechmatics\/v2\/jobs|(GET|DELETE) \/speechmatics\/v2\/jobs\/[^/]+|GET \/speechmatics\/v2\/jobs\/[^/]+\/(transcript|alignment)|GET \/speechmatics\/v2\/usage)$/,
	tooLarge: /3\.22 GB; Speechmatics accepts uploads of less than 1 GB/,
	credential: (origin) => ({
		apiKey: KEY,
		region: 'custom',
		baseUrl: `${origin}/speechmatics`,
		webhookSecret: SECRETS[0],
		previousWebhookSecret: SECRETS[1],
	}),
	secrets: [KEY, ...SECRETS],
	errorBody: (error) => ({ code: 400, error }),
	job: { resource: 'job', operation: 'create', ...fromUrl },
	random: /(?<=jobId: '|id: '|value: ')[a-z0-9]{10}(?=')|(?<=Job |fileName: ')[a-z0-9]{10}\b/g,
	differs: [
		{
			faults: ['status401'],
			kinds: KEYED,
			outcome: refusedKey,
			why: 'Speechmatics also returns 401 for a valid key of another region.',
		},
		{
			faults: ['resetAfter', 'resetInBody', 'resetInBodyAlways', 'status500After', 'cut', 'cutAlways'],
			kinds: ['create'],
			outcome: { ends: 'shows', says: "status: 'completed'" },
			why: 'The node finds the job by its mark, and the job has finished in the meantime.',
		},
	],
	operations: {
		'job:create': [
			{ name: 'from a URL', parameters: fromUrl, calls: [create], makes: 1 },
			{ name: 'from a file', parameters: {}, calls: [create], makes: 1 },
			{
				name: 'with a reference',
				parameters: { additionalFields: { reference: 'call-4711' } },
				calls: [create],
				makes: 1,
			},
		],
		'job:createAlignment': [
			{ parameters: { textSource: 'text', text: 'Selamat pagi' }, calls: [create], makes: 1 },
		],
		'job:get': [{ parameters: ofJob, input: 'job', calls: [job('look', 'GET')] }],
		'job:getMany': [{ parameters: {}, input: 'job', calls: [list] }],
		'job:delete': [{ parameters: ofJob, input: 'job', calls: [job('change', 'DELETE')] }],
		'job:wait': [
			{ parameters: { ...ofJob, output: 'text' }, input: 'job', calls: [job('poll', 'GET'), awaited] },
		],
		'transcript:transcribe': [{ parameters: {}, calls: [create, job('poll', 'GET'), awaited], makes: 1 }],
		'transcript:get': [
			{ parameters: ofJob, input: 'job', calls: [json] },
			{
				name: 'as captions of the vendor',
				parameters: { ...ofJob, output: 'vendorSrt' },
				input: 'job',
				calls: [transcript('text', 'srt')],
			},
			{
				name: 'as text of the vendor',
				parameters: { ...ofJob, output: 'vendorText' },
				input: 'job',
				calls: [transcript('plain', 'txt')],
			},
		],
		'transcript:getAlignment': [
			{
				parameters: ofJob,
				input: 'job',
				job: {
					operation: 'createAlignment',
					recordingSource: 'binary',
					textSource: 'text',
					text: 'Selamat pagi',
				},
				calls: [{ kind: 'text', method: 'GET', path: '^/v2/jobs/[^/?]+/alignment' }],
			},
		],
		'transcript:getCaptions': [{ parameters: ofJob, input: 'job', calls: [json] }],
		'transcript:searchWords': [{ parameters: { ...ofJob, terms: 'pagi' }, input: 'job', calls: [json] }],
		'usage:get': [{ parameters: {}, calls: [{ kind: 'read', method: 'GET', path: '^/v2/usage' }] }],
		'list:searchJobs': [{ parameters: {}, input: 'job', list: 'searchJobs', calls: [list] }],
	},
};
