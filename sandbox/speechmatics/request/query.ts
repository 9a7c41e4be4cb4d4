/** An invalid query parameter, with the vendor's message. */
export class BadQuery extends Error {
	override readonly name = 'BadQuery';
}

/** The value of a query parameter; the last one counts, and an empty one is ignored. */
function last(query: unknown, name: string): string | null {
	if (typeof query !== 'object' || query === null) return null;
	const value: unknown = Object.entries(query).find(([key]) => key === name)?.[1];
	const text: unknown = Array.isArray(value) ? value.at(-1) : value;
	return typeof text === 'string' && text !== '' ? text : null;
}

export function readInteger(
	query: unknown,
	name: string,
	range: { min: number; max?: number },
): number | null {
	const text = last(query, name);
	if (text === null) return null;
	if (!/^[+-]?\d+$/u.test(text)) throw new BadQuery(`${name} in query must be of type int64`);
	const value = Number(text);
	if (value < range.min)
		throw new BadQuery(`${name} in query should be greater than or equal to ${range.min}`);
	if (range.max !== undefined && value > range.max) {
		throw new BadQuery(`${name} in query should be less than or equal to ${range.max}`);
	}
	return value;
}

export function readFlag(query: unknown, name: string): boolean {
	const text = last(query, name);
	if (text === null) return false;
	if (/^(true|1|yes|on)$/iu.test(text)) return true;
	if (/^(false|0|no|off)$/iu.test(text)) return false;
	throw new BadQuery(`${name} in query must be of type bool`);
}

/** Epoch milliseconds of an RFC 3339 timestamp, rounded down. */
export function readTime(query: unknown, name: string): number | null {
	const text = last(query, name);
	if (text === null) return null;
	const parts = /^(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d)(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)$/u.exec(text);
	const [, moment = '', fraction = '', zone = ''] = parts ?? [];
	const at = Date.parse(`${moment}${fraction.slice(0, 4)}${zone}`);
	if (parts === null || Number.isNaN(at)) {
		throw new BadQuery(`${name} in query must be of type date-time: ${JSON.stringify(text)}`);
	}
	return at;
}

/** A day, `YYYY-MM-DD`. */
export function readDay(query: unknown, name: string): string | undefined {
	const text = last(query, name);
	if (text === null) return undefined;
	if (!/^\d{4}-\d\d-\d\d$/u.test(text) || Number.isNaN(Date.parse(text))) {
		throw new BadQuery(`${name} in query must be of type date: ${JSON.stringify(text)}`);
	}
	return text;
}

export function readChoice<const T extends string>(
	query: unknown,
	name: string,
	values: readonly T[],
): T | null {
	const text = last(query, name);
	if (text === null) return null;
	const found = values.find((value) => value === text);
	if (found === undefined) throw new BadQuery(`${name} in query should be one of [${values.join(' ')}]`);
	return found;
}
