import { ExplainedError } from '../../../nodes/shared/http/explainedError';
import { createOnce, type NewJob } from '../../../nodes/shared/jobs/createOnce';
import { JobError } from '../../../nodes/shared/jobs/jobError';
import { keepResult } from '../../../nodes/shared/jobs/results';
import type { Reuse } from '../../../nodes/shared/jobs/reuse';
import type { CreatedJob } from '../../../nodes/shared/jobs/vendor';
import {
	createdJob,
	failedRequest,
	fakeClient,
	fakeExecution,
	fakeItem,
	lostResponse,
	type ClientSettings,
	type ExecutionSettings,
} from '../../support/jobs';
import { elapsedMs, inVirtualTime, START_MS } from '../../support/virtualTime';
import { wavFile } from '../../support/wav';

const MARK = /^n8n:1234:0\.0:[0-9a-f]{8}$/;

const MINUTE_MS = 60_000;

/** One node in one execution, and what its vendor does with a job. */
function scene(job: Partial<NewJob>, settings: ExecutionSettings = {}) {
	const execution = fakeExecution(settings);
	const sent: string[] = [];
	const vendor = {
		what: 'talk.mp3',
		resume: async (jobId: string) => await Promise.resolve(createdJob(jobId)),
		...job,
		send: async (mark: string, announce: (jobId: string) => void) => {
			sent.push(mark);
			return await (job.send?.(mark, announce) ?? Promise.resolve(createdJob('J1')));
		},
	};
	return {
		execution,
		/** The marks of the requests that were sent. */
		sent,
		/** An attempt of n8n to run the node. */
		attempt: async (client: ClientSettings = {}, startMs = START_MS) => {
			const item = fakeItem(execution);
			const [result] = await inVirtualTime(
				async () => await Promise.allSettled([createOnce(item, fakeClient(client), vendor)]),
				startMs,
			);
			return {
				created: result.status === 'fulfilled' ? result.value : undefined,
				error: result.status === 'rejected' ? result.reason : undefined,
				recorded: item.recorded,
				unfetchable: item.unfetchable,
			};
		},
	};
}

/** Fails the first requests and creates J1, J2, ... with the others. */
function failingFirst(...errors: Error[]) {
	let count = 0;
	return async () => {
		count += 1;
		const error = errors[count - 1];
		if (error) throw error;
		return await Promise.resolve(createdJob(`J${count}`));
	};
}

const nothingMore = async (): Promise<CreatedJob> => await Promise.reject(new Error('One request too many'));

const nothing = async (): Promise<CreatedJob | undefined> => {
	const none: { job?: CreatedJob } = await Promise.resolve({});
	return none.job;
};

describe('the first attempt', () => {
	it('sends one request with the mark of the item and returns its job', async () => {
		const { attempt, sent } = scene({});
		const { created } = await attempt();
		expect(created).toEqual(createdJob('J1'));
		expect(sent).toEqual([expect.stringMatching(MARK)]);
	});

	it('records the ID of the job and writes it to the log', async () => {
		const { attempt, execution } = scene({});
		const { recorded } = await attempt();
		expect(recorded).toEqual(['J1']);
		expect(execution.log).toEqual(['Acme job J1 created for item 0 (node "Acme", execution 1234)']);
	});

	it('remembers the request before it is sent, because n8n may be stopped at any time', async () => {
		let remembered = '';
		const { attempt, execution } = scene({
			send: async () => {
				remembered = JSON.stringify(execution.nodeContext);
				return await Promise.resolve(createdJob('J1'));
			},
		});
		await attempt();
		expect(remembered).toContain(`?${START_MS.toString(36)} n8n:1234:0.0:`);
	});

	it('remembers, records and logs an announced ID before the vendor has responded', async () => {
		let before: unknown;
		const { attempt, execution } = scene({
			send: async (_mark, announce) => {
				announce('UPLOAD-1');
				before = [JSON.stringify(execution.nodeContext), [...execution.log]];
				return await Promise.resolve(createdJob('UPLOAD-1'));
			},
		});
		const { recorded } = await attempt();
		expect(before).toEqual([
			expect.stringContaining(`?${START_MS.toString(36)} UPLOAD-1`),
			[expect.stringContaining('Acme job UPLOAD-1 created')],
		]);
		expect([recorded, execution.log.length]).toEqual([['UPLOAD-1'], 1]);
	});
});

