import type { Segment } from '../../model';
import { readableDuration } from '../clock';
import { percent } from '../metadata';
import type { Voices } from '../speakers';
import { html, type Markup } from './markup';
import { voiceClass, voiceMark } from './speakerMark';

/** What the page shows of the measures of a conversation; times are seconds. */
export interface PageMeasures {
	duration: number;
	speech: number;
	silence: number;
	longestSilence: number;
	overlap: number;
	turns: number;
	questions: number;
	speakers: ReadonlyArray<{
		/** Label of the speaker, or of the channel if the transcript has no speakers. */
		speaker: string | null;
		talkTime: number;
		talkShare: number;
		turns: number;
		wordsPerMinute: number;
		questions: number;
		longestMonologue: number;
		interruptions: number;
	}>;
}

const COLUMNS = ['Share', 'Talk time', 'Turns', 'Words/min', 'Questions', 'Monologue', 'Interruptions'];

/** A table of the speakers and the totals, which the reader can fold; `null` if nothing was said. */
export function measuresBlock(
	measures: PageMeasures | undefined,
	turns: readonly Segment[],
	voices: Voices,
): Markup | null {
	if (measures === undefined || measures.speech <= 0) return null;
	const places = placesOf(turns, voices);
	const rows = measures.speakers.map((each) => {
		const place = places.get(each.speaker) ?? -1;
		const voice = voices.list[place];
		const label = voice?.label ?? null;
		const cells = [
			percent(each.talkShare),
			readableDuration(each.talkTime),
			each.turns,
			each.wordsPerMinute,
			each.questions,
			readableDuration(each.longestMonologue),
			each.interruptions,
		];
		return html`<tr class="${voiceClass(label === null ? -1 : place)}">
			<th scope="row">
				<span class="speaker"
					>${voice === undefined || label === null ? null : voiceMark(place, voice)}<bdi class="name"
						>${label ?? 'Everyone'}</bdi
					></span
				>
			</th>
			${cells.map((cell) => html`<td>${String(cell)}</td>`)}
		</tr>`;
	});
	const totals: ReadonlyArray<readonly [name: string, value: string]> = [
		['Speech', readableDuration(measures.speech)],
		['Silence', `${readableDuration(measures.silence)} (${percent(measures.silence / measures.duration)})`],
		['Longest silence', readableDuration(measures.longestSilence)],
		['Overlap', readableDuration(measures.overlap)],
		['Turns', String(measures.turns)],
		['Questions', String(measures.questions)],
	];
	return html`<details class="measures" id="measures" lang="en" open="">
		<summary><h2>Measures</h2></summary>
		<div class="scrolled" role="region" aria-label="Measures by speaker" tabindex="0">
			<table>
				<thead>
					<tr>
						<th scope="col">Speaker</th>
						${COLUMNS.map((name) => html`<th scope="col">${name}</th>`)}
					</tr>
				</thead>
				<tbody>
					${rows}
				</tbody>
			</table>
		</div>
		<dl class="metadata">
			${totals.map(
				([name, value]) =>
					html`<div>
						<dt>${name}</dt>
						<dd>${value}</dd>
					</div>`,
			)}
		</dl>
	</details>`;
}

/** The place of each label of the measures among the voices. */
function placesOf(turns: readonly Segment[], voices: Voices): Map<string | null, number> {
	const places = new Map<string | null, number>();
	for (const turn of turns) {
		const label = turn.speaker ?? turn.channel;
		if (!places.has(label)) places.set(label, voices.indexOf(turn));
	}
	return places;
}
