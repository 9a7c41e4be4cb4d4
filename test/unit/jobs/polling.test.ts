import type { ClientOptions } from '../../../nodes/shared/http/client';
import { Outage } from '../../../nodes/shared/http/outage';
import { Semaphore } from '../../../nodes/shared/http/semaphore';
import { JobError } from '../../../nodes/shared/jobs/jobError';
import type { Job, JobResponse } from '../../../nodes/shared/jobs/model';
import { deadlineIn, pollUntilDone, pollUntilReady, untilDeadline } from '../../../nodes/shared/jobs/polling';
import type { JobVendor } from '../../../nodes/shared/jobs/vendor';
import { createdJob, failedRequest, fakeClient, fakeVendor, jobOf } from '../../support/jobs';
import { elapsedMs, inVirtualTime, START_MS, takes } from '../../support/virtualTime';

const HOUR_MS = 3_600_000;

const temporary = (changes: Parameters<typeof failedRequest>[0] = {}) =>
	failedRequest({ transient: true, ...changes }, 'Service unavailable');

beforeEach(() => {
	// No pause is shortened.
	jest.spyOn(Math, 'random').mockReturnValue(0);
});

afterEach(() => {
	jest.restoreAllMocks();
});

/** Ends polling without pauses, which would never let the clock advance. */
function noteTime(times: number[]): void {
	if (times.length >= 1_000) throw new Error('Too many requests');
	times.push(elapsedMs());
}

/** How the vendor responds to one check. */
type Check = (waitSeconds: number) => Promise<JobResponse>;

const completed: Check = async () => await Promise.resolve(createdJob('J1', { status: 'completed' }));

const running: Check = async () => await Promise.resolve(createdJob('J1', { vendorStatus: 'in_progress' }));

/** An outage that its requests have to end. */
function outage(): Outage {
	const begun = new Outage(undefined);
	begun.failed(begun.begin('short'), { isLimit: true, isAnswered: true, askedMs: undefined });
	return begun;
}

/** A status request that the vendor holds open as long as it may. */
const held: Check = async (waitSeconds) => {
	await takes(waitSeconds * 1_000);
	return createdJob('J1');
};

const fails =
	(error: Error): Check =>
	async () =>
		await Promise.reject(error);

interface Poll {
	/** More options of the client. */
	options?: ClientOptions;
	/** One after the other; the last one again and again. */
	checks: Check[];
	vendor?: Partial<JobVendor>;
	limitMs?: number;
	created?: Job;
	signal?: AbortSignal;
}

/** Polls a job, and notes when it was checked and how long the vendor was allowed to hold each check. */
async function poll({ checks, vendor, limitMs = HOUR_MS, created, signal, options = {} }: Poll) {
	const times: number[] = [];
	const latestRetries: number[] = [];
	const waits: number[] = [];
	const acme = fakeVendor({
		getJob: async (client, jobId, waitSeconds) => {
			expect([client.options.jobId, jobId]).toEqual(['J1', 'J1']);
			noteTime(times);
			waits.push(waitSeconds);
			latestRetries.push((client.options.latestRetry ?? Infinity) - START_MS);
			const check = checks[Math.min(times.length, checks.length) - 1] ?? completed;
			return await check(waitSeconds);
		},
		...vendor,
	});
	let end = 0;
	const [result] = await inVirtualTime(async () => {
		const client = fakeClient({ ...options, ...(signal ? { signal } : {}) });
		const settled = await Promise.allSettled([
			pollUntilDone(acme, client, 'J1', deadlineIn(limitMs), created),
		]);
		end = elapsedMs();
		return settled;
	});
	return {
		times,
		waits,
		latestRetries,
		end,
		response: result.status === 'fulfilled' ? result.value : undefined,
		error: result.status === 'rejected' ? result.reason : undefined,
	};
}

const repeat = (check: Check, count: number) => Array.from({ length: count }, () => check);

describe('a deadline', () => {
	it('is the time limit from now', async () => {
		expect(await inVirtualTime(async () => await Promise.resolve(deadlineIn(5_000)))).toEqual({
			at: START_MS + 5_000,
			limitMs: 5_000,
		});
	});
});

