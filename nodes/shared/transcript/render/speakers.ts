import type { Segment } from '../model';

/** A speaker as shown to readers, or a channel if the vendor identifies channels only. */
export interface Voice {
	/** `Speaker A`, a name, `Channel 1`; `null` if the vendor identifies neither speakers nor channels. */
	label: string | null;
	/** One to three characters that distinguish this speaker from the others without color. */
	mark: string;
	/** Total duration of the turns, in seconds. */
	talkTime: number;
}

/** The speakers of a transcript in order of appearance. */
export interface Voices {
	list: Voice[];
	/** Index in `list`; -1 if it is not in it. */
	indexOf(spoken: Spoken): number;
}

/** Characters of a label that is not a name, e.g. `speaker_0001`. */
const LONGEST_LABEL = 40;

const UNKNOWN_SPEAKER = 'Unknown speaker';

type Spoken = Pick<Segment, 'speaker' | 'channel'>;

/** The speakers of the turns. */
export function voicesOf(turns: ReadonlyArray<Spoken & Pick<Segment, 'start' | 'end'>>): Voices {
	const places = new Map<string, number>();
	const spoken: Spoken[] = [];
	const talkTimes: number[] = [];
	const channels = new Map<string, Set<string | null>>();
	for (const turn of turns) {
		const key = keyOf(turn);
		let place = places.get(key);
		if (place === undefined) {
			place = spoken.length;
			places.set(key, place);
			spoken.push(turn);
			if (turn.speaker !== null) {
				channels.set(turn.speaker, (channels.get(turn.speaker) ?? new Set()).add(turn.channel));
			}
		}
		talkTimes[place] = (talkTimes[place] ?? 0) + Math.max(0, turn.end - turn.start);
	}
	const labels = spoken.map((each) => labelOf(each, (channels.get(each.speaker ?? '')?.size ?? 0) > 1));
	const someKnown = labels.some((label) => label !== null);
	const shown = labels.map((label) => label ?? (someKnown ? UNKNOWN_SPEAKER : null));
	const marks = marksOf(shown);
	return {
		list: shown.map((label, place) => ({
			label,
			mark: marks[place] ?? '',
			talkTime: talkTimes[place] ?? 0,
		})),
		indexOf: (each) => places.get(keyOf(each)) ?? -1,
	};
}

/** The label of a speaker or channel, also of one without turns. */
export function labelIn(voices: Voices, spoken: Spoken): string {
	const label = voices.list[voices.indexOf(spoken)]?.label;
	return label ?? (spoken.speaker === null ? UNKNOWN_SPEAKER : speakerLabel(spoken.speaker));
}

function keyOf({ speaker, channel }: Spoken): string {
	// The length says where the speaker ends, whatever it contains.
	return `${speaker?.length ?? ''} ${speaker ?? ''} ${channel === null ? '' : `-${channel}`}`;
}

/** A vendor's speaker label for readers: `A`, `S1`, `speaker_0` become `Speaker …`, names are kept. */
export function speakerLabel(speaker: string): string {
	const name = speaker.trim();
	if (name.length > LONGEST_LABEL) return name;
	if (/^(uu|unknown|)$/iu.test(name)) return UNKNOWN_SPEAKER;
	const [, number] = /^(?:s|spk|speaker)?[\s_-]*0*(\d+[a-z]?|[a-z])$/iu.exec(name) ?? [];
	return number === undefined ? name : `Speaker ${number.toUpperCase()}`;
}

function labelOf({ speaker, channel }: Spoken, onSeveralChannels: boolean): string | null {
	const channelName = channel !== null && /^\d+$/u.test(channel) ? `Channel ${channel}` : channel;
	if (speaker === null) return channelName;
	const label = speakerLabel(speaker);
	return onSeveralChannels && channelName !== null ? `${label} (${channelName})` : label;
}

function marksOf(labels: ReadonlyArray<string | null>): string[] {
	const taken = new Set<string>();
	return labels.map((label, place) => {
		if (label === null) return '';
		const candidates = [shortOf(label), `${shortOf(label).slice(0, 1)}${place + 1}`, String(place + 1)];
		const mark = candidates.find((each) => each !== '' && !taken.has(each)) ?? `#${place + 1}`;
		taken.add(mark);
		return mark;
	});
}

/** `A` of `Speaker A`, `MC` of `Marie Curie`, `A` of `Ali`. */
function shortOf(label: string): string {
	const numbered = /^(?:Speaker|Channel) ([\p{L}\p{N}]{1,3})$/u.exec(label)?.[1];
	if (numbered !== undefined) return numbered;
	const initials = label.match(/(?<![\p{L}\p{M}\p{N}])[\p{L}\p{N}]/gu) ?? [];
	return initials.slice(0, 2).join('').toUpperCase();
}
