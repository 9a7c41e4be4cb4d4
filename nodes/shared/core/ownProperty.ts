/**
 * The entry of a table under a key that comes from outside; `undefined` where there is none, also for
 * `__proto__`, `constructor` and what else every object answers to.
 */
export function ownProperty<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
	return Object.hasOwn(table, key) ? table[key] : undefined;
}
