import {
	transcriptOfJob,
	transcriptOfResult,
	transcriptOrReason,
	type WantedTranscript,
} from '../../../nodes/shared/jobs/transcriptOfJob';
import { SchemaMismatchError } from '../../../nodes/shared/transcript/check';
import type { Transcript } from '../../../nodes/shared/transcript/model';
import type { TranscriptResponse } from '../../../nodes/shared/transcript/response';
import { failedRequest, fakeClient, fakeVendor } from '../../support/jobs';
import { rejectionOf } from '../../support/virtualTime';

const WANTED: WantedTranscript = { output: 'transcript', redaction: 'redacted' };
const WANTED_RAW: WantedTranscript = { output: 'vendor', redaction: 'redacted' };

const transcript: Transcript = {
	vendor: 'acme',
	jobId: 'J1',
	language: 'en',
	duration: 1,
	text: 'Hello',
	confidence: null,
	words: [],
	segments: [],
	insights: {},
};

const response: TranscriptResponse = { transcript, raw: { text: 'Hello' } };

/** A vendor that returns the transcript, or fails; `jobs` holds the jobs named in its requests. */
function acme(result: TranscriptResponse | Error) {
	const jobs: Array<string | undefined> = [];
	return {
		jobs,
		vendor: fakeVendor({
			getTranscript: async (client, jobId) => {
				jobs.push(client.options.jobId, jobId);
				return await (result instanceof Error ? Promise.reject(result) : Promise.resolve(result));
			},
		}),
	};
}

function mismatch(raw?: TranscriptResponse['raw']): SchemaMismatchError {
	const error = new SchemaMismatchError('"words.3.start" must be a number');
	if (raw) error.raw = raw;
	return error;
}

const failing = (error: Error) => async () => await Promise.reject<TranscriptResponse>(error);

describe('the transcript of a job', () => {
	it('is fetched by a request that names the job in its errors', async () => {
		const { vendor, jobs } = acme(response);
		expect(await transcriptOfJob(vendor, fakeClient(), 'J1', WANTED)).toBe(response);
		expect(jobs).toEqual(['J1', 'J1']);
	});

	it('is read from the response about the job if that contains it, without a request', async () => {
		const { vendor, jobs } = acme(new Error('This request is superfluous'));
		const readTranscript = async () => await Promise.resolve(response);
		expect(await transcriptOfJob(vendor, fakeClient(), 'J1', WANTED, { readTranscript })).toBe(response);
		expect(jobs).toEqual([]);
	});

	it('is fetched if the response about the job does not contain it', async () => {
		const { vendor } = acme(response);
		expect(await transcriptOfJob(vendor, fakeClient(), 'J1', WANTED, {})).toBe(response);
	});

	describe('that was redacted', () => {
		const asSpoken = { ...transcript, text: 'Hello Ann' };
		const redacted = { ...response, readAsSpoken: async () => await Promise.resolve(asSpoken) };
		const textFor = async (wanted: WantedTranscript) => {
			const { vendor } = acme(redacted);
			return (await transcriptOfJob(vendor, fakeClient(), 'J1', wanted)).transcript.text;
		};

		it('remains redacted', async () => {
			expect(await textFor(WANTED)).toBe('Hello');
		});

		it('is returned as it was spoken if this is selected', async () => {
			expect(await textFor({ ...WANTED, redaction: 'asSpoken' })).toBe('Hello Ann');
		});

		it('is not read as it was spoken if the output is the response of the vendor', async () => {
			expect(await textFor({ ...WANTED_RAW, redaction: 'asSpoken' })).toBe('Hello');
		});
	});

	it('need not be valid if the output is the response of the vendor', async () => {
		const { vendor } = acme(mismatch({ words: 'none' }));
		const { transcript: empty, raw } = await transcriptOfJob(vendor, fakeClient(), 'J1', WANTED_RAW);
		expect(raw).toEqual({ words: 'none' });
		expect(empty).toEqual({
			vendor: '',
			jobId: '',
			language: null,
			duration: null,
			text: '',
			confidence: null,
			words: [],
			segments: [],
			insights: {},
		});
	});

	it.each([
		['for another output', WANTED, mismatch({ words: 'none' })],
		['if the response is unknown', WANTED_RAW, mismatch()],
		['if the request failed', WANTED_RAW, failedRequest()],
	])('is an error %s', async (_case, wanted, error) => {
		const { vendor } = acme(error);
		expect(await rejectionOf(transcriptOfJob(vendor, fakeClient(), 'J1', wanted))).toBe(error);
	});

	it('is an error if the response about the job contains an invalid one', async () => {
		const { vendor, jobs } = acme(response);
		const error = mismatch();
		const read = { readTranscript: failing(error) };
		expect(await rejectionOf(transcriptOfJob(vendor, fakeClient(), 'J1', WANTED, read))).toBe(error);
		expect(jobs).toEqual([]);
	});
});

describe('the transcript for a callback that the vendor waits for', () => {
	it('is returned with the response', async () => {
		const { vendor } = acme(response);
		expect(await transcriptOrReason(vendor, fakeClient(), 'J1', WANTED)).toEqual({ response });
	});

	it('is an error for a temporary failure, so that the vendor repeats the callback', async () => {
		const error = failedRequest({ transient: true });
		const { vendor } = acme(error);
		expect(await rejectionOf(transcriptOrReason(vendor, fakeClient(), 'J1', WANTED))).toBe(error);
	});

	it.each([failedRequest({ status: 404 }, 'No such job'), mismatch()])(
		'is replaced by the reason of a permanent failure: %s',
		async (error) => {
			const { vendor } = acme(error);
			expect(await transcriptOrReason(vendor, fakeClient(), 'J1', WANTED)).toEqual({
				reason: error.message,
			});
		},
	);
});

describe('the transcript in a response that was paid for', () => {
	it('is returned with the response', async () => {
		const read = async () => await Promise.resolve(response);
		expect(await transcriptOfResult('transcript', read)).toEqual({ response });
	});

	it('is replaced by the reason if it cannot be converted', async () => {
		const error = mismatch({ words: 'none' });
		expect(await transcriptOfResult('transcript', failing(error))).toEqual({ reason: error.message });
	});

	it('need not be valid if the output is the response of the vendor', async () => {
		expect(await transcriptOfResult('vendor', failing(mismatch({ words: 'none' })))).toMatchObject({
			response: { raw: { words: 'none' } },
		});
	});
});