describe('a further attempt after the job was created', () => {
	it('continues with the job and sends nothing', async () => {
		const resumed: string[] = [];
		const { attempt, sent } = scene({
			resume: async (jobId) => {
				resumed.push(jobId);
				return await Promise.resolve(createdJob(jobId, { status: 'completed' }));
			},
		});
		await attempt();
		const { created, recorded } = await attempt();
		expect(created?.job.status).toBe('completed');
		expect([resumed, recorded, sent.length]).toEqual([['J1'], ['J1'], 1]);
	});

	it('returns a running job while the vendor cannot be reached', async () => {
		const { attempt } = scene({
			resume: async () => await Promise.reject(failedRequest({ transient: true })),
		});
		await attempt();
		const { created } = await attempt();
		expect(created).toEqual({
			job: {
				vendor: 'acme',
				jobId: 'J1',
				status: 'running',
				vendorStatus: 'unknown',
				createdAt: null,
				completedAt: null,
				name: null,
				duration: null,
				errorMessage: null,
			},
			raw: { jobId: 'J1' },
		});
	});

	it('retries the request for the state of the job for ten seconds at most, because waiting is more patient', async () => {
		const ends: Array<number | undefined> = [];
		const { attempt } = scene({
			resume: async (jobId, { options }) => {
				ends.push(options.latestRetry);
				return await Promise.resolve(createdJob(jobId));
			},
		});
		await attempt();
		await attempt({}, START_MS + MINUTE_MS);
		expect(ends).toEqual([START_MS + MINUTE_MS + 10_000]);
	});

	it('returns a running job while the vendor may not know it yet', async () => {
		const { attempt } = scene({
			lateMs: MINUTE_MS,
			resume: async () => await Promise.reject(failedRequest({ status: 404 }, 'Not found')),
		});
		await attempt();
		const early = await attempt({}, START_MS + MINUTE_MS - 1);
		expect(early.created?.job).toMatchObject({ jobId: 'J1', status: 'running' });
		const late = await attempt({}, START_MS + MINUTE_MS);
		expect(late.error).toMatchObject({ message: 'Not found' });
	});

	it('fails for another reason than that even while the vendor may not know it yet', async () => {
		const { attempt } = scene({
			lateMs: MINUTE_MS,
			resume: async () => await Promise.reject(failedRequest({ status: 403 }, 'Forbidden')),
		});
		await attempt();
		expect((await attempt()).error).toMatchObject({ message: 'Forbidden' });
	});

	it('returns a running job even if the response took until the vendor should have known it', async () => {
		const { attempt } = scene({
			lateMs: MINUTE_MS,
			resume: async () => {
				await new Promise((resolve) => setTimeout(resolve, 5_000));
				throw failedRequest({ status: 404 }, 'Not found');
			},
		});
		await attempt();
		const early = await attempt({}, START_MS + MINUTE_MS - 1);
		expect(early.created?.job).toMatchObject({ jobId: 'J1', status: 'running' });
	});

	it('fails if the vendor does not know the job, unless jobs appear late', async () => {
		const { attempt } = scene({
			resume: async () => await Promise.reject(failedRequest({ status: 404 }, 'Not found')),
		});
		await attempt();
		expect((await attempt()).error).toMatchObject({ message: 'Not found' });
	});

	it('fails with the job recorded if the vendor rejects the request permanently', async () => {
		const { attempt, sent } = scene({
			resume: async () => await Promise.reject(failedRequest({ status: 401 }, 'The key is invalid')),
		});
		await attempt();
		const { error, recorded } = await attempt();
		expect(error).toMatchObject({ message: 'The key is invalid' });
		expect([recorded, sent.length]).toEqual([['J1'], 1]);
	});

	it('fails if the execution is stopped, also during a temporary failure', async () => {
		const stop = new AbortController();
		const { attempt } = scene({
			resume: async () => {
				stop.abort();
				return await Promise.reject(failedRequest({ transient: true }, 'Stopped'));
			},
		});
		await attempt();
		expect((await attempt({ signal: stop.signal })).error).toMatchObject({ message: 'Stopped' });
	});

	it('treats an error of the program as permanent', async () => {
		const { attempt } = scene({ resume: async () => await Promise.reject(new Error('A bug')) });
		await attempt();
		expect((await attempt()).error).toEqual(new Error('A bug'));
	});
});

