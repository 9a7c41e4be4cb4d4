/** RFC 3339 in UTC with milliseconds. */
export function milliseconds(at: number): string {
	return new Date(at).toISOString();
}

/** RFC 3339 in UTC with six decimal places, of which the last three are invented. */
export function microseconds(at: number): string {
	return new Date(at).toISOString().replace('Z', `${String((at * 7) % 1000).padStart(3, '0')}Z`);
}

/** `YYYY-MM-DD` of a time. */
export function dayOf(at: number): string {
	return milliseconds(at).slice(0, 10);
}

export const DAY_MS = 86_400_000;
