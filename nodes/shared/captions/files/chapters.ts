import { oneLine } from '../../core/oneLine';
import type { Transcript } from '../../transcript/model';
import { shortClock } from '../../transcript/render/clock';
import { timestamp } from '../timestamp';

/** A chapter; times are in seconds. */
interface Chapter {
	title: string;
	start: number;
	end: number;
}

/** YouTube ignores all chapters if one is shorter (YouTube Help, "Video chapters"), in seconds. */
const SHORTEST_ON_YOUTUBE = 10;

/** The chapters of a transcript in order; empty if the vendor provides none. */
export function chaptersOf({ insights }: Pick<Transcript, 'insights'>): Chapter[] {
	return (insights.chapters ?? [])
		.map(({ title, start, end }) => ({ title: oneLine(title), start, end }))
		.sort((a, b) => a.start - b.start);
}

/**
 * Lines for the description of a YouTube video. The first begins at 0:00. A chapter that is too short joins the one
 * before, or the next one if it is the first.
 */
export function toYouTubeChapters(transcript: Transcript): string {
	const all = chaptersOf(transcript);
	const chapters: Chapter[] = [];
	let end = all.at(-1)?.end ?? 0;
	for (const chapter of all.reverse()) {
		// The lines have whole seconds.
		const start = Math.floor(chapter.start);
		if (end - start < SHORTEST_ON_YOUTUBE) continue;
		chapters.push({ ...chapter, start });
		end = start;
	}
	const latest = chapters[0]?.start ?? 0;
	return chapters
		.reverse()
		.map(({ start, title }, index) => `${shortClock(index === 0 ? 0 : start, latest)} ${title}\n`)
		.join('');
}

/** The chapters of the Podcasting 2.0 namespace, version 1.2.0 of the JSON format. */
export function toPodcastChapters(transcript: Transcript): string {
	const chapters = chaptersOf(transcript).map(({ title, start, end }) => ({
		startTime: start,
		title,
		endTime: end,
	}));
	return JSON.stringify({ version: '1.2.0', chapters });
}

/** Chapter cues of WebVTT (section 1.4, "Chapters"): each has one line, the title. */
export function toVttChapters(transcript: Transcript): string {
	const cues = chaptersOf(transcript).map(({ title, start, end }, index) => {
		// Of a cue without a duration, players show nothing.
		const until = Math.max(end, start + 0.001);
		const text = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
		return `${index + 1}\n${timestamp(start, '.')} --> ${timestamp(until, '.')}\n${text}\n`;
	});
	return `WEBVTT\n\n${cues.join('\n')}`;
}