describe('a job that failed at the vendor', () => {
	const failing = (job: Partial<NewJob> = {}): Partial<NewJob> => ({
		resume: async (jobId) => await Promise.resolve(createdJob(jobId, { status: 'failed' })),
		...job,
	});
	const newJobOnRetry = { parameters: { options: { newJobOnRetry: true } } };

	it('is the result of a further attempt by default', async () => {
		const { attempt, sent } = scene(failing({ send: failingFirst() }));
		await attempt();
		expect((await attempt()).created?.job).toMatchObject({ jobId: 'J1', status: 'failed' });
		expect(sent).toHaveLength(1);
	});

	it('is replaced by a new one if the option "New Job on Retry" is on', async () => {
		const { attempt, sent } = scene(failing({ send: failingFirst() }), newJobOnRetry);
		await attempt();
		expect((await attempt()).created?.job.jobId).toBe('J2');
		expect(sent).toHaveLength(2);
	});

	it('is not replaced if it did not fail', async () => {
		const { attempt, sent } = scene({ send: failingFirst() }, newJobOnRetry);
		await attempt();
		expect((await attempt()).created?.job.jobId).toBe('J1');
		expect(sent).toHaveLength(1);
	});

	it('is not taken for its replacement when that is searched for', async () => {
		let lost = 0;
		const { attempt, sent } = scene(
			failing({
				send: async () => {
					lost += 1;
					if (lost === 2) throw lostResponse();
					return await Promise.resolve(createdJob(`J${lost}`));
				},
				find: async () => await Promise.resolve(createdJob('J1', { status: 'failed' })),
			}),
			newJobOnRetry,
		);
		await attempt();
		expect((await attempt()).created?.job.jobId).toBe('J3');
		expect(sent).toHaveLength(3);
	});

	it('is not taken for its replacement by a later attempt either, also after a request that created nothing', async () => {
		const outcomes = [
			async () => await Promise.resolve(createdJob('J1')),
			async () => await Promise.reject(failedRequest()),
			async () => await Promise.reject(lostResponse({ mayStillRun: true })),
		];
		const list = [createdJob('J1', { status: 'failed' })];
		const { attempt, sent } = scene(
			failing({
				send: async () => await (outcomes.shift() ?? nothingMore)(),
				find: async () => await Promise.resolve(list[0]),
			}),
			newJobOnRetry,
		);
		await attempt();
		expect((await attempt()).error).toBeDefined();
		expect((await attempt()).error).toBeDefined();
		list.unshift(createdJob('J3'));
		const { created, recorded } = await attempt();
		expect([created?.job.jobId, recorded, sent.length]).toEqual(['J3', ['J3'], 3]);
	});

	it('is replaced by the next attempt if a search shows that its replacement was not created', async () => {
		const outcomes = [
			async () => await Promise.resolve(createdJob('J1')),
			async () => await Promise.reject(lostResponse({ mayStillRun: true })),
			async () => await Promise.resolve(createdJob('J3')),
		];
		const { attempt, sent, execution } = scene(
			failing({
				send: async () => await (outcomes.shift() ?? nothingMore)(),
				find: async () => await Promise.resolve(createdJob('J1', { status: 'failed' })),
			}),
			newJobOnRetry,
		);
		await attempt();
		expect((await attempt()).error).toBeDefined();
		expect((await attempt()).created?.job.jobId).toBe('J3');
		expect(sent).toHaveLength(3);
		expect(execution.log.map((line) => line.split(' ')[2])).toEqual(['J1', 'J3']);
	});

	it('is replaced by the next attempt after a request that created nothing, also without a list', async () => {
		const outcomes = [
			async () => await Promise.resolve(createdJob('J1')),
			async () => await Promise.reject(failedRequest()),
			async () => await Promise.resolve(createdJob('J3')),
		];
		const { attempt } = scene(
			failing({ send: async () => await (outcomes.shift() ?? nothingMore)() }),
			newJobOnRetry,
		);
		await attempt();
		expect((await attempt()).error).toBeDefined();
		expect((await attempt()).created?.job.jobId).toBe('J3');
	});

	it('starts the search for its replacement at the time of the new request', async () => {
		const found: number[] = [];
		const send = failingFirst();
		let isLost = false;
		const { attempt } = scene(
			failing({
				send: async () => {
					if (isLost) throw lostResponse({ mayStillRun: true });
					return await send();
				},
				find: async (_handle, since) => {
					found.push(since());
					return await nothing();
				},
			}),
			newJobOnRetry,
		);
		await attempt();
		isLost = true;
		await attempt({ clockAheadMs: 0 }, START_MS + 10 * MINUTE_MS);
		expect(found[0]).toBe(START_MS + 10 * MINUTE_MS - 2_000);
	});
});

