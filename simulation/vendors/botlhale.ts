import { json, type Answer, type Arrived } from '../network/message';
import { recordingIn, type JobRecord } from './jobs';
import { dateOf, type VendorModel, type VendorParts } from './model';

const STORAGE = 'storage.example.com';
const ORGANISATION = 'BotlhaleAI999';

/** An upload slot. */
interface Slot {
	key: string;
	expiresAt: number;
	version: string;
	callbackUrl?: string;
}

/** How long a slot is valid, in ms. */
const SLOT_MS = 3_600_000;

/** The part of Botlhale AI's speech-to-text API and its storage that jobs require. */
export function botlhale(parts: VendorParts): VendorModel {
	const { clock, jobs, plan } = parts;
	const slots = new Map<string, Slot>();
	const tokens = new Map<string, number>();
	/** The status of a file that has not arrived is not documented. */
	const ofUnknown = plan.variant < 0.4 ? '404' : plan.variant < 0.8 ? 'empty' : 'running';

	const token = (): Answer => {
		const made = `token-${jobs.newId(16)}`;
		tokens.set(made, clock.now + plan.tokenMs);
		// Some tokens expire earlier than stated.
		return json({ token: made, expires: 86_400 });
	};

	const isAllowed = ({ headers }: Arrived): boolean => {
		const [, given = ''] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
		return (tokens.get(given) ?? 0) > clock.now;
	};

	const slot = (request: Arrived): Answer => {
		const form = new URLSearchParams(request.body.text);
		if ((form.get('org_id') ?? form.get('OrgID')) === null)
			return json({ message: 'Please provide org_id' }, 400);
		const callbackUrl = form.get('notify_url') ?? undefined;
		const version = form.get('language_code') ?? '';
		const key = `${ORGANISATION}/asr_${jobs.newId(12)}_${version}_16000${callbackUrl === undefined ? '' : partsWith(callbackUrl)}.wav`;
		slots.set(key, { key, expiresAt: clock.now + SLOT_MS, version, ...(callbackUrl && { callbackUrl }) });
		return json({
			url: `https://${STORAGE}/`,
			fields: { key, policy: 'policy', 'x-amz-signature': 'signature' },
		});
	};

	const store = (request: Arrived): Answer => {
		const part = (name: string) => request.body.parts.find((each) => each.name === name);
		const open = slots.get(part('key')?.text ?? '');
		if (!open) return xml(403, 'AccessDenied', 'Invalid according to Policy');
		if (open.expiresAt < clock.now)
			return xml(403, 'AccessDenied', 'Invalid according to Policy: Policy expired.');
		const recording = recordingIn(part('file')?.text ?? '');
		if (recording === 'broken') return xml(400, 'IncompleteBody', 'The body is not complete');
		// A second upload of the same file to the same slot replaces the first.
		if (jobs.get(open.key)) return { status: 204, body: '' };
		const { key, version, callbackUrl } = open;
		jobs.create(key, request, { recording, version, kept: {}, ...(callbackUrl && { callbackUrl }) });
		return { status: 204, body: '' };
	};

	const short = (request: Arrived): Answer => {
		const part = (name: string) => request.body.parts.find((each) => each.name === name);
		const job = jobs.create(`short-${jobs.newId(8)}`, request, {
			recording: recordingIn((part('speech_file') ?? part('SpeechFile'))?.text ?? ''),
			version: part('language_code')?.text ?? '',
			kept: { isShort: true },
		});
		jobs.fetched(job, request);
		return json({
			id: 'asr_1',
			audio_length: 3,
			language_code: job.version,
			text: ` This is ${job.recording}`,
		});
	};

	const known = (name: string): JobRecord | undefined => {
		const job = jobs.get(name);
		return job && job.listedAt <= clock.now ? job : undefined;
	};

	const status = ({ url }: Arrived): Answer => {
		const name = fileNameIn(url);
		const job = known(name);
		if (!job) {
			if (ofUnknown === '404') return { status: 404, body: '' };
			return json({ data: ofUnknown === 'empty' ? [] : [{ process: name, status: 'running' }] });
		}
		const state = !jobs.hasEnded(job) ? 'running' : job.hasFailed ? 'failed' : 'completed';
		return json({ data: [{ process: name, status: state }] });
	};

	const data = (request: Arrived): Answer => {
		const job = known(fileNameIn(request.url));
		if (!job || !jobs.hasEnded(job) || job.hasFailed) return { status: 404, body: '' };
		jobs.fetched(job, request);
		return json({
			audio_length: 3,
			timestamps: [{ start: 0, end: 3000, transcription: `This is ${job.recording}`, language: 'English' }],
		});
	};

	return {
		jobs,
		endpoints: [],
		owns: ({ host }) => host === 'api.botlhale.xyz' || host === STORAGE,
		date: () => dateOf(parts),
		errorBody: (code) => JSON.stringify({ message: `Problem ${code}` }),
		kindOf: (_method, { host, pathname }) => {
			if (host === STORAGE) return 'storage';
			if (/^\/(auth\/|generate)/.test(pathname)) return 'token';
			if (pathname === '/asr') return 'create';
			if (pathname === '/asr/async/upload') return 'slot';
			return pathname === '/asr/async/status' ? 'status' : 'result';
		},
		handle: async (request) => {
			const { host, pathname } = request.url;
			if (host === STORAGE) return store(request);
			if (pathname === '/auth/generate') return token();
			if (!isAllowed(request)) return { status: 401, body: '' };
			if (pathname === '/asr') return short(request);
			if (pathname === '/asr/async/upload') return slot(request);
			if (pathname === '/asr/async/status') return status(request);
			return pathname === '/asr/async/data' ? data(request) : { status: 404, body: '' };
		},
		callbacks: (job) =>
			job.callbackUrl === undefined
				? []
				: [{ url: job.callbackUrl, headers: {}, query: {}, body: { filename: job.id, status: 'completed' } }],
	};
}

/** The other parts of a key, if the job has a callback. */
function partsWith(callbackUrl: string): string {
	const folded = callbackUrl.replaceAll('.', '**').replaceAll('/', '***');
	return `_${ORGANISATION}__False_${folded}_AbCdEfGhIjKl02032026_090000`;
}

function xml(status: number, code: string, message: string): Answer {
	return { status, body: `<Error><Code>${code}</Code><Message>${message}</Message></Error>` };
}

/** By the names of 2025 or the earlier ones. */
function fileNameIn({ searchParams }: URL): string {
	return searchParams.get('filename') ?? searchParams.get('FileName') ?? '';
}
