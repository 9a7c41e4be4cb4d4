import type { EventLoopYielder } from '../../../core/eventLoop';
import type { Segment } from '../../model';
import { readableDuration, shortClock } from '../clock';
import { percent } from '../metadata';
import type { Voices } from '../speakers';
import type { Anchors } from './anchors';
import { html, type Markup } from './markup';
import { voiceClass, voiceMark } from './speakerMark';

/** Possible intervals between two ticks of the axis, in seconds; the smallest one with at most MAX_TICKS ticks is used. */
const STEPS = [
	1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 14_400, 21_600, 43_200, 86_400,
];
const MAX_TICKS = 7;
/** Minimum visible share of the recording; shorter turns are widened and shorter gaps closed. */
const MIN_VISIBLE = 1 / 500;

interface Span {
	start: number;
	end: number;
}

/**
 * Who spoke when: a row for each speaker, with the share of the speaking time. Each span links to its place in the text.
 * Made of plain elements, because previews remove images.
 */
export async function timeline(
	turns: readonly Segment[],
	voices: Voices,
	anchors: Anchors,
	yielder: EventLoopYielder,
): Promise<Markup | null> {
	const { duration } = anchors;
	if (duration <= 0 || voices.list.every(({ label }) => label === null)) return null;
	const spans = await spansOf(turns, voices, duration, yielder);
	const talk = voices.list.reduce((sum, voice) => sum + voice.talkTime, 0);
	const rows = voices.list.map(
		(voice, place) => html`
			<li class="speaker-row ${voiceClass(place)}">
				<span class="speaker">
					${voiceMark(place, voice)}
					<bdi class="name">${voice.label ?? ''}</bdi>
				</span>
				<span class="track" aria-hidden="true">
					${(spans[place] ?? []).map((span) => spanLink(span, duration, anchors))}
				</span>
				<span class="share">
					<b>${percent(talk > 0 ? voice.talkTime / talk : 0)}</b>
					<bdi>${readableDuration(voice.talkTime)}</bdi>
				</span>
			</li>
		`,
	);
	return html`
		<section class="timeline" id="speakers">
			<h2>Who spoke when</h2>
			<ul class="speaker-rows">
				${rows}
			</ul>
			<div class="axis" aria-hidden="true"><span class="ticks">${ticks(duration)}</span></div>
		</section>
	`;
}

async function spansOf(
	turns: readonly Segment[],
	voices: Voices,
	duration: number,
	yielder: EventLoopYielder,
): Promise<Span[][]> {
	const gap = duration * MIN_VISIBLE;
	const spans: Span[][] = voices.list.map(() => []);
	for (const [count, turn] of turns.entries()) {
		if (count % 512 === 0) await yielder.pause();
		const own = spans[voices.indexOf(turn)];
		if (own === undefined) continue;
		const last = own.at(-1);
		if (last && turn.start - last.end < gap) last.end = Math.max(last.end, turn.end);
		else own.push({ start: turn.start, end: turn.end });
	}
	return spans;
}

function spanLink({ start, end }: Span, duration: number, anchors: Anchors): Markup {
	const place = `inset-inline-start:${share(start / duration)};width:${share(Math.max(MIN_VISIBLE, (end - start) / duration))}`;
	const title = `${shortClock(start, duration)} – ${shortClock(end, duration)}`;
	const id = anchors.near(start);
	return id === undefined
		? html`<span class="span" style="${place}" title="${title}"></span>`
		: html`<a class="span" style="${place}" title="${title}" href="#${id}" tabindex="-1"></a>`;
}

function ticks(duration: number): Markup[] {
	const step =
		STEPS.find((each) => duration / each <= MAX_TICKS) ?? Math.ceil(duration / MAX_TICKS / 86_400) * 86_400;
	const marks: Markup[] = [];
	for (let time = 0; time < duration; time += step) {
		marks.push(
			html`<span class="tick" style="inset-inline-start:${share(time / duration)}"
				>${shortClock(time, duration)}</span
			>`,
		);
	}
	return marks;
}

function share(part: number): string {
	return `${Math.round(Math.min(1, Math.max(0, part)) * 100_000) / 1000}%`;
}