describe('a request whose response was lost', () => {
	it('is not sent again if the job is found by its mark', async () => {
		const handles: string[] = [];
		const { attempt, sent } = scene({
			send: failingFirst(lostResponse()),
			find: async (handle) => {
				handles.push(handle);
				return await Promise.resolve(createdJob('FOUND'));
			},
		});
		const { created, recorded } = await attempt();
		expect(created?.job.jobId).toBe('FOUND');
		expect(handles).toEqual(sent);
		expect(recorded).toEqual(['FOUND']);
	});

	it('leads to a further attempt that continues with the job found', async () => {
		const { attempt, sent } = scene({
			send: failingFirst(lostResponse()),
			find: async () => await Promise.resolve(createdJob('FOUND')),
		});
		await attempt();
		expect((await attempt()).created?.job.jobId).toBe('FOUND');
		expect(sent).toHaveLength(1);
	});

	it('is searched for by the announced ID if there is one', async () => {
		const handles: string[] = [];
		const { attempt } = scene({
			send: async (_mark, announce) => {
				announce('UPLOAD-1');
				return await Promise.reject(lostResponse({ mayStillRun: true }));
			},
			find: async (handle) => {
				handles.push(handle);
				return await nothing();
			},
		});
		await attempt();
		expect(handles).toEqual(['UPLOAD-1', 'UPLOAD-1', 'UPLOAD-1']);
	});

	it('is searched for by the mark again after the request with the announced ID created nothing', async () => {
		const handles: string[] = [];
		let count = 0;
		const { attempt, sent } = scene({
			send: async (_mark, announce) => {
				count += 1;
				if (count === 1) announce('UPLOAD-1');
				return await Promise.reject(lostResponse());
			},
			find: async (handle) => {
				handles.push(handle);
				return await Promise.resolve(count < 2 ? undefined : createdJob('FOUND'));
			},
		});
		await attempt();
		expect(handles.at(-1)).toBe(sent[0]);
	});

	it('is sent again if no such job exists and none can be created later', async () => {
		const { attempt, sent } = scene({ send: failingFirst(lostResponse()), find: nothing });
		expect((await attempt()).created?.job.jobId).toBe('J2');
		expect(sent).toHaveLength(2);
	});

	it('is not sent again while the vendor may still process it', async () => {
		const { attempt, sent } = scene({
			send: failingFirst(lostResponse({ mayStillRun: true })),
			find: nothing,
		});
		expect((await attempt()).error).toMatchObject({ message: 'The response was lost' });
		expect(sent).toHaveLength(1);
	});

	it('is sent again even then if a search without a result is conclusive', async () => {
		const { attempt, sent } = scene({
			send: failingFirst(lostResponse({ mayStillRun: true })),
			find: nothing,
			isConclusive: true,
		});
		expect((await attempt()).created?.job.jobId).toBe('J2');
		expect(sent).toHaveLength(2);
	});

	it('is not sent again if the search fails: the job may exist', async () => {
		const { attempt, sent } = scene({
			send: failingFirst(lostResponse()),
			find: async () => await Promise.reject(failedRequest({ transient: true })),
		});
		expect((await attempt()).error).toMatchObject({ message: 'The response was lost' });
		expect(sent).toHaveLength(1);
	});

	it('is not sent again if nothing identifies the job and there is a new one like it', async () => {
		const { attempt, sent } = scene({
			send: failingFirst(lostResponse()),
			hasSimilar: async () => await Promise.resolve(true),
		});
		expect((await attempt()).error).toMatchObject({ message: 'The response was lost' });
		expect(sent).toHaveLength(1);
	});

	it('is sent again if nothing identifies the job and there is none like it', async () => {
		const { attempt, sent } = scene({
			send: failingFirst(lostResponse()),
			hasSimilar: async () => await Promise.resolve(false),
		});
		expect((await attempt()).created?.job.jobId).toBe('J2');
		expect(sent).toHaveLength(2);
	});

	it('is not sent again if the vendor has no list to search', async () => {
		const { attempt, sent } = scene({ send: failingFirst(lostResponse()) });
		expect((await attempt()).error).toMatchObject({ message: 'The response was lost' });
		expect(sent).toHaveLength(1);
	});
});

