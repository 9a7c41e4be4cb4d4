import type { EventLoopYielder } from '../../../core/eventLoop';
import { languageName, languageTag, textDirection } from '../../language';
import type { Segment, Transcript } from '../../model';
import { shortClock } from '../clock';
import { readable } from '../overview';
import { paragraphsOf } from '../paragraphs';
import type { Voice, Voices } from '../speakers';
import type { Anchors } from './anchors';
import { html, type Markup } from './markup';
import { voiceClass, voiceMark } from './speakerMark';
import { placeWords, type PlacedWord } from './wordPlaces';

/** The spoken text, turn by turn; each paragraph is a link target. Fills `anchors`. */
export async function conversation(
	transcript: Transcript,
	turns: readonly Segment[],
	voices: Voices,
	anchors: Anchors,
	recordingUrl: string | null,
	yielder: EventLoopYielder,
): Promise<Markup[]> {
	const blocks: Markup[] = [];
	let previous = -1;
	for (const turn of turns) {
		await yielder.pause();
		const paragraphs = await paragraphsOf(transcript, turn, yielder);
		if (paragraphs.length === 0) continue;
		const place = voices.indexOf(turn);
		const words = await placeWords(transcript, turn, paragraphs, yielder);
		const lines = paragraphs.map(({ start, text }, row) => {
			const id = anchors.add(start);
			const placed = words[row] ?? [];
			const time = shortClock(start, anchors.duration);
			const target = recordingUrl === null ? `#${id}` : `${recordingUrl}#t=${Math.floor(start)}`;
			return html`<p id="${id}">
				<a class="time" href="${target}">${time}</a
				><span class="said" ${timesOf(placed, start)}>${withUnsure(text, placed)}</span>
			</p>`;
		});
		const isContinued = place === previous;
		previous = place;
		const voice = voices.list[place];
		const classes = `turn ${voiceClass(voice?.label ? place : -1)}${isContinued ? ' continued' : ''}`;
		blocks.push(html`
			<div class="${classes}" ${languageOf(turn, transcript)}>
				${opening(isContinued ? undefined : voice, place, turn)}${lines}${translated(turn)}
			</div>
		`);
	}
	return blocks;
}

/** Offset and start of each word, in hundredths of a second from the start of the paragraph, for the script. */
function timesOf(placed: readonly PlacedWord[], start: number): Markup | null {
	if (placed.length === 0) return null;
	const times = placed.map(
		({ offset, word }) => `${offset} ${Math.max(0, Math.round((word.start - start) * 100))}`,
	);
	return html`data-w="${times.join(' ')}"`;
}

/** A word of which the vendor is less sure than this may be marked. */
const UNSURE = 0.6;

/** The text with the unsure words as elements, which the reader can have marked. */
function withUnsure(text: string, placed: readonly PlacedWord[]): Markup[] {
	const parts: Markup[] = [];
	let done = 0;
	for (const { offset, word } of placed) {
		if (word.confidence === null || word.confidence >= UNSURE || word.kind !== 'word') continue;
		const end = offset + word.text.length;
		parts.push(html`${text.slice(done, offset)}<span class="unsure">${text.slice(offset, end)}</span>`);
		done = end;
	}
	return [...parts, html`${text.slice(done)}`];
}

/** The line above a turn: the speaker, unless it is the same as before, and the mood. */
function opening(
	voice: Voice | undefined,
	place: number,
	{ emotion = '', sentiment = '' }: Segment,
): Markup | null {
	const label = voice?.label ?? null;
	const moods = [emotion, sentiment].filter((each) => each !== '').map(readable);
	if (label === null && moods.length === 0) return null;
	const who =
		voice === undefined || label === null
			? null
			: html`${voiceMark(place, voice)}<bdi class="name">${label}</bdi>`;
	const mood = moods.length === 0 ? null : html`<span class="mood" lang="en">${moods.join(' · ')}</span>`;
	return html`<div class="who">${who}${mood}</div>`;
}

function languageOf(turn: Segment, transcript: Transcript): Markup | null {
	const tag = languageTag(turn.language);
	if (tag === undefined || tag === languageTag(transcript.language)) return null;
	return html`lang="${tag}" dir="${textDirection(tag)}"`;
}

function translated({ translations }: Segment): Markup[] {
	return Object.entries(translations ?? {}).map(
		([language, text]) => html`
			<p class="translation" ${langAndDirection(language, text)}>
				<span class="label">${languageName(language)}</span> <span class="said">${text}</span>
			</p>
		`,
	);
}

/** `lang` and `dir` attributes for text in a language; `dir` alone if the language has no BCP 47 tag. */
export function langAndDirection(language: string | null, sample: string): Markup {
	const tag = languageTag(language);
	const direction = textDirection(language, sample);
	return tag === undefined ? html`dir="${direction}"` : html`lang="${tag}" dir="${direction}"`;
}
