import { segmentsOf } from '../core/segmentText';
import { displayWidth } from './displayWidth';
import type { Track } from './tracks';

/** How labels of sounds and speakers look: `[laughter]`, `[LAUGHTER]`, `(laughter)`, `LAUGHTER`. */
export const LABEL_STYLES = ['brackets', 'bracketsUpper', 'parentheses', 'capitals'] as const;
export type LabelStyle = (typeof LABEL_STYLES)[number];

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\ufeff]+/gu;

const named = (label: string, noun: string): string => {
	const bare = /^(?:S?(\d{1,3})|([A-Z]{1,2}))$/.exec(label);
	return bare ? `${noun} ${bare[1] ?? bare[2] ?? label}` : label;
};

/**
 * The displayed name of each track: the user's name if there is one, otherwise the vendor's label, with `Speaker` or
 * `Channel` before a single letter or number. `null` if neither speaker nor channel is known.
 */
export function trackLabels(
	tracks: readonly Track[],
	names: Readonly<Record<string, string>>,
): Array<string | null> {
	const clean = (text: string) => text.replace(UNPRINTABLE, ' ').trim();
	const own = (label: string) => (Object.hasOwn(names, label) ? names[label] : undefined);
	const speakers = tracks.map(({ speaker }) => {
		const label = speaker === null ? null : clean(own(speaker) ?? named(speaker, 'Speaker'));
		return label === '' ? null : label;
	});
	const channels = new Map<string | null, Set<string | null>>();
	for (const [index, { channel }] of tracks.entries()) {
		const speaker = speakers[index] ?? null;
		channels.set(speaker, (channels.get(speaker) ?? new Set()).add(channel));
	}
	return tracks.map(({ channel }, index) => {
		const speaker = speakers[index] ?? null;
		const shared = (channels.get(speaker)?.size ?? 0) > 1;
		if (channel === null || (speaker !== null && !shared)) return speaker;
		const place = clean(own(channel) ?? named(channel, 'Channel'));
		if (place === '') return speaker;
		return speaker === null ? place : `${speaker}, ${place}`;
	});
}

/** Columns of a line that a name always leaves for the spoken words. */
const LEAST_TEXT = 12;

/**
 * The prefix of a turn: the name and a colon, or the name in the style of labels. A name is only shortened, after a word if
 * possible, if it is longer than half a line and the longest word of the speaker does not fit next to it.
 * @param longestWord display width of the longest word that the speaker says
 */
export function speakerPrefix(
	label: string | null,
	maxWidth: number,
	style?: LabelStyle,
	longestWord = maxWidth,
): string {
	if (label === null) return '';
	const name = style === 'capitals' || style === 'bracketsUpper' ? label.toUpperCase() : label;
	const half = Math.max(1, Math.floor(maxWidth / 2) - 3);
	const room = Math.max(half, maxWidth - Math.max(longestWord, LEAST_TEXT) - 3);
	return around(displayWidth(name) <= room ? name : `${truncated(name, room)}…`, style);
}

function around(name: string, style: LabelStyle | undefined): string {
	switch (style) {
		case 'brackets':
		case 'bracketsUpper':
			return `[${name}] `;
		case 'parentheses':
			return `(${name}) `;
		case 'capitals':
		case undefined:
			return `${name}: `;
	}
}

function truncated(text: string, room: number): string {
	let short = '';
	for (const { segment } of segmentsOf(text, new Intl.Segmenter(undefined, { granularity: 'grapheme' }))) {
		if (displayWidth(short + segment) > room) break;
		short += segment;
	}
	const afterWord = /^.*\S(?=\s)/u.exec(text.startsWith(`${short} `) ? `${short} ` : short)?.[0];
	return (afterWord ?? short).replace(/[\s,;]+$/u, '');
}

/**
 * Prefixes a line with a name or dash. A name in a script of the other direction is isolated (Unicode UAX 9, FSI and PDI),
 * so that neither it nor its colon moves to the other end of the line.
 */
export function withPrefix(mark: string, line: string): string {
	const isName = /[:)\]] $/u.test(mark);
	if (!isName || RIGHT_TO_LEFT.test(mark) === RIGHT_TO_LEFT.test(line)) return mark + line;
	if (!mark.endsWith(': ')) return `\u2068${mark.trimEnd()}\u2069 ${line}`;
	return `\u2068${mark.slice(0, -2)}\u2069: ${line}`;
}
