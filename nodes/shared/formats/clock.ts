/** Seconds of a time such as `1:05`, `00:01:05,500` or `00:01:05.5`. */
export function secondsOf(time: string): number {
	return time
		.replace(',', '.')
		.split(':')
		.reduce((sum, part) => sum * 60 + Number(part), 0);
}
