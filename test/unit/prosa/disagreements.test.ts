/**
 * The disagreements between Prosa.ai's documents that concern reading responses, by their numbers. The others (1, 6, 14
 * to 18, 21, 22) concern requests and callbacks: test/engine/prosa/disagreements.test.ts.
 */
import { z } from 'zod/v4';

import { prosaHttp } from '../../../nodes/Prosa/api/http';
import { languageCode } from '../../../nodes/Prosa/api/languages';
import {
	jobSchema,
	listSchema,
	modelsSchema,
	statusSchema,
	submitSchema,
} from '../../../nodes/Prosa/api/schemas';
import { normaliseId, hasResult, toJob, toStatus } from '../../../nodes/Prosa/response/job';
import { toTranscript } from '../../../nodes/Prosa/response/transcript';
import { prosaBytes, prosaSample } from '../../support/prosa';

const job = (name: string) => jobSchema.parse(prosaSample(name));

it('#2 reads the name of the model from job_config.model and job_config.engine', () => {
	for (const job_config of [{ model: 'stt-general' }, { engine: 'stt-general' }]) {
		expect(languageCode({ job_config, model: null })).toBe('id');
	}
	expect(languageCode(job('job.complete.200.minimal.json'))).toBe('id');
	expect(languageCode(job('webhook.completed.minimal.json'))).toBe('id');
	expect(languageCode({ job_config: { engine: 'stt-sunda' } })).toBeNull();
	expect(languageCode({ model: { language: 'Bahasa Sunda' } })).toBe('su');
	expect(languageCode({ model: { language: 'Bahasa Bali' } })).toBe('Bahasa Bali');
});

it('#3 reads the text of a segment from transcript and words', async () => {
	const [transcript, words] = await Promise.all(
		['transcript', 'words'].map(
			async (form) => await toTranscript(job(`submit.wait.complete.200.${form}.json`)),
		),
	);
	expect(words?.text).not.toBe('');
	expect(words?.segments.map(({ text }) => text)).toEqual(
		await segmentTexts('submit.wait.complete.200.words.json', 'words'),
	);
	expect(transcript?.segments.map(({ text }) => text)).toEqual(
		await segmentTexts('submit.wait.complete.200.transcript.json', 'transcript'),
	);
});

async function segmentTexts(name: string, key: string): Promise<string[]> {
	const { result } = z
		.object({ result: z.object({ data: z.array(z.record(z.string(), z.unknown())) }) })
		.parse(prosaSample(name));
	const final = result.data.filter((segment) => segment.final !== false);
	return await Promise.resolve(final.map((segment) => String(segment[key])));
}

it('#4 reads the speaker from speaker_tag and speaker', async () => {
	const diarized = await toTranscript(job('job.complete.200.diarized.json'));
	expect(diarized.segments.map(({ speaker }) => speaker)).toEqual(['1', '2', '1']);
	const other = await toTranscript({
		job_id: 'a',
		result: { data: [{ transcript: 'Halo', time_start: 0, time_end: 1, speaker: 2 }] },
	});
	expect(other.segments[0]?.speaker).toBe('2');
	expect(other.words[0]?.speaker).toBe('2');
});

it('#5 treats a segment without a channel as one of channel 0', async () => {
	const data = [
		{ transcript: 'dua', time_start: 1, time_end: 2, channel: 1 },
		{ transcript: 'satu', time_start: 0, time_end: 1 },
	];
	const mixed = await toTranscript({ job_id: 'a', result: { data } });
	expect(mixed.segments.map(({ text, channel }) => [text, channel])).toEqual([
		['satu', '0'],
		['dua', '1'],
	]);
	// With one channel, it makes no difference whether it is named.
	for (const name of ['archive.complete.200.json', 'job.complete.200.minimal.json']) {
		const mono = await toTranscript(job(name));
		expect(mono.segments.length).toBeGreaterThan(0);
		expect(mono.segments.every(({ channel }) => channel === null)).toBe(true);
	}
});

it('#7 reads the result of a synchronous request as a job and as the bare { data }', async () => {
	const whole = submitSchema.parse(prosaSample('submit.wait.complete.200.minimal.json'));
	const bare = submitSchema.parse({ data: whole.result?.data });
	const [a, b] = [await toTranscript(whole), await toTranscript(bare)];
	expect([a.text, a.words, a.segments]).toEqual([b.text, b.words, b.segments]);
	expect(b.text).not.toBe('');
	expect(b.jobId).toBe('short-audio');
	expect(submitSchema.safeParse({}).success).toBe(false);
});

