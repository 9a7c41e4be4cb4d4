import { transcriptOfJob, transcriptOrReason } from '../../../nodes/shared/jobs/transcriptOfJob';
import { SchemaMismatchError } from '../../../nodes/shared/transcript/check';
import type { Transcript } from '../../../nodes/shared/transcript/model';
import type { TranscriptResponse } from '../../../nodes/shared/transcript/response';
import { failedRequest, fakeClient, fakeVendor } from '../../support/jobs';
import { rejectionOf } from '../../support/virtualTime';

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
	const error = new SchemaMismatchError('"words.3.start": expected number');
	if (raw) error.raw = raw;
	return error;
}

const failing = (error: Error) => async () => await Promise.reject<TranscriptResponse>(error);

describe('the transcript of a job', () => {
	it('is fetched by a request that names the job in its errors', async () => {
		const { vendor, jobs } = acme(response);
		expect(await transcriptOfJob(vendor, fakeClient(), 'J1', 'transcript')).toBe(response);
		expect(jobs).toEqual(['J1', 'J1']);
	});

	it('is read from the response about the job if that contains it, without a request', async () => {
		const { vendor, jobs } = acme(new Error('This request is superfluous'));
		const readTranscript = async () => await Promise.resolve(response);
		expect(await transcriptOfJob(vendor, fakeClient(), 'J1', 'transcript', { readTranscript })).toBe(
			response,
		);
		expect(jobs).toEqual([]);
	});

	it('is fetched if the response about the job does not contain it', async () => {
		const { vendor } = acme(response);
		expect(await transcriptOfJob(vendor, fakeClient(), 'J1', 'transcript', {})).toBe(response);
	});

	it('need not be valid if the output is the response of the vendor', async () => {
		const { vendor } = acme(mismatch({ words: 'none' }));
		const { transcript: empty, raw } = await transcriptOfJob(vendor, fakeClient(), 'J1', 'vendor');
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
		['for another output', 'transcript', mismatch({ words: 'none' })],
		['if the response is unknown', 'vendor', mismatch()],
		['if the request failed', 'vendor', failedRequest()],
	])('is an error %s', async (_case, output, error) => {
		const { vendor } = acme(error);
		expect(await rejectionOf(transcriptOfJob(vendor, fakeClient(), 'J1', output))).toBe(error);
	});

	it('is an error if the response about the job contains an invalid one', async () => {
		const { vendor, jobs } = acme(response);
		const error = mismatch();
		const read = { readTranscript: failing(error) };
		expect(await rejectionOf(transcriptOfJob(vendor, fakeClient(), 'J1', 'transcript', read))).toBe(error);
		expect(jobs).toEqual([]);
	});
});

describe('the transcript for a callback that the vendor waits for', () => {
	it('is returned with the response', async () => {
		const { vendor } = acme(response);
		expect(await transcriptOrReason(vendor, fakeClient(), 'J1', 'transcript')).toEqual({ response });
	});

	it('is an error for a temporary failure, so that the vendor repeats the callback', async () => {
		const error = failedRequest({ transient: true });
		const { vendor } = acme(error);
		expect(await rejectionOf(transcriptOrReason(vendor, fakeClient(), 'J1', 'transcript'))).toBe(error);
	});

	it.each([failedRequest({ status: 404 }, 'No such job'), mismatch()])(
		'is replaced by the reason of a permanent failure: %s',
		async (error) => {
			const { vendor } = acme(error);
			expect(await transcriptOrReason(vendor, fakeClient(), 'J1', 'transcript')).toEqual({
				reason: error.message,
			});
		},
	);
});