describe('the time from which jobs are searched', () => {
	const searched = async (client: ClientSettings, kind: 'find' | 'hasSimilar') => {
		const times: number[] = [];
		const { attempt } = scene({
			send: async () => await Promise.reject(lostResponse({ mayStillRun: true })),
			...(kind === 'find'
				? {
						find: async (_handle: string, since: () => number) => {
							times.push(since() - START_MS);
							return await nothing();
						},
					}
				: {
						hasSimilar: async (since: () => number) => {
							times.push(since() - START_MS);
							return await Promise.resolve(true);
						},
					}),
		});
		await attempt(client);
		return times[0];
	};

	it.each(['find', 'hasSimilar'] as const)(
		'is the time of the request by the clock of the vendor, less two seconds (%s)',
		async (kind) => {
			expect(await searched({ clockAheadMs: 30_000 }, kind)).toBe(28_000);
			expect(await searched({ clockAheadMs: -30_000 }, kind)).toBe(-32_000);
		},
	);

	it('is an hour before the request if the clock of the vendor is unknown', async () => {
		expect(await searched({}, 'find')).toBe(-60 * MINUTE_MS);
	});

	it('is the time of the first request, also in a further attempt of n8n', async () => {
		const times: number[] = [];
		const { attempt } = scene({
			send: async () => await Promise.reject(lostResponse({ mayStillRun: true })),
			find: async (_handle, since) => {
				times.push(since());
				return await nothing();
			},
		});
		await attempt({ clockAheadMs: 0 });
		await attempt({ clockAheadMs: 0 }, START_MS + 10 * MINUTE_MS);
		expect(new Set(times)).toEqual(new Set([START_MS - 2_000]));
	});
});

