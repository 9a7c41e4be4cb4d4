import { json, objectIn, textAt, type Answer, type Arrived } from '../network/message';
import { recordingAt, recordingIn, type JobRecord } from './jobs';
import { dateOf, stampOf, type VendorModel, type VendorParts } from './model';

const JOBS = '/v2/jobs';

/** The part of Speechmatics' batch API v2 that jobs require. */
export function speechmatics(parts: VendorParts): VendorModel {
	const { clock, jobs, plan } = parts;
	/** Newer servers can hold a request open. */
	const canHold = plan.variant < 0.7;

	const create = (request: Arrived): Answer => {
		const file = (name: string) => request.body.parts.find((part) => part.name === name);
		const config = objectIn(file('config')?.text ?? '');
		const data = file('data_file');
		const type = textAt(config, 'type');
		const callback: unknown = Array.isArray(config.notification_config)
			? config.notification_config[0]
			: undefined;
		const callbackUrl = textAt(callback, 'url');
		const job = jobs.create(jobs.newId(10), request, {
			recording: data ? recordingIn(data.text) : recordingAt(textAt(config, 'fetch_data', 'url')),
			version: textAt(config, `${type}_config`, 'language'),
			kept: { config, dataName: data?.fileName ?? null },
			...(callbackUrl === '' ? {} : { callbackUrl }),
		});
		return json({ id: job.id }, 201);
	};

	const detailsOf = (job: JobRecord) => ({
		id: job.id,
		created_at: stampOf(parts, job.createdAt),
		status: !jobs.hasEnded(job) ? 'running' : job.hasFailed ? 'rejected' : 'done',
		data_name: job.kept.dataName,
		duration: 3,
		config: job.kept.config,
		...(jobs.hasEnded(job) && job.hasFailed ? { errors: [{ message: 'No speech found' }] } : {}),
	});

	const list = ({ url }: Arrived): Answer => {
		const limit = Number(url.searchParams.get('limit') ?? 100);
		const before = url.searchParams.get('created_before');
		const isBefore = ({ createdAt }: JobRecord) =>
			before === null || createdAt + plan.skewMs < Date.parse(before);
		return json({ jobs: jobs.listed.filter(isBefore).slice(0, limit).map(detailsOf) });
	};

	const get = async (job: JobRecord, waitSeconds: number): Promise<Answer> => {
		if (canHold && waitSeconds > 0) {
			await clock.sleep(Math.min(waitSeconds * 1000, Math.max(0, job.endsAt - clock.now)));
		}
		return json({ job: detailsOf(job) });
	};

	const transcript = (job: JobRecord, request: Arrived): Answer => {
		if (!jobs.hasEnded(job) || job.hasFailed) return fault(404, 'Transcription not ready');
		jobs.fetched(job, request);
		return json({
			format: '2.9',
			job: { id: job.id, duration: 3 },
			metadata: { transcription_config: { language: job.version } },
			results: ['This', 'is', job.recording].map((content, index) => ({
				type: 'word',
				start_time: index / 2,
				end_time: index / 2 + 0.4,
				alternatives: [{ content, confidence: 0.9 }],
			})),
		});
	};

	return {
		jobs,
		endpoints: [],
		owns: ({ host }) => host === 'eu1.asr.api.speechmatics.com',
		date: () => dateOf(parts),
		errorBody: (status) => JSON.stringify({ code: status, error: 'Internal Server Error' }),
		kindOf: (method, { pathname }) => {
			if (pathname === JOBS) return method === 'POST' ? 'create' : 'list';
			return pathname.endsWith('/transcript') ? 'result' : 'status';
		},
		handle: async (request) => {
			const { method, url } = request;
			if (url.pathname === JOBS) return method === 'POST' ? create(request) : list(request);
			const [id = '', part] = url.pathname.slice(JOBS.length + 1).split('/');
			const job = jobs.get(id);
			if (!job) return fault(404, 'Job not found');
			return part === 'transcript'
				? transcript(job, request)
				: await get(job, Number(url.searchParams.get('wait') ?? 2));
		},
		callbacks: (job) =>
			job.callbackUrl === undefined
				? []
				: [
						{
							url: job.callbackUrl,
							headers: {},
							query: { id: job.id, status: job.hasFailed ? 'error' : 'success' },
							body: {},
						},
					],
	};
}

function fault(code: number, error: string): Answer {
	return json({ code, error }, code);
}
