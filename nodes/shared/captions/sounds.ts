import { languageTag } from '../transcript/language';
import type { Insights } from '../transcript/model';
import type { Cue } from './cue';
import { displayWidth } from './displayWidth';
import type { LabelStyle } from './labels';
import { gapMilliseconds, type CaptionRules } from './rules';
import { exactRate } from './timecode';

type AudioEvent = NonNullable<Insights['audioEvents']>[number];

/** The words for laughter, applause and music by language, as subtitles write them. */
const WORDS: ReadonlyMap<string, readonly [string, string, string]> = new Map([
	['de', ['Lachen', 'Applaus', 'Musik']],
	['en', ['laughter', 'applause', 'music']],
	['es', ['risas', 'aplausos', 'música']],
	['fr', ['rires', 'applaudissements', 'musique']],
	['id', ['tawa', 'tepuk tangan', 'musik']],
	['it', ['risate', 'applausi', 'musica']],
	['ja', ['笑い', '拍手', '音楽']],
	['nl', ['gelach', 'applaus', 'muziek']],
	['pt', ['risos', 'aplausos', 'música']],
]);

/** What tools call the three sounds that all of them know. */
const KINDS = [/^(?:laughter|laugh(?:s|ing)?|laughing sound)$/u, /^(?:applause|clapping)$/u, /^music$/u];
const MUSIC = 2;

/** Sounds of one kind with a shorter pause between them are one, in seconds. */
const SAME_SOUND = 2;
/** A cue that starts this soon after a sound may show it, in seconds. */
const NEAR = 0.5;
/** The number of gaps that are tried for a long sound. */
const MOST_GAPS = 50;

/**
 * The label of a sound in a language, e.g. `[laughter]`. A sound that is not in the list keeps the vendor's word.
 * @param hasNotes whether music is shown as a note
 */
export function soundLabel(
	type: string,
	language: string | null,
	style: LabelStyle,
	hasNotes: boolean,
): string {
	const plain = type
		.replaceAll('_', ' ')
		.replace(/^[([{*\s]+|[)\]}*\s]+$/gu, '')
		.replace(/\s+/gu, ' ');
	const kind = KINDS.findIndex((pattern) => pattern.test(plain.toLowerCase()));
	if (kind === MUSIC && hasNotes) return '♪';
	const words = WORDS.get(languageTag(language)?.split('-')[0] ?? 'en') ?? WORDS.get('en');
	return styled(words?.[kind] ?? plain, style);
}

/** A text as labels of this style have it. */
function styled(text: string, style: LabelStyle): string {
	switch (style) {
		case 'brackets':
			return `[${text}]`;
		case 'bracketsUpper':
			return `[${text.toUpperCase()}]`;
		case 'parentheses':
			return `(${text})`;
		case 'capitals':
			return text.toUpperCase();
	}
}

/**
 * The cues with labels of sounds. A sound has a cue of its own in the first gap of its time that is long enough, otherwise
 * a line or the start of a line in a cue of its time; it has none where speech leaves no room.
 *
 * @param cues in order of time; those that get a label are changed
 */
export function addSounds(
	cues: Cue[],
	events: readonly AudioEvent[],
	language: string | null,
	rules: CaptionRules,
): Cue[] {
	const style = rules.labelStyle ?? 'brackets';
	const placed: Cue[] = [];
	let at = 0;
	for (const event of joined(events)) {
		const label = soundLabel(event.type, language, style, rules.soundEvents === 'notes');
		while (at < cues.length && (cues[at]?.end ?? 0) <= event.start) at += 1;
		const time = freeTime(cues, at, placed.at(-1)?.end, event, rules);
		if (time) {
			const { channel } = event;
			placed.push({ index: 0, ...time, lines: [label], voices: [], speaker: null, channel, words: [] });
		} else addToCue(cues, at, event, label, rules);
	}
	if (placed.length === 0) return cues;
	return [...cues, ...placed]
		.sort((a, b) => a.start - b.start)
		.map((cue, index) => ({ ...cue, index: index + 1 }));
}

/** The events in order of time, those of one kind that follow each other closely as one. */
function joined(events: readonly AudioEvent[]): AudioEvent[] {
	const result: AudioEvent[] = [];
	const latest = new Map<string, AudioEvent>();
	for (const event of events.toSorted((a, b) => a.start - b.start)) {
		const last = latest.get(event.type);
		if (last && event.start - last.end < SAME_SOUND) {
			last.end = Math.max(last.end, event.end);
			continue;
		}
		const own = { ...event };
		latest.set(event.type, own);
		result.push(own);
	}
	return result;
}

/** A time in seconds in which nothing is shown and the event is heard; `undefined` if none is long enough. */
function freeTime(
	cues: readonly Cue[],
	at: number,
	placedUntil: number | undefined,
	event: AudioEvent,
	rules: CaptionRules,
): { start: number; end: number } | undefined {
	const gap = gapMilliseconds(rules) / 1000;
	const frame = 1 / exactRate(rules.frameRate);
	const toFrame = (seconds: number, round: (value: number) => number) =>
		rules.onFrames ? round(seconds / frame - (round === Math.ceil ? 1e-3 : -1e-3)) * frame : seconds;
	const toMs = (seconds: number) => Math.round(seconds * 1000) / 1000;
	for (let next = at; next <= cues.length && next < at + MOST_GAPS; next += 1) {
		const shownUntil = Math.max(cues[next - 1]?.end ?? -Infinity, placedUntil ?? -Infinity);
		const from = Math.max(event.start, shownUntil + gap);
		if (from > event.end) return undefined;
		const start = toFrame(from, Math.ceil);
		const longest = Math.min((cues[next]?.start ?? Infinity) - gap, start + rules.maxDuration);
		const end = toFrame(Math.min(longest, Math.max(event.end, start + rules.minDuration)), Math.floor);
		if (end > start && end - start >= rules.minDuration - frame) {
			return { start: toMs(start), end: toMs(end) };
		}
	}
	return undefined;
}

/** Adds a label to the first cue in the time of the event that has room for it. */
function addToCue(cues: Cue[], at: number, event: AudioEvent, label: string, rules: CaptionRules): void {
	for (let index = at; index < cues.length && index < at + MOST_GAPS; index += 1) {
		const cue = cues[index];
		if (!cue || cue.start > event.end + NEAR) return;
		const [first = '', ...others] = cue.lines;
		if (cue.lines.length < rules.maxLines) {
			cue.lines = [label, ...cue.lines];
			if (cue.voices.length > 0) cue.voices = [null, ...cue.voices];
			return;
		}
		if (displayWidth(`${label} ${first}`) <= rules.maxCharsPerLine) {
			cue.lines = [`${label} ${first}`, ...others];
			return;
		}
	}
}
