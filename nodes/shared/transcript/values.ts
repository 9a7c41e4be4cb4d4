/** Seconds of a time in milliseconds; never negative. */
export function fromMs(ms: number): number {
	return Math.max(0, Math.round(ms) / 1000);
}

/** Seconds to the millisecond; never negative. */
export function toSeconds(seconds: number): number {
	return Math.max(0, Math.round(seconds * 1000) / 1000);
}

/** A confidence clamped to 0 to 1; `null` if the vendor provides none. */
export function toConfidence(value: number | null | undefined): number | null {
	return typeof value === 'number' && Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : null;
}

/** A channel as text, from the vendor's number or name. */
export function channelOf(channel: string | number | null | undefined): string | null {
	return channel === null || channel === undefined ? null : String(channel);
}

/** Deletes the members of an object that are `undefined`, and returns the object. */
export function dropUndefined<T extends object>(value: T): T {
	for (const key of Object.keys(value)) {
		const field: unknown = Reflect.get(value, key);
		if (field === undefined) Reflect.deleteProperty(value, key);
	}
	return value;
}