describe('a further attempt after the outcome remained unknown', () => {
	const unknown = (job: Partial<NewJob>) =>
		scene({ send: failingFirst(lostResponse({ mayStillRun: true })), ...job });

	it('continues with the job if it has appeared by now', async () => {
		const list: CreatedJob[] = [];
		const { attempt, sent, execution } = unknown({ find: async () => await Promise.resolve(list[0]) });
		await attempt();
		list.push(createdJob('LATE'));
		const { created, recorded } = await attempt();
		expect([created, recorded, sent.length]).toEqual([createdJob('LATE'), ['LATE'], 1]);
		expect(execution.log).toEqual([expect.stringContaining('Acme job LATE created for item 0')]);
		expect((await attempt()).created?.job.jobId).toBe('LATE');
	});

	it('searches three times within seven seconds before it sends the request again', async () => {
		const times: number[] = [];
		const { attempt, sent } = unknown({
			find: async () => {
				times.push(elapsedMs());
				return await nothing();
			},
		});
		await attempt();
		times.length = 0;
		const { created, recorded } = await attempt();
		expect(times).toEqual([1_000, 3_000, 7_000]);
		expect(created?.job.jobId).toBe('J2');
		expect(recorded).toStrictEqual([undefined, 'J2']);
		expect(sent).toHaveLength(2);
	});

	it('sends the request again if nothing identifies the job and three searches find none like it', async () => {
		let searches = 0;
		const { attempt, sent } = unknown({
			hasSimilar: async () => {
				searches += 1;
				return await Promise.resolve(false);
			},
		});
		await attempt();
		searches = 0;
		expect((await attempt()).created?.job.jobId).toBe('J2');
		expect([sent.length, searches]).toEqual([2, 3]);
	});

	it.each([
		['the search fails', { find: async () => await Promise.reject(failedRequest({ transient: true })) }],
		['the vendor has no list', {}],
		['there is a new job like it', { hasSimilar: async () => await Promise.resolve(true) }],
	])('fails without another request if %s', async (_reason, job) => {
		const { attempt, sent } = unknown(job);
		await attempt();
		const { error } = await attempt();
		expect(error).toBeInstanceOf(ExplainedError);
		expect(error).toMatchObject({
			message: 'Acme: it is unknown whether an earlier attempt created the job',
			advice: `No further request was sent. Check Job: Get Many. To transcribe the recording anyway, start a new execution. Reference of the attempt: ${sent[0]}`,
		});
		expect(sent).toHaveLength(1);
	});

	it('fails with the advice of the vendor if it has one', async () => {
		const { attempt } = unknown({});
		await attempt();
		expect((await attempt({ outcomeUnknownHint: 'Look at the dashboard.' })).error).toMatchObject({
			advice: expect.stringContaining(
				'No further request was sent. Look at the dashboard. To transcribe the recording anyway',
			),
		});
	});

	it('still knows about the request after an attempt that could not find out', async () => {
		const { attempt, sent } = unknown({});
		await attempt();
		await attempt();
		await attempt();
		expect(sent).toHaveLength(1);
	});

	it('sends nothing if the execution is stopped during the search', async () => {
		const stop = new AbortController();
		const { attempt, sent } = unknown({
			find: async () => {
				stop.abort();
				return await nothing();
			},
		});
		await attempt();
		expect((await attempt({ signal: stop.signal })).error).toBeDefined();
		expect(sent).toHaveLength(1);
	});
});

describe('a request that failed', () => {
	it.each([
		['certainly created no job', failedRequest({ status: 400 })],
		['was never sent', failedRequest({ outcome: 'notSent' })],
		['was a free one before the paid request', failedRequest({ outcome: 'unknown', isPaid: false })],
		['failed before it was sent', new Error('The file cannot be read')],
		['was not allowed', new ExplainedError({ message: 'No file', advice: 'Choose a file.' })],
	])('is forgotten if it %s', async (_reason, failure) => {
		const { attempt, sent, execution } = scene({ send: failingFirst(failure), find: nothing });
		const { error, recorded } = await attempt();
		expect(error).toBe(failure);
		expect(recorded).toStrictEqual([undefined]);
		expect(JSON.stringify(execution.nodeContext)).not.toContain('n8n:1234');
		expect((await attempt()).created?.job.jobId).toBe('J2');
		expect(sent).toHaveLength(2);
	});

	it.each([
		['its outcome is unknown', lostResponse({ mayStillRun: true })],
		['it is about a job that exists', new JobError('J7', 'The job failed', 'Create a new job.', true)],
	])('is remembered if %s', async (_reason, failure) => {
		const { attempt, sent } = scene({ send: failingFirst(failure) });
		const { error, recorded } = await attempt();
		expect(error).toBe(failure);
		expect(recorded).toHaveLength(0);
		expect((await attempt()).error).toMatchObject({ message: expect.stringContaining('it is unknown') });
		expect(sent).toHaveLength(1);
	});
});

describe('a request that creates no job', () => {
	const transcript = (): CreatedJob => ({ ...createdJob('', { status: 'completed' }), withoutJob: true });

	it('returns the same result to a further attempt, because the vendor stores nothing', async () => {
		const result = transcript();
		const { attempt, sent, execution } = scene({
			what: 'kept',
			send: async () => await Promise.resolve(result),
			resume: async () => await Promise.reject(new Error('There is nothing to resume')),
		});
		await attempt();
		const { created, recorded } = await attempt();
		expect(created).toBe(result);
		expect([sent.length, recorded.length, execution.log.length]).toEqual([1, 0, 0]);
	});

	it('resumes a result that is no longer kept, with its mark recorded', async () => {
		const { attempt, sent } = scene({
			what: 'not kept',
			send: async () => await Promise.resolve(transcript()),
			resume: async (handle) => await Promise.resolve(createdJob(handle)),
		});
		await attempt();
		for (let other = 0; other < 200; other += 1) keepResult('other', String(other), transcript());
		const { created, recorded } = await attempt();
		expect([created?.job.jobId, recorded]).toEqual([sent[0], sent]);
	});
});