describe('polling at intervals', () => {
	it('checks a job at once and returns it if it has ended', async () => {
		const { times, response } = await poll({ checks: [completed] });
		expect(times).toEqual([0]);
		expect(response).toEqual(createdJob('J1', { status: 'completed' }));
	});

	it('waits before the first check of a job that was just created', async () => {
		const { times } = await poll({ checks: [completed], created: jobOf('J1', { status: 'queued' }) });
		expect(times).toEqual([1_000]);
	});

	it('checks a job at once if it had already ended when it was created', async () => {
		const { times } = await poll({ checks: [completed], created: jobOf('J1', { status: 'completed' }) });
		expect(times).toEqual([0]);
	});

	it('waits a quarter of the time so far, at least the first and at most the longest pause', async () => {
		const { times } = await poll({ checks: [...repeat(running, 20), completed] });
		const pauses = times.slice(1).map((time, check) => time - (times[check] ?? 0));
		expect(times.slice(0, 7)).toEqual([0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_250]);
		expect(Math.max(...pauses)).toBe(10_000);
		expect(pauses.slice(-2)).toEqual([10_000, 10_000]);
	});

	it('shortens each pause by chance, by a fifth at most', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(1);
		expect((await poll({ checks: [running, completed] })).times).toEqual([0, 800]);
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
		expect((await poll({ checks: [running, completed] })).times).toEqual([0, 900]);
	});

	it('lets the vendor hold no check', async () => {
		expect((await poll({ checks: [running, running, completed] })).waits).toEqual([0, 0, 0]);
	});
});

describe('temporary failures', () => {
	it('do not end polling', async () => {
		const { response, times } = await poll({ checks: [fails(temporary()), running, completed] });
		expect(response?.job.status).toBe('completed');
		expect(times).toEqual([0, 1_000, 2_000]);
	});

	it('lengthen the pause to what the vendor asks for', async () => {
		const { times } = await poll({ checks: [fails(temporary({ retryAfterMs: 30_000 })), completed] });
		expect(times).toEqual([0, 30_000]);
	});

	it('do not shorten the pause, whatever the vendor asks for', async () => {
		const { times } = await poll({ checks: [fails(temporary({ retryAfterMs: 10 })), completed] });
		expect(times).toEqual([0, 1_000]);
	});

	it('lengthen no pause after a later success', async () => {
		const { times } = await poll({
			checks: [fails(temporary({ retryAfterMs: 30_000 })), running, completed],
		});
		expect(times).toEqual([0, 30_000, 37_500]);
	});
});

describe('permanent failures', () => {
	it('end polling at once', async () => {
		const error = failedRequest({ status: 401 });
		expect(await poll({ checks: [fails(error)] })).toMatchObject({ error, times: [0] });
	});

	it('end polling with an error even if something else was thrown', async () => {
		const thrown: unknown = 'no error object';
		const check: Check = async () => {
			await Promise.resolve();
			throw thrown;
		};
		const { error } = await poll({ checks: [check] });
		expect(error).toEqual(new Error('no error object'));
	});

	it.each([404, 403])('include %d if the vendor knows jobs at once', async (status) => {
		const error = failedRequest({ status });
		expect(await poll({ checks: [fails(error)] })).toMatchObject({ error, times: [0] });
	});

	it('do not include 404 as long as the vendor may not know the job yet', async () => {
		const error = failedRequest({ status: 404 });
		const { times, response } = await poll({
			checks: [fails(error), fails(error), completed],
			vendor: { lateMs: 2_000 },
		});
		expect([times, response?.job.status]).toEqual([[0, 1_000, 2_000], 'completed']);
	});

	it('include 404 after that time', async () => {
		const error = failedRequest({ status: 404 });
		const result = await poll({ checks: [fails(error)], vendor: { lateMs: 2_000 } });
		expect(result).toMatchObject({ error, times: [0, 1_000, 2_000] });
	});

	it('do not include 404 in response to a request that began before that time and was retried until after it', async () => {
		const slow: Check = async () => {
			await new Promise((resolve) => setTimeout(resolve, 5_000));
			throw failedRequest({ status: 404 });
		};
		const { times, response } = await poll({ checks: [slow, completed], vendor: { lateMs: 2_000 } });
		expect([times, response?.job.status]).toEqual([[0, 6_250], 'completed']);
	});

	it('include other statuses even during that time', async () => {
		const error = failedRequest({ status: 403 });
		const result = await poll({ checks: [fails(error)], vendor: { lateMs: 2_000 } });
		expect(result).toMatchObject({ error, times: [0] });
	});
});

