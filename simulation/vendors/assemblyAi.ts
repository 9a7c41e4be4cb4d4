import { json, objectIn, textAt, type Answer, type Arrived } from '../network/message';
import { recordingAt, recordingIn, type JobRecord } from './jobs';
import { dateOf, stampOf, type VendorModel, type VendorParts } from './model';

const HOST = 'api.assemblyai.com';
const JOBS = '/v2/transcript';

/** The part of AssemblyAI's pre-recorded API v2 that jobs require. */
export function assemblyAi(parts: VendorParts): VendorModel {
	const { jobs, random } = parts;
	const uploads = new Map<string, string>();

	const upload = ({ body }: Arrived): Answer => {
		const url = `https://cdn.assemblyai.com/upload/${jobs.newId(32)}`;
		uploads.set(url, recordingIn(body.text));
		return json({ upload_url: url });
	};

	const create = (request: Arrived): Answer => {
		const asked = objectIn(request.body.text);
		const audioUrl = textAt(asked, 'audio_url');
		if (audioUrl === '') return fault(400, 'Transcript creation error, audio_url not found');
		const callbackUrl = textAt(asked, 'webhook_url');
		const job = jobs.create(jobs.newUuid(), request, {
			recording: uploads.get(audioUrl) ?? recordingAt(audioUrl),
			version: textAt(asked, 'language_code'),
			kept: { audioUrl },
			...(callbackUrl === '' ? {} : { callbackUrl }),
		});
		return json({ ...transcriptOf(job), status: random.chance(0.2) ? 'processing' : 'queued' });
	};

	const statusOf = (job: JobRecord): string => {
		if (!jobs.hasEnded(job)) return parts.clock.now - job.createdAt < 1000 ? 'queued' : 'processing';
		return job.hasFailed ? 'error' : 'completed';
	};

	const transcriptOf = (job: JobRecord) => {
		const status = statusOf(job);
		return {
			id: job.id,
			status,
			audio_url: job.kept.audioUrl,
			language_code: job.version,
			text: status === 'completed' ? `This is ${job.recording}` : null,
			words: status === 'completed' ? wordsOf(job) : null,
			...(status === 'error' ? { error: 'Audio duration is too short.' } : {}),
		};
	};

	const list = ({ url }: Arrived): Answer => {
		const limit = Number(url.searchParams.get('limit') ?? 10);
		const before = url.searchParams.get('before_id');
		const start = before === null ? 0 : jobs.listed.findIndex(({ id }) => id === before) + 1;
		const page = jobs.listed.slice(start, start + limit);
		const last = page.at(-1);
		const hasOlder = last !== undefined && jobs.listed.at(-1) !== last;
		return json({
			page_details: {
				prev_url: hasOlder ? `https://${HOST}${JOBS}?limit=${limit}&before_id=${last.id}` : null,
			},
			transcripts: page.map((job) => ({
				id: job.id,
				status: statusOf(job),
				// UTC without a time zone.
				created: stampOf(parts, job.createdAt).slice(0, -1),
				completed: null,
				audio_url: job.kept.audioUrl,
				error: null,
			})),
		});
	};

	const get = (id: string, request: Arrived): Answer => {
		const job = jobs.get(id);
		if (!job) return fault(400, 'Transcript lookup error, transcript id not found');
		const transcript = transcriptOf(job);
		if (transcript.status === 'completed') jobs.fetched(job, request);
		return json(transcript);
	};

	return {
		jobs,
		endpoints: [],
		owns: ({ host }) => host === HOST,
		date: () => dateOf(parts),
		errorBody: (status) => JSON.stringify({ error: `Problem ${status}` }),
		kindOf: (method, { pathname }) => {
			if (pathname === '/v2/upload') return 'upload';
			if (pathname !== JOBS) return 'status';
			return method === 'POST' ? 'create' : 'list';
		},
		handle: async (request) => {
			const { method, url } = request;
			if (url.pathname === '/v2/upload') return upload(request);
			if (url.pathname === JOBS) return method === 'POST' ? create(request) : list(request);
			return get(url.pathname.slice(JOBS.length + 1), request);
		},
		callbacks: (job) =>
			job.callbackUrl === undefined
				? []
				: [
						{
							url: job.callbackUrl,
							headers: {},
							query: {},
							body: { transcript_id: job.id, status: job.hasFailed ? 'error' : 'completed' },
						},
					],
	};
}

function wordsOf({ recording }: JobRecord) {
	return ['This', 'is', recording].map((text, index) => ({
		text,
		start: index * 500,
		end: index * 500 + 400,
		confidence: 0.9,
		speaker: null,
	}));
}

function fault(status: number, error: string): Answer {
	return json({ error }, status);
}
