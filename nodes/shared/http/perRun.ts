import type { Semaphore } from './semaphore';

/**
 * A value that all items of a run share; a run has one semaphore. Without a semaphore, each call returns a new value.
 */
export function perRun<T>(create: () => T): (semaphore: Semaphore | undefined) => T {
	const values = new WeakMap<Semaphore, T>();
	return (semaphore) => {
		const known = semaphore === undefined ? undefined : values.get(semaphore);
		if (known !== undefined) return known;
		const value = create();
		if (semaphore !== undefined) values.set(semaphore, value);
		return value;
	};
}
