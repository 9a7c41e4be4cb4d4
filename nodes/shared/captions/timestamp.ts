const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/**
 * A time as SRT and WebVTT write it: hours, minutes, seconds and milliseconds. Hours have at least two digits and do not
 * wrap after a day.
 *
 * @param separator `,` in srt, `.` in vtt
 */
export function timestamp(seconds: number, separator: ',' | '.'): string {
	const total = Math.round(seconds * 1000);
	const ms = total % 1000;
	const whole = (total - ms) / 1000;
	const s = whole % 60;
	const minutes = (whole - s) / 60;
	const m = minutes % 60;
	const fraction = ms < 10 ? `00${ms}` : ms < 100 ? `0${ms}` : `${ms}`;
	return `${two((minutes - m) / 60)}:${two(m)}:${two(s)}${separator}${fraction}`;
}
