import { oneLine } from '../../core/oneLine';
import { exactRate } from '../timecode';
import { frameTimecode, titleLine } from './markers';

/** A part of a recording; times are seconds. */
export interface Clip {
	start: number;
	end: number;
}

/**
 * The parts with time around each, in order, without overlaps: parts that touch are one.
 * @param padding before and after each part, in seconds
 * @param duration of the recording, if it is known
 */
export function padClips(parts: readonly Clip[], padding: number, duration: number | null): Clip[] {
	const toMs = (seconds: number) => Math.round(seconds * 1000) / 1000;
	const clips: Clip[] = [];
	for (const part of parts.toSorted((a, b) => a.start - b.start)) {
		const start = toMs(Math.max(0, part.start - padding));
		const end = toMs(Math.min(Math.max(part.end, duration ?? Infinity), part.end + padding));
		const last = clips.at(-1);
		if (last && start <= last.end) last.end = Math.max(last.end, end);
		else if (end > start) clips.push({ start, end });
	}
	return clips;
}

/** A cut of the clips in an edit decision list (CMX 3600) without drop frames: one after the other from 0:00. */
export function toClipEdl(
	clips: readonly Clip[],
	frameRate: number,
	title: string,
	recording: string,
): string {
	const rate = exactRate(frameRate);
	let at = 0;
	const events = clips.map(({ start, end }, index) => {
		const from = Math.floor(start * rate);
		const to = Math.max(from + 1, Math.ceil(end * rate));
		const times = [from, to, at, at + to - from].map((frames) => frameTimecode(frames, frameRate));
		at += to - from;
		return `\n${String(index + 1).padStart(3, '0')}  AX       B     C        ${times.join(' ')}\n* FROM CLIP NAME: ${oneLine(recording)}\n`;
	});
	return `${titleLine(title)}\nFCM: NON-DROP FRAME\n${events.join('')}`;
}

/** A cut of the clips for FFmpeg: `ffmpeg -f concat -safe 0 -i list.txt cut.mp3`. */
export function toConcatList(clips: readonly Clip[], recording: string): string {
	const file = `'${oneLine(recording).replaceAll("'", "'\\''")}'`;
	const parts = clips.map(({ start, end }) => `file ${file}\ninpoint ${start}\noutpoint ${end}\n`);
	return `ffconcat version 1.0\n${parts.join('')}`;
}
