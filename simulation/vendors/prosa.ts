import { json, objectIn, textAt, valueAt, type Answer, type Arrived } from '../network/message';
import { recordingAt, recordingIn, type JobRecord } from './jobs';
import { dateOf, stampOf, type Endpoint, type VendorModel, type VendorParts } from './model';

const BASE = '/v2/speech';
const JOBS = `${BASE}/stt`;
const ENDPOINTS = `${BASE}/webhooks/endpoints`;

/** How long a synchronous request is held, in ms. */
const LONGEST_WAIT_MS = 20_000;

/** The part of Prosa.ai's speech-to-text and webhook API v2 that jobs require. */
export function prosa(parts: VendorParts): VendorModel {
	const { clock, jobs, plan, random } = parts;
	const endpoints: Endpoint[] = [];
	/** The response to a synchronous request: the job, the result alone, or a rejection. */
	const waiting = plan.variant < 0.6 ? 'job' : plan.variant < 0.8 ? 'result' : 'refused';
	const isDashed = plan.variant < 0.5;
	/** Whether it knows the filter for no event of a job, whose name the documents do not agree on. */
	const knowsFilter = Math.floor(plan.variant * 1000) % 5 > 0;

	const create = async (request: Arrived): Promise<Answer> => {
		const asked = objectIn(request.body.text);
		const data = textAt(asked, 'request', 'data');
		const waits = valueAt(asked, 'config', 'wait') === true;
		if (waits && waiting === 'refused') return fault(400, 'asr_request_waiting_not_allowed');
		const speakers = valueAt(asked, 'config', 'speaker_count');
		const id = jobs.newUuid();
		const job = jobs.create(isDashed ? id : id.replaceAll('-', ''), request, {
			recording:
				data === ''
					? recordingAt(textAt(asked, 'request', 'uri'))
					: recordingIn(Buffer.from(data, 'base64').toString('utf8')),
			version: typeof speakers === 'number' ? String(speakers) : '',
			kept: { label: textAt(asked, 'request', 'label') },
		});
		if (waits) await clock.sleep(Math.min(LONGEST_WAIT_MS, job.endsAt - clock.now));
		if (!waits || !jobs.hasEnded(job)) return json(waits ? { job_id: job.id } : jobOf(job, request));
		if (waiting === 'job' || job.hasFailed) return json(jobOf(job, request));
		jobs.fetched(job, request);
		job.kept.isBare = true;
		return json({ data: resultOf(job) });
	};

	const statusOf = (job: JobRecord) => ({
		job_id: job.id,
		status: !jobs.hasEnded(job) ? 'in_progress' : job.hasFailed ? 'failed' : 'complete',
		created_at: stampOf(parts, job.createdAt),
		modified_at: stampOf(parts, Math.min(clock.now, job.endsAt)),
	});

	const jobOf = (job: JobRecord, request: Arrived) => {
		const isComplete = jobs.hasEnded(job) && !job.hasFailed;
		if (isComplete) jobs.fetched(job, request);
		return {
			...statusOf(job),
			request: { label: job.kept.label },
			...(isComplete ? { result: { data: resultOf(job) } } : {}),
		};
	};

	const list = ({ url }: Arrived): Answer => {
		const size = Number(url.searchParams.get('per_page') ?? 10);
		const page = Number(url.searchParams.get('page') ?? 1);
		const all = jobs.listed;
		return json({
			pagination: { page, per_page: size, page_count: Math.ceil(all.length / size) },
			length: all.length,
			data: all
				.slice((page - 1) * size, page * size)
				.map((job) => ({ ...statusOf(job), request: { label: job.kept.label } })),
		});
	};

	const handleEndpoints = (request: Arrived): Answer => {
		const { method, url } = request;
		const id = url.pathname.slice(ENDPOINTS.length + 1);
		const events = eventsIn(request);
		if (events.length > 0 && !knowsFilter) return fault(422, 'validation_error');
		if (id === '' && method === 'POST') {
			const asked = textAt(objectIn(request.body.text), 'url');
			const endpoint = {
				id: `endpoint-${jobs.newId(12)}`,
				url: asked,
				requestId: request.id,
				isCopy: request.isCopy,
				events,
			};
			endpoints.push(endpoint);
			return json(withSecret(endpoint), random.chance(0.5) ? 200 : 201);
		}
		if (id === '') return json(endpoints.map(shown));
		const at = endpoints.findIndex((endpoint) => endpoint.id === id);
		const endpoint = endpoints[at];
		if (!endpoint) return fault(404, 'endpoint_not_found');
		if (method === 'DELETE') endpoints.splice(at, 1);
		if (method === 'PUT') endpoint.events = events;
		return json(method === 'DELETE' ? shown(endpoint) : withSecret(endpoint));
	};

	return {
		jobs,
		endpoints,
		owns: ({ host }) => host === 'api.prosa.ai',
		date: () => dateOf(parts),
		errorBody: (status) => JSON.stringify({ status: 'internal_server_error', message: `Problem ${status}` }),
		kindOf: (method, { pathname }) => {
			if (pathname.startsWith(ENDPOINTS)) return method === 'POST' ? 'endpoint' : 'other';
			if (pathname === JOBS) return method === 'POST' ? 'create' : 'list';
			return 'status';
		},
		handle: async (request) => {
			const { method, url } = request;
			if (url.pathname.startsWith(ENDPOINTS)) return handleEndpoints(request);
			if (url.pathname === JOBS) return method === 'POST' ? await create(request) : list(request);
			const [id = '', part] = url.pathname.slice(JOBS.length + 1).split('/');
			const job = jobs.get(id);
			if (!job) return fault(404, 'job_not_found');
			return json(part === 'status' ? statusOf(job) : jobOf(job, request));
		},
		callbacks: (job) =>
			endpoints
				.filter(({ events }) => events.length === 0)
				.map(({ url }) => ({
					url,
					headers: {
						'x-prosa-event': job.hasFailed ? 'stt.jobs.failed' : 'stt.jobs.completed',
						'x-prosa-event-uuid': `event-${job.id}`,
					},
					query: {},
					body: { job_id: job.id },
				})),
	};
}

function resultOf({ recording }: JobRecord) {
	return [{ transcript: `This is ${recording}`, final: true, time_start: 0, time_end: 3, channel: 0 }];
}

function eventsIn({ body }: Arrived): unknown[] {
	const filters = valueAt(objectIn(body.text), 'event_filters');
	return Array.isArray(filters) ? filters : [];
}

function shown({ id, url, events }: Endpoint) {
	return { id, url, event_filters: events, ssl_verification: true };
}

function withSecret(endpoint: Endpoint) {
	return { ...shown(endpoint), secrets: [{ id: '1', key: `whsec_${endpoint.id}`, expired_at: null }] };
}

function fault(code: number, status: string): Answer {
	return json({ status, message: status }, code);
}