describe('a job whose result is sent to a callback URL', () => {
	const unfetchable = (jobId: string): CreatedJob => ({ ...createdJob(jobId), isFetchable: false });
	const job: Partial<NewJob> = {
		send: async () => await Promise.resolve(unfetchable('J1')),
		resume: async (jobId) => await Promise.resolve(unfetchable(jobId)),
	};

	it('is recorded as one that cannot be fetched', async () => {
		const { attempt } = scene(job);
		expect((await attempt()).unfetchable).toEqual(['J1']);
	});

	it('is recorded like that by a further attempt as well', async () => {
		const { attempt } = scene(job);
		await attempt();
		expect((await attempt()).unfetchable).toEqual(['J1']);
	});

	it('differs from all other jobs', async () => {
		const { attempt } = scene({});
		expect((await attempt()).unfetchable).toHaveLength(0);
		expect((await attempt()).unfetchable).toHaveLength(0);
	});
});

describe('an earlier job with the same result', () => {
	const options = (more: Record<string, unknown> = {}) => ({
		parameters: { options: { reuseExistingJob: true, ...more } },
		functions: { getWorkflow: () => ({ id: 'w1' }) },
	});
	const known: Reuse = {
		settings: 'en',
		find: async () => await Promise.resolve(createdJob('EARLIER', { status: 'completed' })),
	};

	it('is used again instead of a request', async () => {
		const { attempt, sent, execution } = scene({ reuse: known }, options());
		const { created, recorded } = await attempt();
		expect([created, recorded]).toEqual([createdJob('EARLIER', { status: 'completed' }), ['EARLIER']]);
		expect(sent).toEqual([]);
		expect(execution.log).toEqual(['Acme job EARLIER reused for item 0 (node "Acme", execution 1234)']);
	});

	it('is what a further attempt continues with, without a search', async () => {
		const find = jest.fn(async () => await Promise.resolve(createdJob('EARLIER', { status: 'completed' })));
		const { attempt, sent } = scene({ reuse: { ...known, find } }, options());
		await attempt();
		expect((await attempt()).created?.job.jobId).toBe('EARLIER');
		expect([find.mock.calls.length, sent.length]).toEqual([1, 0]);
	});

	it('is found by the end of the mark of the request that created it', async () => {
		const { attempt, sent } = scene(
			{ reuse: { settings: 'en', find: async () => await nothing() } },
			options(),
		);
		await attempt();
		expect(sent).toEqual([expect.stringMatching(/^n8n:1234:0\.0:[0-9a-f]{8}:[0-9a-f]{20}$/)]);
	});

	it('is not limited, because nothing is paid, but has its estimate', async () => {
		const stopBefore = { limits: { perItem: 0.5 } };
		const { attempt } = scene({ reuse: known, file: wavFile(60).file }, options({ stopBefore }));
		expect((await attempt()).created?.job).toMatchObject({ jobId: 'EARLIER', estimatedDuration: 60 });
	});
});

describe('the limits of the node', () => {
	const within = (minutes: number) => ({
		parameters: { options: { stopBefore: { limits: { perItem: minutes } } } },
	});
	const { file } = wavFile(60);

	it('stop before the request', async () => {
		const { attempt, sent } = scene({ file }, within(0.5));
		expect((await attempt()).error).toMatchObject({ message: expect.stringContaining('Limit per Item') });
		expect(sent).toEqual([]);
	});

	it('add the estimate to the job', async () => {
		const { attempt } = scene({ file }, within(1));
		const { created } = await attempt();
		expect(created).toEqual({ ...createdJob('J1', { estimatedDuration: 60 }) });
	});

	it('do not stop an attempt that continues with a job that is paid', async () => {
		const { parameters } = within(1);
		const { attempt } = scene({ file }, { parameters });
		await attempt();
		parameters.options.stopBefore.limits.perItem = 0.5;
		expect((await attempt()).created?.job).toMatchObject({ jobId: 'J1', estimatedDuration: 60 });
	});
});
