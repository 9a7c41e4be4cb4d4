import { KEYED, type Call, type Stop, type VendorTable } from '../model';
import { timeIsUp } from '../outcomes';

const TOKEN = 'botlhale-refresh-token-0123456789abcdef';

/** A place to upload to: costs nothing, so it may be asked for again. */
const slot: Call = { kind: 'upload', method: 'POST', path: '^/asr/async/upload$' };
const storage: Call = { kind: 'storage', method: 'POST', path: '^/$' };
const status = (kind: Call['kind']): Call => ({
	kind,
	method: 'GET',
	path: '^/asr/async/status',
	status: ['status'],
});
const data: Call = { kind: 'transcript', method: 'GET', path: '^/asr/async/(get)?data' };
const ofJob = { jobId: '={{ $json.jobId }}' };

const stops = (says: string, advises: string): Stop => ({ ends: 'stops', says, advises, attempts: 'any' });

const unknownJob =
	'Check job ID, organisation and host. Botlhale AI says the same of a job that it does not know yet.';

/** Botlhale AI: every operation, and the calls it makes. */
export const botlhale: VendorTable = {
	sandbox: 'botlhale',
	displayName: 'Botlhale AI',
	node: 'botlhale',
	credentialType: 'botlhaleApi',
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
	// Whether a recording has arrived can be told only where a place that nothing came to has no status.
	settings: { awaitingUpload: 'not-found' },
	timeLimit: 0.02,
	random: /(?<=BotlhaleAI999[/_])asr_\w+(?=\.(wav|srt))|(?<=jobId: ')[A-Za-z0-9]{15}(?=')/g,
	differs: [
		{
			faults: ['refused'],
			kinds: KEYED.filter((kind) => kind !== 'poll'),
			outcome: stops(
				'{vendor}: The token could not be fetched: no answer.',
				'{vendor} cannot be reached. Check the host in the credential, and whether n8n can reach the Internet',
			),
			why: 'A token is fetched first.',
		},
		{
			faults: ['status401'],
			outcome: stops(
				'{vendor}: Not now, *** (401',
				'Check refresh token (or bearer token), host and token endpoint in the credential.',
			),
			why: 'The credential has a token of another kind; n8n fetches a new one and the call is made again.',
		},
		{
			faults: ['status404'],
			kinds: ['poll'],
			outcome: { ...timeIsUp, attempts: 'any' },
			why: 'Botlhale AI may not know a job for a while: for a minute it is looked at all the same.',
		},
		{
			faults: ['status404'],
			outcome: stops('{vendor}: Not now, *** (404', unknownJob),
			why: 'What a name is answered with that Botlhale AI does not know yet is not documented.',
		},
		{
			faults: ['extraField'],
			kinds: ['upload'],
			outcome: stops(
				'{vendor}: Invalid according to Policy: Extra input fields',
				'The storage wants other fields than {vendor} gave. Run this again, and report it if it stays.',
			),
			why: 'The fields of the form go to the storage as they are, and it takes no others.',
		},
		{
			faults: ['huge'],
			kinds: ['transcript'],
			outcome: stops(
				'{vendor} has no transcript of job {job}',
				'Wait for the job first, with Job: Wait for Completion.',
			),
			why: 'Any object without segments may be the answer about a transcript that is not there yet.',
		},
	],
	operations: {
		'job:create': [{ parameters: {}, calls: [slot, storage], makes: 1 }],
		'job:getStatus': [{ parameters: ofJob, input: 'job', calls: [status('look')] }],
		'job:wait': [{ parameters: { ...ofJob, output: 'text' }, input: 'job', calls: [status('poll'), data] }],
		'transcript:transcribe': [{ parameters: {}, calls: [slot, storage, status('poll'), data], makes: 1 }],
		'transcript:transcribeShort': [
			{ parameters: {}, calls: [{ kind: 'create', method: 'POST', path: '^/asr$' }] },
		],
		'transcript:get': [{ parameters: ofJob, input: 'job', calls: [data] }],
		'transcript:getCaptions': [{ parameters: ofJob, input: 'job', calls: [data] }],
		'transcript:searchWords': [{ parameters: { ...ofJob, terms: 'more' }, input: 'job', calls: [data] }],
	},
};
