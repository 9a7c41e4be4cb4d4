import { DEFAULT_SPEED, JobClock } from '../../../sandbox/core/clock';

const speed = { ...DEFAULT_SPEED, queuedMs: 1000, processingMs: 2000 };

beforeEach(() => {
	jest.useFakeTimers({ now: 1_700_000_000_000 });
});
afterEach(() => {
	jest.useRealTimers();
});

describe('JobClock', () => {
	it('moves a job from queued through processing to its end, and announces the end once', () => {
		const ended: string[] = [];
		const job = new JobClock(speed).start({ work: () => 'words', onEnd: (outcome) => ended.push(outcome) });
		expect([job.phase(), job.progress(), job.outcome()]).toEqual(['queued', 0, null]);
		jest.advanceTimersByTime(999);
		expect(job.phase()).toBe('queued');
		jest.advanceTimersByTime(1);
		expect(job.phase()).toBe('processing');
		expect(job.progress()).toBeCloseTo(1 / 3);
		jest.advanceTimersByTime(1999);
		expect([job.phase(), ended]).toEqual(['processing', []]);
		jest.advanceTimersByTime(2);
		expect([job.phase(), job.outcome(), job.progress(), ended]).toEqual(['ended', 'words', 1, ['words']]);
		expect(job.endedAt()).toBe(1_700_000_003_000);
		jest.advanceTimersByTime(60_000);
		expect(ended).toEqual(['words']);
	});

	it('does not end a job before its work is done', async () => {
		let finish: (outcome: string) => void = () => undefined;
		const work = new Promise<string>((resolve) => (finish = resolve));
		const job = new JobClock({ ...speed, queuedMs: 0, processingMs: 0 }).start({ work: () => work });
		await jest.advanceTimersByTimeAsync(5000);
		expect([job.phase(), job.outcome()]).toEqual(['processing', null]);
		finish('late');
		await jest.advanceTimersByTimeAsync(1);
		expect([job.phase(), job.outcome(), job.endedAt()]).toEqual(['ended', 'late', 1_700_000_005_000]);
	});

	it('runs as many jobs of a lane at a time as its width, first in, first out', () => {
		const clock = new JobClock(speed);
		const lane = { name: 'key', limit: 1 };
		const [a, b, c] = [1, 2, 3].map((n) => clock.start({ work: () => n, lane }));
		const other = clock.start({ work: () => 4, lane: { name: 'other key', limit: 1 } });
		expect([a?.held, b?.held, c?.held, other.held]).toEqual([false, true, true, false]);
		jest.advanceTimersByTime(3001);
		expect([a?.phase(), b?.held, b?.phase(), c?.held]).toEqual(['ended', false, 'queued', true]);
		b?.cancel();
		expect([b?.phase(), c?.held]).toEqual(['queued', false]);
		jest.advanceTimersByTime(3001);
		expect([b?.outcome(), c?.outcome()]).toEqual([null, 3]);
	});

	it('ends everything immediately on request, including jobs that wait in a lane', () => {
		const ended: number[] = [];
		const clock = new JobClock(speed);
		for (const n of [1, 2]) {
			clock.start({ work: () => n, onEnd: () => ended.push(n), lane: { name: 'key', limit: 1 } });
		}
		clock.finish();
		expect(ended).toEqual([1, 2]);
		const next = clock.start({ work: () => 3, lane: { name: 'key', limit: 1 } });
		expect(next.held).toBe(false);
	});

	it('ends as many jobs as requested, the oldest first, and none twice', async () => {
		const ended: number[] = [];
		const clock = new JobClock(speed);
		let done: (outcome: number) => void = () => undefined;
		const slow = new Promise<number>((resolve) => (done = resolve));
		for (const work of [() => slow, () => 2, () => 3, () => 4]) {
			clock.start({ work, onEnd: (n) => ended.push(n) });
		}
		clock.finish(2);
		expect(ended).toEqual([2]);
		clock.finish(1);
		expect(ended).toEqual([2, 3]);
		done(1);
		await jest.advanceTimersByTimeAsync(1);
		expect(ended).toEqual([2, 3, 1]);
	});

	it('resolves long polls at the end of the job or at their limit', async () => {
		const job = new JobClock(speed).start({ work: () => 'words' });
		const woken: string[] = [];
		void job.settled(500).then(() => woken.push('limit'));
		void job.settled().then(() => woken.push('end'));
		await jest.advanceTimersByTimeAsync(501);
		expect(woken).toEqual(['limit']);
		await jest.advanceTimersByTimeAsync(2600);
		expect(woken).toEqual(['limit', 'end']);
	});

	it('keeps the times a job was created with when the speed changes', () => {
		const clock = new JobClock({ ...speed });
		const job = clock.start({ work: () => 1 });
		clock.speed.processingMs = 60_000;
		jest.advanceTimersByTime(3001);
		expect(job.phase()).toBe('ended');
	});
});