describe('the time limit', () => {
	it('ends polling with a last check and an error that says how to continue', async () => {
		const { error, times, end } = await poll({ checks: [running], limitMs: 2_500 });
		expect(times).toEqual([0, 1_000, 2_000, 2_500]);
		expect(end).toBe(2_500);
		expect(error).toBeInstanceOf(JobError);
		expect(error).toMatchObject({
			message: 'The job did not finish within 3 seconds; its status is "in_progress" (job J1)',
			advice:
				'The job keeps running at Acme and nothing is lost. Continue with Job: Wait for Completion and the ID J1, or raise "Time Limit (Minutes)" under "Options".',
			jobId: 'J1',
			hasJobEnded: false,
		});
	});

	it('allows one check even if it has already passed', async () => {
		expect((await poll({ checks: [completed], limitMs: -1_000 })).response?.job.status).toBe('completed');
		expect((await poll({ checks: [running], limitMs: -1_000 })).times).toEqual([0]);
	});

	it('tells why the status is unknown if every check failed', async () => {
		const { error } = await poll({ checks: [fails(temporary())], limitMs: 2_000 });
		expect(error).toMatchObject({
			message:
				'The job did not finish within 2 seconds; its status could not be read: Service unavailable (job J1)',
		});
	});

	it('tells the last known status even if the last check failed', async () => {
		const { error } = await poll({ checks: [running, fails(temporary())], limitMs: 2_000 });
		expect(error).toMatchObject({ message: expect.stringContaining('; its status is "in_progress" (') });
	});

	it('ends the retries of a check, except that each check has ten seconds for them', async () => {
		const { times, latestRetries } = await poll({ checks: [running], limitMs: 12_000 });
		expect(times.slice(0, 5)).toEqual([0, 1_000, 2_000, 3_000, 4_000]);
		expect(latestRetries.slice(0, 5)).toEqual([12_000, 12_000, 12_000, 13_000, 14_000]);
	});

	it('cuts a pause that the vendor asks for', async () => {
		const { times } = await poll({
			checks: [fails(temporary({ retryAfterMs: HOUR_MS }))],
			limitMs: 5_000,
		});
		expect(times).toEqual([0, 5_000]);
	});
});

describe('a stopped execution', () => {
	const stopped = {
		message: 'Waiting was stopped (job J1)',
		advice: 'The job keeps running at Acme. Continue with Job: Wait for Completion and the ID J1.',
		jobId: 'J1',
		hasJobEnded: false,
	};

	it('checks nothing', async () => {
		const stop = new AbortController();
		stop.abort();
		const { error, times } = await poll({ checks: [completed], signal: stop.signal });
		expect(error).toMatchObject(stopped);
		expect(times).toEqual([]);
	});

	it('ends a pause at once', async () => {
		const stop = new AbortController();
		const { error, end } = await poll({
			checks: [
				async () => {
					setTimeout(() => {
						stop.abort();
					}, 300);
					return await Promise.resolve(createdJob('J1'));
				},
			],
			signal: stop.signal,
		});
		expect(error).toMatchObject(stopped);
		expect(end).toBe(300);
	});

	it('names the job even if the request fails because of it', async () => {
		const stop = new AbortController();
		const check: Check = async () => {
			stop.abort();
			return await Promise.reject(failedRequest({ outcome: 'notSent' }));
		};
		expect((await poll({ checks: [check], signal: stop.signal })).error).toMatchObject(stopped);
	});
});

describe('long polling', () => {
	const longPoll = { longPollSeconds: 20 };

	it('first asks for the present status of a job that may have ended long ago', async () => {
		const { waits } = await poll({ checks: [completed], vendor: longPoll });
		expect(waits).toEqual([0]);
	});

	it('asks the vendor at once to hold the check of a job that was just created', async () => {
		const { times, waits } = await poll({
			checks: [held, completed],
			vendor: longPoll,
			created: jobOf('J1', { status: 'queued' }),
		});
		expect([times, waits]).toEqual([
			[0, 20_000],
			[20, 20],
		]);
	});

	it('asks for the present status as long as nothing else would show the end of an outage', async () => {
		const checks = [running, held, completed];
		const during = await poll({ checks, vendor: longPoll, options: { outage: outage() } });
		expect(during.waits).toEqual([0, 0, 0]);
		const without = await poll({ checks, vendor: longPoll, options: { outage: new Outage(undefined) } });
		expect(without.waits).toEqual([0, 20, 20]);
	});

	it('makes no pause between checks that the vendor holds', async () => {
		const { times, waits } = await poll({ checks: [running, held, held, completed], vendor: longPoll });
		expect(times).toEqual([0, 1_000, 21_000, 41_000]);
		expect(waits).toEqual([0, 20, 20, 20]);
	});

	it('lets the vendor hold a check no longer than the time limit, in whole seconds', async () => {
		const { times, waits } = await poll({ checks: [held], vendor: longPoll, limitMs: 8_500 });
		expect(waits).toEqual([0, 7, 0, 0]);
		expect(times).toEqual([0, 1_000, 8_000, 8_500]);
	});

	it('is given up if the vendor responds at once', async () => {
		const { times, waits } = await poll({ checks: [running, running, running, completed], vendor: longPoll });
		expect(waits).toEqual([0, 20, 0, 0]);
		expect(times).toEqual([0, 1_000, 2_000, 3_000]);
	});

	it.each([
		[499, 0],
		[500, 20],
	])('of a response after %d ms continues with waits of %d seconds', async (ms, next) => {
		const slow: Check = async () => {
			await takes(ms);
			return createdJob('J1');
		};
		const { waits } = await poll({ checks: [running, slow, completed], vendor: longPoll });
		expect(waits).toEqual([0, 20, next]);
	});

	it('continues after a failure, with a pause', async () => {
		const { times, waits } = await poll({
			checks: [running, fails(temporary()), held, completed],
			vendor: longPoll,
		});
		expect(times).toEqual([0, 1_000, 2_000, 22_000]);
		expect(waits).toEqual([0, 20, 20, 20]);
	});

	it('makes no pause after a failure of a check that was held', async () => {
		const broken: Check = async () => {
			await takes(15_000);
			throw temporary();
		};
		const { times } = await poll({ checks: [running, broken, completed], vendor: longPoll });
		expect(times).toEqual([0, 1_000, 16_000]);
	});
});

