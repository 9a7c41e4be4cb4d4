/**
 * The entry of a table for an untrusted key; `undefined` if there is none, also for inherited properties such as
 * `__proto__` and `constructor`.
 */
export function ownProperty<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
	return Object.hasOwn(table, key) ? table[key] : undefined;
}
