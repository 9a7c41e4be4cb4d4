/** How a value differs from a sample of the same kind: keys, their order, types. */
export interface ShapeOptions {
	/** Dotted paths (`words.*.speaker`) that may be `null` in one and set in the other. */
	nullable?: readonly string[];
	/** Dotted paths of objects whose keys are data: only their values are compared. */
	maps?: readonly string[];
}

/**
 * Differences in structure, both ways, as sentences; empty when `actual` has the same keys in the same order and
 * values of the same types as `sample`. Every element of a list is compared with the sample's first.
 */
export function shapeDifferences(sample: unknown, actual: unknown, options: ShapeOptions = {}): string[] {
	return compare(sample, actual, '', {
		nullable: new Set(options.nullable),
		maps: new Set(options.maps),
	});
}

interface Sets {
	nullable: ReadonlySet<string>;
	maps: ReadonlySet<string>;
}

function compare(sample: unknown, actual: unknown, path: string, sets: Sets): string[] {
	const [expected, found] = [typeOf(sample), typeOf(actual)];
	if (expected !== found) {
		if ((expected === 'null' || found === 'null') && sets.nullable.has(path)) return [];
		return [`${path || 'root'}: ${found} instead of ${expected}`];
	}
	if (Array.isArray(sample) && Array.isArray(actual)) {
		const first: unknown = sample[0];
		if (first === undefined) return [];
		if (actual.length === 0) return [`${path}: empty`];
		return actual.flatMap((element: unknown) => compare(first, element, join(path, '*'), sets));
	}
	if (!isObject(sample) || !isObject(actual)) return [];
	if (sets.maps.has(path)) {
		const first = Object.values(sample)[0];
		if (first === undefined) return [];
		return Object.values(actual).flatMap((value) => compare(first, value, join(path, '*'), sets));
	}
	const [wanted, given] = [Object.keys(sample), Object.keys(actual)];
	const differences = [
		...wanted.filter((key) => !given.includes(key)).map((key) => `${join(path, key)}: missing`),
		...given.filter((key) => !wanted.includes(key)).map((key) => `${join(path, key)}: not in the sample`),
	];
	if (differences.length === 0 && wanted.join() !== given.join()) {
		differences.push(`${path || 'root'}: order ${given.join()} instead of ${wanted.join()}`);
	}
	for (const key of wanted.filter((each) => given.includes(each))) {
		differences.push(...compare(sample[key], actual[key], join(path, key), sets));
	}
	return [...new Set(differences)];
}

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'list' : typeof value;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function join(path: string, key: string): string {
	return path === '' ? key : `${path}.${key}`;
}
