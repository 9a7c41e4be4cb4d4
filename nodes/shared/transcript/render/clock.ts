/** `00:01:05` from seconds; fractions are truncated, as in media players. */
export function clock(seconds: number): string {
	const { hours, minutes, rest } = split(seconds);
	return [hours, minutes, rest].map((part) => String(part).padStart(2, '0')).join(':');
}

/** `1:05`, or `0:01:05` if the recording (`duration` in seconds) is an hour or longer. */
export function shortClock(seconds: number, duration: number): string {
	const { hours, minutes, rest } = split(seconds);
	const tail = String(rest).padStart(2, '0');
	return duration < 3600
		? `${hours * 60 + minutes}:${tail}`
		: `${hours}:${String(minutes).padStart(2, '0')}:${tail}`;
}

/** A duration: `1 h 04 min`, `2 min 05 s` or `7 s`. */
export function readableDuration(seconds: number): string {
	const { hours, minutes, rest } = split(Math.round(seconds));
	if (hours > 0) return `${hours} h ${String(minutes).padStart(2, '0')} min`;
	return minutes > 0 ? `${minutes} min ${String(rest).padStart(2, '0')} s` : `${rest} s`;
}

function split(seconds: number): { hours: number; minutes: number; rest: number } {
	const whole = Math.floor(seconds);
	return { hours: Math.floor(whole / 3600), minutes: Math.floor(whole / 60) % 60, rest: whole % 60 };
}
