import { speechmaticsHttp } from '../../../nodes/Speechmatics/api/http';
import { jobListSchema, jobSchema, type JobDetails } from '../../../nodes/Speechmatics/api/schemas';
import { withoutSecrets } from '../../../nodes/Speechmatics/api/secrets';
import { minimalJob, newJob, toJob } from '../../../nodes/Speechmatics/response/job';
import { sample, sampleText } from '../../support/speechmatics';

const detailsOf = (name: string): JobDetails => jobSchema.parse(sample(name)).job;

describe('a job', () => {
	it.each([
		['job.get.running.200.json', 'running', null],
		['job.get.running_fetch_no_duration.200.json', 'running', null],
		['job.get.done.200.json', 'completed', null],
		['job.get.alignment_done.200.json', 'completed', null],
		['job.get.done_notification_failed.200.json', 'completed', null],
		['job.get.deleted.200.json', 'deleted', null],
		['job.delete.200.json', 'deleted', null],
		['job.get.expired.200.json', 'expired', null],
		['job.get.rejected_fetch.200.json', 'failed', 'Unable to fetch audio: http status code 404.'],
		[
			'job.get.rejected_language.200.json',
			'failed',
			"The identified language 'en' is not one of the expected languages.",
		],
		['job.get.rejected_no_speech.200.json', 'failed', 'No speech found for language identification.'],
	])('%s is %s', (name, status, error) => {
		expect(toJob(detailsOf(name))).toMatchObject({ jobId: 'r6sr3jlzjj', status, errorMessage: error });
	});

	it('that failed contains the reason, but not that of failed callbacks', () => {
		const callbacks = detailsOf('job.get.done_notification_failed.200.json').errors ?? [];
		const rejected = detailsOf('job.get.rejected_fetch.200.json');
		const reason = 'Unable to fetch audio: http status code 404.';
		expect(toJob({ ...rejected, errors: [...(rejected.errors ?? []), ...callbacks] }).errorMessage).toBe(
			reason,
		);
		expect(callbacks.length).toBeGreaterThan(3);
		expect(toJob({ ...rejected, errors: callbacks }).errorMessage).toBeNull();
	});

	it('that failed after its recording had been fetched contains the reason, but not the failed attempts', () => {
		const fetching = detailsOf('job.get.rejected_fetch.200.json').errors ?? [];
		const rejected = detailsOf('job.get.rejected_language.200.json');
		const callbacks = detailsOf('job.get.done_notification_failed.200.json').errors ?? [];
		const errors = [...fetching.slice(0, 2), ...(rejected.errors ?? []), ...callbacks];
		expect(toJob({ ...rejected, errors }).errorMessage).toBe(
			"The identified language 'en' is not one of the expected languages.",
		);
		const texts = fetching.map((each) => ({
			...each,
			message: 'unable to fetch text: http status code 404',
		}));
		expect(toJob({ ...rejected, errors: [...fetching.slice(0, 1), ...texts] }).errorMessage).toBe(
			'Unable to fetch audio: http status code 404. Unable to fetch text: http status code 404.',
		);
	});

	it('contains the tracking data of the user, if there is any', () => {
		const details = detailsOf('job.get.done.200.json');
		const tracking = { title: 'A call', reference: '/crm/calls/7781', tags: ['clinic'], details: null };
		expect(toJob({ ...details, config: { ...details.config, tracking } }).tracking).toEqual({
			title: 'A call',
			reference: '/crm/calls/7781',
			tags: ['clinic'],
		});
		for (const none of [null, undefined, {}, { title: null }, { details: { n8n: 'n8n:1:0.0:1f0e9a2b' } }]) {
			expect(toJob({ ...details, config: { ...details.config, tracking: none } })).not.toHaveProperty(
				'tracking',
			);
		}
	});

	it('has a name from its creation on', () => {
		const created = { id: 'r6sr3jlzjj' };
		const fetched = { fetch_data: { url: 'https://example.com/a/call.mp3?signature=x' } };
		const tracked = { ...fetched, tracking: { title: 'A call', reference: 'r-1' } };
		expect(newJob(created, fetched, undefined)).toMatchObject({ name: 'call.mp3', status: 'running' });
		expect(newJob(created, {}, 'b.wav')).toMatchObject({ jobId: 'r6sr3jlzjj', name: 'b.wav' });
		expect(newJob({ ...created, status: 'rejected' }, tracked, undefined)).toMatchObject({
			name: 'A call',
			status: 'failed',
			tracking: { title: 'A call', reference: 'r-1' },
		});
	});

	it('is named by its title, otherwise by its file name, otherwise by the file in its URL', () => {
		expect(toJob(detailsOf('job.get.done.200.json')).name).toBe('Clinic call 20 Nov');
		expect(toJob(detailsOf('job.get.running.200.json')).name).toBe('call.wav');
		expect(toJob(detailsOf('job.get.rejected_fetch.200.json')).name).toBe('call.wav');
	});

	it('has no duration until it is known', () => {
		expect(toJob(detailsOf('job.get.rejected_fetch.200.json')).duration).toBeNull();
		expect(toJob(detailsOf('job.get.running_fetch_no_duration.200.json')).duration).toBeNull();
		expect(toJob(detailsOf('job.get.done.200.json')).duration).toBe(22);
	});

	it('with an unknown status keeps it and counts as running', () => {
		const job = toJob({ ...detailsOf('job.get.running.200.json'), status: 'paused' });
		expect(job).toMatchObject({ status: 'running', vendorStatus: 'paused' });
		expect(minimalJob('a', 'created')).toMatchObject({ status: 'running', vendorStatus: 'created' });
	});

	it.each([
		['jobs.list.page1_limit3.200.json', 3],
		['jobs.list.include_deleted.200.json', 3],
		['jobs.list.empty.200.json', 0],
	])('of %s is read', (name, count) => {
		expect(jobListSchema.parse(sample(name)).jobs.map(toJob)).toHaveLength(count);
	});

	it('has times in UTC, in milliseconds, also from microseconds', () => {
		const details = detailsOf('job.get.done.200.json');
		expect(toJob(details).createdAt).toBe('2026-11-20T09:30:00.113Z');
		expect(toJob({ ...details, created_at: '2026-11-20T09:30:00.113987Z' }).createdAt).toBe(
			'2026-11-20T09:30:00.113Z',
		);
		expect(toJob({ ...details, created_at: 'yesterday' }).createdAt).toBe('yesterday');
	});
});