it('#8 treats job IDs with 32 digits and with hyphens as the same', () => {
	const hex = job('job.complete.200.json').job_id;
	const dashed = job('job.complete.200.minimal.json').job_id;
	expect([hex, dashed]).toEqual(['2fec34e1efb146f7a7431cb35b64550d', '2fec34e1-efb1-46f7-a743-1cb35b64550d']);
	expect(normaliseId(hex)).toBe(normaliseId(dashed.toUpperCase()));
});

it('#9 treats a synchronous request that timed out, which only returns the ID, as a queued job', () => {
	const raw = jobSchema.parse(prosaSample('submit.wait.timeout.200.json'));
	expect(hasResult(raw)).toBe(false);
	expect(toJob(raw)).toMatchObject({ status: 'queued', vendorStatus: 'queued', completedAt: null });
});

it('#10 treats length as the number of all jobs: page_count determines the last page', () => {
	const second = listSchema.parse(prosaSample('jobs.list.page2.200.json'));
	expect([second.length, second.data.length, second.pagination.page_count]).toEqual([3, 1, 2]);
});

it('#11 reads both responses to archiving', () => {
	expect(job('archive.archived.200.json')).toMatchObject({ status: 'archived' });
	expect(toJob(job('archive.archived.200.json')).status).toBe('deleted');
	expect(toJob(job('archive.complete.200.json')).status).toBe('completed');
	expect(toJob(job('archive.queued-cancelled.200.json'))).toMatchObject({
		status: 'failed',
		vendorStatus: 'cancelled',
	});
});

it.each([
	['asr_request_invalid_data', 'asr_request_invalid_base64', 400],
	['asr_request_no_audio_data', 'no_audio_provided', 400],
	['auth_invalid_api_key', 'unauthorized', 401],
	['job_cancellation_failure', 'job_cancellation_error', 403],
] as const)('#12 returns the same hint for the codes %s and %s', (older, newer, status) => {
	const [a, b] = [older, newer].map((code) =>
		prosaHttp.parseError(status, prosaBytes(`error.${status}.${code}.json`).toString()),
	);
	expect([a?.code, b?.code]).toEqual([older, newer]);
	expect(a?.hint).toBe(b?.hint);
	expect(a?.hint).toMatch(/\w/);
});

it('#13 reads errors with and without a context', () => {
	const read = (name: string) => prosaHttp.parseError(400, prosaBytes(name).toString());
	expect(read('error.400.asr_model_not_found.json').message).toBe("ASR model 'asr-general' not found");
	expect(read('error.400.asr_model_not_found.no-context.json').message).toBe(
		"ASR model 'invalid-model' not found",
	);
	expect(read('error.400.quota_insufficient.json').message).toBe(
		'Insufficient quota (current 12, required 75)',
	);
	const unfilled = {
		status: 'asr_request_file_too_large',
		message: 'Request too large: {duration} > {max_duration}',
		context: { duration: '75.2', max_duration: '60.0' },
	};
	expect(prosaHttp.parseError(400, JSON.stringify(unfilled)).message).toBe('Request too large: 75.2 > 60.0');
});

it('#19 keeps samplerate of a model and sample_rate of a request apart', () => {
	expect(modelsSchema.parse(prosaSample('models.200.json'))[0]?.samplerate).toBe(16_000);
	const webhook = job('webhook.completed.json');
	expect([webhook.request?.sample_rate, webhook.model?.samplerate]).toEqual([8000, 16_000]);
});

it('#20 ignores progress when determining the status', () => {
	const zero = job('job.complete.200.zero-progress.json');
	expect(toJob(zero).status).toBe('completed');
	const full = { job_id: 'a', status: 'in_progress', progress: { total: 100 } };
	expect(toStatus(statusSchema.parse(full))).toMatchObject({ status: 'running', progress: { total: 100 } });
});

it('#23 ignores streaming: models that only stream are listed as the account has them', () => {
	const names = modelsSchema.parse(prosaSample('models.with-online.200.json')).map(({ name }) => name);
	expect(names).toEqual(['stt-general', 'stt-general-online']);
});
