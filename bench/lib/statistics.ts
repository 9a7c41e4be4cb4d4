/** The median of the values. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	const upper = sorted[middle];
	if (upper === undefined) throw new Error('There is no median of nothing');
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/**
 * Measures contenders in turn, once per round, starting with a different one in each round, so that other load on the
 * machine affects all of them. Returns the results of each contender by round.
 */
export async function alternate<Name extends string, T>(
	rounds: number,
	contenders: Readonly<Record<Name, (round: number) => Promise<T>>>,
): Promise<Record<Name, T[]>> {
	const names = keysOf(contenders);
	const results = fromKeys(names, (): T[] => []);
	for (let round = 0; round < rounds; round += 1) {
		for (const [index] of names.entries()) {
			const name = names[(index + round) % names.length];
			if (name !== undefined) results[name].push(await contenders[name](round));
		}
	}
	return results;
}

/** `a` divided by `b`, for each round. */
export function ratios(a: readonly number[], b: readonly number[]): number[] {
	return pairwise(a, b, (ours, theirs) => ours / theirs);
}

/** `a` minus `b`, for each round. */
export function differences(a: readonly number[], b: readonly number[]): number[] {
	return pairwise(a, b, (ours, theirs) => ours - theirs);
}

function pairwise(
	a: readonly number[],
	b: readonly number[],
	combine: (ours: number, theirs: number) => number,
): number[] {
	return a.map((ours, round) => {
		const theirs = b[round];
		if (theirs === undefined) throw new Error(`Round ${round} was measured on one side only`);
		return combine(ours, theirs);
	});
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
	const isKey = (key: string): key is Key => key in record;
	return Object.keys(record).filter(isKey);
}

function fromKeys<Key extends string, T>(keys: readonly Key[], make: () => T): Record<Key, T> {
	const isWhole = (record: Partial<Record<Key, T>>): record is Record<Key, T> =>
		keys.every((key) => record[key] !== undefined);
	const record: Partial<Record<Key, T>> = {};
	for (const key of keys) record[key] = make();
	if (!isWhole(record)) throw new Error('There is nothing to measure');
	return record;
}