describe('secrets in a config', () => {
	it('are masked everywhere, while the names of the headers are kept', () => {
		const answer = {
			job: {
				config: {
					fetch_data: { url: 'https://a.example', auth_headers: ['Authorization: Bearer one-secret'] },
					notification_config: [
						{ url: 'https://b.example', auth_headers: ['X-A: two-secret', 'three-secret'] },
						{ url: 'https://c.example', auth_headers: null },
						{ url: 'https://d.example', auth_headers: 'four-secret' },
					],
				},
			},
		};
		const shown = withoutSecrets(answer);
		expect(JSON.stringify(shown)).not.toMatch(/-secret/);
		expect(shown).toMatchObject({
			job: {
				config: {
					fetch_data: { url: 'https://a.example', auth_headers: ['Authorization: ***'] },
					notification_config: [
						{ auth_headers: ['X-A: ***', '***'] },
						{ auth_headers: null },
						{ auth_headers: '***' },
					],
				},
			},
		});
	});

	it('leave everything else unchanged', () => {
		const answer = sample('job.get.done.200.json');
		expect(withoutSecrets(answer)).toEqual(answer);
	});
});

describe('the base URL', () => {
	it.each([
		['eu', 'https://asr.api.speechmatics.com'],
		['eu1', 'https://eu1.asr.api.speechmatics.com'],
		['eu2', 'https://eu2.asr.api.speechmatics.com'],
		['us1', 'https://us1.asr.api.speechmatics.com'],
		['us2', 'https://us2.asr.api.speechmatics.com'],
		['au1', 'https://au1.asr.api.speechmatics.com'],
		['', 'https://eu1.asr.api.speechmatics.com'],
	])('of region "%s" is fixed', (region, expected) => {
		expect(speechmaticsHttp.baseUrl({ region, baseUrl: 'https://evil.example' })).toBe(expected);
	});

	it.each([
		['https://stt.example.com/v2', 'https://stt.example.com'],
		['https://stt.example.com/team/asr/v2/', 'https://stt.example.com/team/asr'],
		['https://stt.example.com/team', 'https://stt.example.com/team'],
		['http://localhost:4010/speechmatics', 'http://localhost:4010/speechmatics'],
	])('%s keeps its path', (baseUrl, expected) => {
		expect(speechmaticsHttp.baseUrl({ region: 'custom', baseUrl })).toBe(expected);
	});

	it.each(['http://stt.example.com', 'https://a:b@stt.example.com', 'stt.example.com', ''])(
		'"%s" is rejected',
		(baseUrl) => {
			expect(() => speechmaticsHttp.baseUrl({ region: 'custom', baseUrl })).toThrow(/base URL/);
		},
	);

	it('is not made from an unknown region', () => {
		expect(() => speechmaticsHttp.baseUrl({ region: 'evil.example/#', baseUrl: '' })).toThrow();
	});
});

