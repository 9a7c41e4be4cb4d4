/** The frame rates at which drop-frame timecode is defined, with the frame numbers that it skips a minute. */
const DROPPED: ReadonlyMap<number, number> = new Map([
	[30, 2],
	[60, 4],
]);

/**
 * The time in seconds that a timecode of SMPTE ST 12 shows: `HH:MM:SS:FF`, or `HH:MM:SS;FF` for drop-frame at 29.97 or
 * 59.94 frames per second. `null` if the text is not a timecode of this frame rate.
 */
export function timecodeSeconds(text: string, frameRate: number): number | null {
	const parts = /^(\d{1,2}):([0-5]\d):([0-5]\d)([:;])(\d{2})$/.exec(text.trim());
	if (!parts) return null;
	const [hours = 0, minutes = 0, seconds = 0, , frames = 0] = parts.slice(1).map(Number);
	const nominal = Math.round(frameRate);
	if (frames >= nominal) return null;
	const counted = ((hours * 60 + minutes) * 60 + seconds) * nominal + frames;
	if (parts[4] === ':') return counted / exactRate(frameRate);
	const dropped = DROPPED.get(nominal);
	if (dropped === undefined || exactRate(frameRate) === nominal) return null;
	const total = hours * 60 + minutes;
	// Each minute skips its first frame numbers, except every tenth.
	if (minutes % 10 !== 0 && seconds === 0 && frames < dropped) return null;
	return (counted - dropped * (total - Math.floor(total / 10))) / exactRate(frameRate);
}

/** The exact rate behind a rounded one: 23.976 is 24000/1001. */
export function exactRate(frameRate: number): number {
	const nominal = Math.round(frameRate);
	const ntsc = (nominal * 1000) / 1001;
	return nominal % 6 === 0 && Math.abs(frameRate - ntsc) < 0.006 ? ntsc : frameRate;
}
