/**
 * Assertions about types, which `npm run typecheck` checks: `Expect` accepts `true` only.
 *
 * @example type Checks = [Expect<Same<Job['status'], JobStatus>>, Expect<Not<Accepts<Word, { text: string }>>>];
 */
export type Expect<Condition extends true> = Condition;

export type Not<Condition extends boolean> = Condition extends true ? false : true;

/** Whether a value of the second type can be used where the first is required. */
export type Accepts<Target, Value> = [Value] extends [Target] ? true : false;

/** Whether two types are the same; `any`, optional and readonly members count as differences. */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** The names of the members that may be absent. */
export type OptionalKeys<T> = {
	[K in keyof T]-?: Partial<Pick<T, K>> extends Pick<T, K> ? K : never;
}[keyof T];
