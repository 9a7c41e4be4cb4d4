import { Semaphore } from '../../../nodes/shared/http/semaphore';

/** Work that starts when the semaphore lets it and ends when the test says so. */
function workOf(semaphore: Semaphore) {
	const started: string[] = [];
	const ends = new Map<string, { succeed: () => void; fail: (error: Error) => void }>();
	const start = (name: string) => {
		const work = async () => {
			started.push(name);
			await new Promise<void>((succeed, fail) => ends.set(name, { succeed, fail }));
			return name;
		};
		return semaphore.run(work);
	};
	return {
		started,
		start,
		succeed: (name: string) => ends.get(name)?.succeed(),
		fail: (name: string) => ends.get(name)?.fail(new Error(`${name} failed`)),
	};
}

const settle = async () => await new Promise((resolve) => setImmediate(resolve));

describe('a semaphore', () => {
	it('starts no more work than its limit', async () => {
		const { started, start } = workOf(new Semaphore(2));
		for (const name of ['a', 'b', 'c', 'd']) void start(name);
		await settle();
		expect(started).toEqual(['a', 'b']);
	});

	it('starts the work that waits in the order in which it came, one for each that ends', async () => {
		const { started, start, succeed } = workOf(new Semaphore(2));
		for (const name of ['a', 'b', 'c', 'd']) void start(name);
		succeed('b');
		await settle();
		expect(started).toEqual(['a', 'b', 'c']);
		succeed('a');
		await settle();
		expect(started).toEqual(['a', 'b', 'c', 'd']);
	});

	it('returns what the work returns', async () => {
		const { start, succeed } = workOf(new Semaphore(1));
		const first = start('a');
		const second = start('b');
		succeed('a');
		expect(await first).toBe('a');
		await settle();
		succeed('b');
		expect(await second).toBe('b');
	});

	it('passes on the error of work that fails, and its slot', async () => {
		const { started, start, fail } = workOf(new Semaphore(1));
		const first = start('a');
		void start('b');
		fail('a');
		await expect(first).rejects.toThrow('a failed');
		await settle();
		expect(started).toEqual(['a', 'b']);
	});

	it('has all its slots again when nothing runs any more', async () => {
		const { started, start, succeed } = workOf(new Semaphore(2));
		for (const name of ['a', 'b', 'c']) void start(name);
		for (const name of ['a', 'b']) succeed(name);
		await settle();
		succeed('c');
		await settle();
		for (const name of ['d', 'e', 'f']) void start(name);
		await settle();
		expect(started).toEqual(['a', 'b', 'c', 'd', 'e']);
	});

	it('lets only work that may be flushed give up its place', async () => {
		const semaphore = new Semaphore(1);
		const done: string[] = [];
		let finish: () => void = () => undefined;
		const first = semaphore.run(async () => await new Promise<void>((resolve) => (finish = resolve)));
		const patient = semaphore.run(async () => await Promise.resolve(done.push('patient')));
		const flushed = semaphore.runUnlessFlushed(async () => await Promise.resolve(done.push('flushed')));
		await settle();
		semaphore.flush();
		expect(await flushed).toBeUndefined();
		finish();
		await Promise.all([first, patient]);
		expect(await semaphore.runUnlessFlushed(async () => await Promise.resolve('later'))).toBe('later');
		expect(done).toEqual(['patient']);
	});
});
