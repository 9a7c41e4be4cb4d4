/** Seconds of a time such as `1:05`, `00:01:05,500` or `00:01:05.5`. */
export function secondsOf(time: string): number {
	let seconds = 0;
	let from = 0;
	for (let colon = time.indexOf(':'); colon >= 0; colon = time.indexOf(':', from)) {
		seconds = (seconds + Number(time.slice(from, colon))) * 60;
		from = colon + 1;
	}
	return seconds + Number(time.slice(from).replace(',', '.'));
}
