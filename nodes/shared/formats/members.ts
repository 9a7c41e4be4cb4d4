import { isRecord } from '../core/json';

/** The first element of a list if it is an object. */
export function first(list: unknown): Record<string, unknown> | undefined {
	const [element] = listOf(list);
	return isRecord(element) ? element : undefined;
}

/** The members of an object; `undefined` for any other value. */
export function membersOf(value: unknown): Record<string, unknown> | undefined {
	return isRecord(value) ? value : undefined;
}

/** The elements of a list; none for any other value. */
export function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

/** A text from a member; `null` without one. */
export function textOf(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}

/** A number from a member, also if it is written as text; `null` without one. */
export function numberOf(value: unknown): number | null {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