describe('a request that is repeated until the deadline', () => {
	async function request(
		attempts: Array<string | Error>,
		{ limitMs = HOUR_MS, signal }: { limitMs?: number; signal?: AbortSignal } = {},
	) {
		const times: number[] = [];
		const client = fakeClient(signal ? { signal } : {});
		const [result] = await inVirtualTime(
			async () =>
				await Promise.allSettled([
					untilDeadline(fakeVendor({}), client, deadlineIn(limitMs), async () => {
						noteTime(times);
						const attempt = attempts[Math.min(times.length, attempts.length) - 1] ?? '';
						if (attempt instanceof Error) throw attempt;
						return await Promise.resolve(attempt);
					}),
				]),
		);
		return {
			times,
			value: result.status === 'fulfilled' ? result.value : undefined,
			error: result.status === 'rejected' ? result.reason : undefined,
		};
	}

	it('returns the first success', async () => {
		expect(await request(['text'])).toMatchObject({ value: 'text', times: [0] });
	});

	it('is repeated after temporary failures, at growing intervals', async () => {
		const { value, times } = await request([...Array.from({ length: 6 }, () => temporary()), 'text']);
		expect(value).toBe('text');
		expect(times).toEqual([0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_250]);
	});

	it('waits as long as the vendor asks', async () => {
		expect((await request([temporary({ retryAfterMs: 30_000 }), 'text'])).times).toEqual([0, 30_000]);
	});

	it('fails at once with a permanent failure', async () => {
		const error = failedRequest();
		expect(await request([error])).toMatchObject({ error, times: [0] });
	});

	it('fails with the last error at the deadline', async () => {
		const error = temporary();
		expect(await request([error], { limitMs: 1_500 })).toMatchObject({ error, times: [0, 1_000, 1_500] });
	});

	it('fails at once if the execution is stopped', async () => {
		const stop = new AbortController();
		stop.abort();
		const error = temporary();
		expect(await request([error], { signal: stop.signal })).toMatchObject({ error, times: [0] });
	});
});

