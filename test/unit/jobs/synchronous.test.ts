import { keepResult } from '../../../nodes/shared/jobs/results';
import {
	jobOf,
	resultOf,
	submitOnce,
	transcribeOnce,
	unconvertedResult,
	type TranscriptionRequest,
} from '../../../nodes/shared/jobs/synchronous';
import type { SynchronousVendor } from '../../../nodes/shared/jobs/vendor';
import { SchemaMismatchError } from '../../../nodes/shared/transcript/check';
import { createdJob, fakeClient, fakeExecution, fakeItem, fakeVendor } from '../../support/jobs';
import { aTranscript, aWord } from '../../support/transcripts';
import { rejectionOf } from '../../support/virtualTime';

const transcript = aTranscript([aWord('Hello', 0)], { duration: 12 });
const raw = { id: 'R1', text: 'Hello' };

/** Converts every response with a text. */
const successesOnly: SynchronousVendor = {
	http: { ...fakeVendor({}).http, outcomeUnknownHint: 'Look at the dashboard.' },
	requestId: ({ id }) => (typeof id === 'string' ? id : undefined),
	toTranscript: async ({ text }) => {
		if (text === undefined) throw new SchemaMismatchError('"text" must be text');
		return await Promise.resolve(transcript);
	},
};

const swift: SynchronousVendor = {
	...successesOnly,
	failureReason: ({ failure }) => (typeof failure === 'string' ? failure : undefined),
};

/** A request whose vendor returns this response, and the callback URLs with which it was sent. */
function requestFor(what: string, response = raw) {
	const sent: Array<string | undefined> = [];
	const request: TranscriptionRequest = {
		what,
		send: async (_client, callbackUrl) => {
			sent.push(callbackUrl);
			return await Promise.resolve(response);
		},
	};
	return { sent, request };
}

describe('the result in a response', () => {
	it('has the ID of the request and the length of the recording', async () => {
		const { job, raw: data, withoutJob } = await resultOf(swift, raw);
		expect(job).toEqual({
			vendor: 'acme',
			jobId: 'R1',
			status: 'completed',
			vendorStatus: 'completed',
			createdAt: null,
			completedAt: null,
			name: null,
			duration: 12,
			errorMessage: null,
		});
		expect([data, withoutJob]).toEqual([raw, true]);
	});

	it('contains the transcript with the response', async () => {
		const { readTranscript } = await resultOf(swift, raw);
		expect(await readTranscript()).toEqual({ transcript, raw });
	});

	it('is not lost if it cannot be converted, because it is paid for', async () => {
		const { job, raw: data, readTranscript } = await resultOf(swift, { id: 'R1' });
		expect([job.jobId, job.duration, data]).toEqual(['R1', null, { id: 'R1' }]);
		expect(await rejectionOf(readTranscript())).toMatchObject({
			message: '"text" must be text',
			raw: { id: 'R1' },
		});
	});
});

it('a result that cannot be converted is a job with the reason and the response', async () => {
	const result = await resultOf(swift, { id: 'R1' });
	expect(unconvertedResult(result, 'No text')).toEqual({
		...result.job,
		errorMessage: 'No text',
		response: { id: 'R1' },
	});
});

describe('a request as a job', () => {
	it('has a name even if the vendor has no ID for it', () => {
		expect(jobOf(swift, {}, 'completed').jobId).toBe('unnamed');
	});

	it('has the reason of its failure', () => {
		expect(jobOf(swift, { failure: 'No speech' }, 'failed')).toMatchObject({
			status: 'failed',
			vendorStatus: 'failed',
			errorMessage: 'No speech',
		});
	});

	it('has no reason if the vendor only reports successes', () => {
		expect(jobOf(successesOnly, { failure: 'No speech' }, 'completed').errorMessage).toBeNull();
	});
});

describe('transcribeOnce', () => {
	it('returns the result of one request without a callback', async () => {
		const { request, sent } = requestFor('first');
		const item = fakeItem(fakeExecution());
		const { job, raw: data, readTranscript } = await transcribeOnce(swift, item, fakeClient(), request);
		expect([job.jobId, data]).toEqual(['R1', raw]);
		expect(sent).toStrictEqual([undefined]);
		expect((await readTranscript()).transcript).toBe(transcript);
	});

	it('returns the same result to a retry by n8n without another request', async () => {
		const { request, sent } = requestFor('retry');
		const execution = fakeExecution();
		await transcribeOnce(swift, fakeItem(execution), fakeClient(), request);
		const again = await transcribeOnce(swift, fakeItem(execution), fakeClient(), request);
		expect((await again.readTranscript()).transcript).toBe(transcript);
		expect(sent).toHaveLength(1);
	});

	it('fails without another request if the result is no longer kept', async () => {
		const { request, sent } = requestFor('lost');
		const execution = fakeExecution();
		await transcribeOnce(swift, fakeItem(execution), fakeClient(), request);
		for (let other = 0; other < 200; other += 1) keepResult('other', String(other), createdJob(''));
		const again = transcribeOnce(swift, fakeItem(execution), fakeClient(), request);
		expect(await rejectionOf(again)).toMatchObject({
			message: expect.stringContaining('The vendor responded to an earlier attempt'),
			advice: expect.stringContaining('Acme does not store results. '),
			hasJobEnded: true,
		});
		expect(sent).toHaveLength(1);
	});
});

describe('submitOnce', () => {
	const CALLBACK_URL = 'https://n8n.example/webhook/1';

	it('sends the callback URL and returns a job that cannot be fetched', async () => {
		const { request, sent } = requestFor('start');
		const item = fakeItem(fakeExecution());
		const created = await submitOnce(swift, item, fakeClient(), request, CALLBACK_URL);
		expect(created).toMatchObject({ job: { jobId: 'R1', status: 'queued' }, raw, isFetchable: false });
		expect([sent, item.unfetchable]).toEqual([[CALLBACK_URL], ['R1']]);
	});

	it('sends nothing in a retry by n8n and returns the same job', async () => {
		const { request, sent } = requestFor('start again');
		const execution = fakeExecution();
		await submitOnce(swift, fakeItem(execution), fakeClient(), request, CALLBACK_URL);
		const item = fakeItem(execution);
		const again = await submitOnce(swift, item, fakeClient(), request, CALLBACK_URL);
		expect(again).toMatchObject({
			job: { jobId: 'R1', status: 'queued', vendorStatus: 'queued' },
			raw: { jobId: 'R1' },
		});
		expect([sent.length, item.unfetchable]).toEqual([1, ['R1']]);
	});
});
