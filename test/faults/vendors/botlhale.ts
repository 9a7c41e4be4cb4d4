import { vendorNamed } from '../../../platform/vendors';
import type { FaultName } from '../faults';
import { KEYED, type Call, type Stop, type VendorTable } from '../model';
import { timeIsUp } from '../outcomes';

const TOKEN = 'botlhale-refresh-token-0123456789abcdef';

/** An upload slot costs nothing, so the request may be retried. */
const slot: Call = { kind: 'upload', method: 'POST', path: '^/asr/async/upload$' };
const storage: Call = { kind: 'storage', method: 'POST', path: '^/$' };
const status = (kind: Call['kind']): Call => ({
	kind,
	method: 'GET',
	path: '^/asr/async/status',
	status: ['status'],
});
/** The status check before the transcript, which is only requested if the job is completed. */
const check = status('check');
const data: Call = { kind: 'transcript', method: 'GET', path: '^/asr/async/(get)?data' };
const awaited: Call = { ...data, kind: 'awaited' };
const ofJob = { jobId: '={{ $json.jobId }}' };

/** Statuses of a rejection that the storage explains alike. */
const REFUSED: FaultName[] = ['status401', 'status403', 'status404', 'status410', 'status422', 'status423'];

const stops = (says: string, advises: string): Stop => ({ ends: 'stops', says, advises, attempts: 'any' });

const unknownJob =
	'Check the job ID, and the organisation and host in the credential. Right after the upload, Botlhale AI may not know the job yet.';

const noTranscript = stops(
	'{vendor} returned no transcript, although the job is completed (job {job})',
	'Try again later.',
);