describe('an error', () => {
	it.each([
		['error.400.config_invalid.json', 400, 'Job rejected: Job config JSON is invalid'],
		['error.400.missing_data_file.json', 400, 'Missing data_file'],
		['error.401.nginx.html.txt', 401, 'the API key is not valid in this region'],
		['error.401.permission_denied.json', 401, 'the API key is not valid in this region: Permission Denied'],
		['error.401.future_json.json', 401, 'the API key is not valid in this region: Unauthorized'],
		['error.403.entitlement.json', 403, 'Forbidden: Entitlement check failed'],
		['error.403.license.json', 403, 'Invalid or missing license'],
		['error.404.job_not_found.json', 404, 'Job not found'],
		['error.404.path_not_found.json', 404, 'path not found'],
		['error.404.transcription_not_ready.json', 404, 'Transcription not ready'],
		['error.410.ear_not_available.json', 410, 'Requested Early Access Release not available'],
		['error.410.file_expired.json', 410, 'File Expired: File deleted from the storage'],
		['error.410.job_expired.json', 410, 'Job Expired'],
		['error.423.locked.json', 423, 'Resource Locked'],
		['error.429.concurrent_jobs.json', 429, 'Max concurrent running jobs exceeded'],
	])('%s is shown with advice', (name, status, message) => {
		const fault = speechmaticsHttp.parseError(status, sampleText(name));
		expect(fault.message).toBe(message);
		expect(fault.hint).toMatch(/\.$/);
	});

	it.each([
		['error.422.limit.json', 422, 'limit in query must be of type int64'],
		['error.500.json', 500, 'Internal Server Error'],
	])('%s is shown', (name, status, message) => {
		expect(speechmaticsHttp.parseError(status, sampleText(name))).toEqual({ message });
	});

	it.each([
		['', ''],
		['<html><body>502</body></html>', ''],
		['upstream timed out', 'upstream timed out'],
		['null', 'null'],
		['[]', '[]'],
	])('of another body, "%s"', (body, message) => {
		expect(speechmaticsHttp.parseError(502, body)).toEqual({ message });
	});
});

it('an early access tag cannot end its header', () => {
	const headers = (earTag: unknown) => speechmaticsHttp.requestOptions?.headers({ earTag: String(earTag) });
	expect(headers('  preview 7 ')).toEqual({ 'X-SM-EAR-Tag': 'preview 7' });
	expect(headers('a\r\nX-B: c')).toEqual({ 'X-SM-EAR-Tag': 'aX-B: c' });
	expect(headers('')).toEqual({});
});