describe('polling for a file', () => {
	async function pollFile(
		results: Array<string | undefined | Error>,
		{
			limitMs = HOUR_MS,
			stopAfter,
			vendorStatus,
		}: { limitMs?: number; stopAfter?: number; vendorStatus?: string } = {},
	) {
		const times: number[] = [];
		const stop = new AbortController();
		const client = fakeClient(stopAfter === undefined ? {} : { signal: stop.signal });
		const [result] = await inVirtualTime(
			async () =>
				await Promise.allSettled([
					pollUntilReady(fakeVendor({}), client, 'J1', deadlineIn(limitMs), async () => {
						noteTime(times);
						if (times.length === stopAfter) stop.abort();
						const next = results[Math.min(times.length, results.length) - 1];
						if (next instanceof Error) throw next;
						return await Promise.resolve(next === undefined ? { vendorStatus } : { ready: next });
					}),
				]),
		);
		return {
			times,
			value: result.status === 'fulfilled' ? result.value : undefined,
			error: result.status === 'rejected' ? result.reason : undefined,
		};
	}

	it('returns the file once it is ready, after growing intervals', async () => {
		const { value, times } = await pollFile([...Array.from({ length: 6 }, () => undefined), 'file']);
		expect(value).toBe('file');
		expect(times).toEqual([0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_250]);
	});

	it('returns an empty file', async () => {
		expect(await pollFile([''])).toMatchObject({ value: '', times: [0] });
	});

	it('continues after temporary failures', async () => {
		expect(await pollFile([temporary(), 'file'])).toMatchObject({ value: 'file', times: [0, 1_000] });
	});

	it('fails at once with a permanent failure', async () => {
		const error = failedRequest();
		expect(await pollFile([error])).toMatchObject({ error, times: [0] });
	});

	it('fails at the time limit, after a last request', async () => {
		const { error, times } = await pollFile([undefined], { limitMs: 1_500 });
		expect(times).toEqual([0, 1_000, 1_500]);
		expect(error).toMatchObject({
			message: 'The file was not ready within 2 seconds (job J1)',
			advice: 'Try again later, or raise "Time Limit (Minutes)" under "Options".',
			jobId: 'J1',
			hasJobEnded: false,
		});
	});

	it('fails at the time limit with the status, if the vendor returns one', async () => {
		const { error } = await pollFile([undefined], { limitMs: 1_000, vendorStatus: 'stuck' });
		expect(error).toMatchObject({
			message: 'The file was not ready within 1 seconds; its status is "stuck" (job J1)',
		});
	});

	it('requests nothing more once the execution is stopped', async () => {
		const { error, times } = await pollFile([undefined], { stopAfter: 2 });
		expect(times).toEqual([0, 1_000]);
		expect(error).toMatchObject({ message: 'Waiting was stopped (job J1)' });
	});
});

it('needs few checks for a job of a day', async () => {
	const polling = { firstMs: 1_000, ceilingMs: 24 * HOUR_MS };
	const { times } = await poll({ checks: [running], limitMs: 24 * HOUR_MS, vendor: { polling } });
	expect(times.length).toBeLessThan(60);
});

describe('the jobs of a run', () => {
	/** When each of these jobs, created one after the other, was checked, in ms since its creation. */
	const checksOf = async (durationsMs: number[], isNew: (job: number) => boolean = () => true) => {
		const semaphore = new Semaphore(10);
		return await inVirtualTime(async () => {
			const all: number[][] = [];
			for (const [job, durationMs] of durationsMs.entries()) {
				const began = elapsedMs();
				const times: number[] = [];
				const vendor = fakeVendor({
					getJob: async () => {
						times.push(elapsedMs() - began);
						const hasEnded = elapsedMs() - began >= durationMs;
						return await Promise.resolve(createdJob('J1', hasEnded ? { status: 'completed' } : {}));
					},
				});
				const created = isNew(job) ? jobOf('J1') : undefined;
				await pollUntilDone(vendor, fakeClient({ semaphore }), 'J1', deadlineIn(HOUR_MS), created);
				all.push(times);
			}
			return all;
		});
	};

	it('are first checked when the fastest of the last ten had almost ended', async () => {
		const checks = await checksOf([...Array.from({ length: 10 }, () => 60_000), 60_000]);
		const [first = [], last = []] = [checks[0], checks.at(-1)];
		const noticedMs = first.at(-1) ?? 0;
		expect(last[0]).toBe(Math.floor(noticedMs * 0.75));
		expect(last.length).toBeLessThan(first.length / 3);
	});

	it('are checked early as long as fewer than ten have ended, or if one of those was fast', async () => {
		const few = await checksOf(Array.from({ length: 10 }, () => 60_000));
		const fast = await checksOf([...Array.from({ length: 9 }, () => 60_000), 2_000, 60_000]);
		expect(few.at(-1)?.[0]).toBe(1_000);
		expect(fast.at(-1)?.[0]).toBeLessThanOrEqual(2_000);
	});

	it('are checked late again when a fast one is no longer among the last ten', async () => {
		const checks = await checksOf([2_000, ...Array.from({ length: 11 }, () => 60_000)]);
		expect(checks[10]?.[0]).toBeLessThanOrEqual(2_000);
		expect(checks[11]?.[0]).toBeGreaterThan(40_000);
	});

	it('do not delay jobs that were created before', async () => {
		const checks = await checksOf(
			Array.from({ length: 12 }, () => 60_000),
			() => false,
		);
		expect(checks.map(([first]) => first)).toEqual(checks.map(() => 0));
	});

	it('are not delayed because of jobs that were created before, whose whole time is unknown', async () => {
		const checks = await checksOf(
			Array.from({ length: 11 }, () => 60_000),
			(job) => job === 10,
		);
		expect(checks.at(-1)?.[0]).toBe(1_000);
	});
});