/** Botlhale AI: every operation, and the requests it sends. */
export const table: VendorTable = {
	...vendorNamed('botlhale'),
	routes:
		/^(POST \/botlhale\/(generateAuthToken|auth\/generate|generate|asr|asr\/async\/upload)|GET \/botlhale\/asr\/async\/(status|data|getdata))$/,
	credential: (origin) => ({
		authentication: 'refreshToken',
		refreshToken: TOKEN,
		bearerToken: '',
		orgId: 'BotlhaleAI999',
		host: 'custom',
		baseUrl: `${origin}/botlhale`,
		exchangePath: 'auto',
		parameterNames: 'snake',
		sessionToken: '',
	}),
	secrets: [TOKEN],
	errorBody: (message) => ({ message }),
	job: { resource: 'job', operation: 'create' },
	look: { operation: 'getStatus' },
	recording: 'order-af.ogg',
	// The node can only determine whether a recording arrived if a slot without one has no status.
	settings: { awaitingUpload: 'not-found' },
	timeLimit: 0.02,
	random:
		/(?<=BotlhaleAI999[/_])asr_\w+(?=\.(wav|srt))|(?<=jobId: ')[A-Za-z0-9]{15}(?=')|(?<=policy: ')[^']+|(?<='x-amz-(date|credential)': ')[^']+/g,
	differs: [
		{
			faults: ['resetAfter', 'status500After'],
			kinds: ['storage'],
			outcome: { ends: 'shows', says: "status: 'completed'" },
			why: 'The node finds the recording in the storage, and the job has finished in the meantime.',
		},
		{
			faults: ['refused'],
			kinds: KEYED.filter((kind) => kind !== 'poll'),
			outcome: stops(
				'{vendor} did not respond to the request for a token',
				'Check the host in the credential and whether n8n can reach the Internet',
			),
			why: 'The node requests a token first.',
		},
		{
			faults: REFUSED,
			kinds: ['storage'],
			outcome: stops(
				'{vendor}: {message} (…{code})',
				'The storage rejected the upload, which is not related to the credential. Try again: a new upload slot is requested.',
			),
			why: 'The storage has a signed form instead of the credential.',
		},
		{
			faults: ['status413'],
			kinds: ['storage'],
			outcome: stops(
				'{vendor}: {message} (413{code})',
				'The storage does not accept files of this size. Compress or split the recording.',
			),
			why: 'Botlhale AI accepts no URL of a recording.',
		},
		{
			faults: ['status401'],
			outcome: stops(
				'{vendor}: {message} (401{code})',
				'Check the refresh token (or bearer token), the host and the token endpoint in the credential.',
			),
			why: 'The credential holds another kind of token; n8n requests a new one and sends the request again.',
		},
		{
			faults: ['status404'],
			kinds: ['poll'],
			outcome: { ...timeIsUp, attempts: 'any' },
			why: 'Botlhale AI may not know a new job yet, so the node keeps checking for a minute.',
		},
		{
			faults: ['status404'],
			kinds: ['transcript', 'awaited'],
			outcome: noTranscript,
			why: 'The job is completed, so its transcript may exist a moment later.',
		},
		{
			faults: ['status404'],
			kinds: ['upload', 'read', 'joblessCreate'],
			outcome: stops(
				'{vendor}: {message} (404{code})',
				'Check the host and "Organisation ID" in the credential: Botlhale AI does not know one of them.',
			),
			why: 'These requests name no job, but the organisation.',
		},
		{
			faults: ['status404'],
			outcome: stops('{vendor}: {message} (404{code})', unknownJob),
			why: 'The response for a job that Botlhale AI does not know yet is not documented.',
		},
		{
			faults: ['status413'],
			outcome: stops('{vendor}: {message} (413{code})', 'Compress or split the recording.'),
			why: 'Botlhale AI accepts no URL of a recording.',
		},
		{
			faults: ['status403'],
			outcome: stops(
				'{vendor}: {message} (403{code})',
				'The token is valid but not allowed to do this. Check "Organisation ID" in the credential, and your plan.',
			),
			why: 'Jobs belong to an organisation, and there are no regions.',
		},
		{
			faults: ['status422'],
			kinds: ['joblessCreate'],
			outcome: stops(
				'{vendor}: {message} (422{code})',
				'Check the values of this node. For recordings longer than 60 seconds, use Transcript: Transcribe, which accepts up to 400 minutes.',
			),
			why: 'Botlhale AI does not document how it rejects a long recording.',
		},
		{
			faults: ['extraField'],
			kinds: ['upload'],
			outcome: stops(
				'{vendor}: Invalid according to Policy: Extra input fields',
				'The storage requires other fields than {vendor} returned. Try again, and report the error if it persists.',
			),
			why: 'The form fields are sent to cloud storage unchanged, and it accepts no others.',
		},
		{
			faults: ['huge'],
			kinds: ['transcript', 'awaited'],
			outcome: noTranscript,
			why: 'Any object without segments may mean that the transcript does not exist yet.',
		},
	],
	operations: {
		'job:create': [{ parameters: {}, calls: [slot, storage], makes: 1 }],
		'job:createUploadSlot': [{ parameters: {}, calls: [{ ...slot, kind: 'read' }] }],
		'job:getStatus': [{ parameters: ofJob, input: 'job', calls: [status('look')] }],
		'job:wait': [
			{ parameters: { ...ofJob, output: 'text' }, input: 'job', calls: [status('poll'), awaited] },
		],
		'transcript:transcribe': [{ parameters: {}, calls: [slot, storage, status('poll'), awaited], makes: 1 }],
		'transcript:transcribeShort': [
			{ parameters: {}, calls: [{ kind: 'joblessCreate', method: 'POST', path: '^/asr$' }] },
		],
		'transcript:get': [{ parameters: ofJob, input: 'job', calls: [check, data] }],
		'transcript:getCaptions': [{ parameters: ofJob, input: 'job', calls: [check, data] }],
		'transcript:searchWords': [
			{ parameters: { ...ofJob, terms: 'more' }, input: 'job', calls: [check, data] },
		],
	},
};
