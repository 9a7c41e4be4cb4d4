import type { EventLoopYielder } from '../../../core/eventLoop';
import { languageName } from '../../language';
import type { Insights } from '../../model';
import { percent } from '../metadata';
import {
	countSentiment,
	groupAudioEvents,
	groupEntities,
	rankKeyPhrases,
	readable,
	readableTopic,
	SENTIMENTS,
	weighLabels,
	weighTopics,
	type Mention,
	type SentimentCount,
	type Weighed,
} from '../overview';
import { labelIn, voicesOf, type Voices } from '../speakers';
import type { Anchors } from './anchors';
import { langAndDirection } from './conversation';
import { html, type Markup, type Shown } from './markup';

/** A part of the page with its own heading. */
export interface Section {
	id: string;
	heading: string;
	body: Markup;
}

/** Maximum number of times shown per mention, and of topics shown per summary; the transcript contains all. */
const MAX_TIMES = 4;
const MAX_TOPICS = 24;

/** The sections before the text: what a reader in a hurry needs. */
export function leadingSections(insights: Insights, anchors: Anchors): Section[] {
	return filled([
		['summary', 'Summary', summary(insights.summary)],
		['chapters', 'Chapters', chapters(insights.chapters, anchors)],
		['action-items', 'Action items', actionItems(insights.actionItems, anchors)],
	]);
}

/** The sections after the text. */
export async function trailingSections(
	insights: Insights,
	voices: Voices,
	anchors: Anchors,
	yielder: EventLoopYielder,
): Promise<Section[]> {
	return filled([
		['topics', 'Topics', await topics(insights.topics, anchors, yielder)],
		['key-phrases', 'Key phrases', keyPhrases(insights.keyPhrases, anchors)],
		['entities', 'Entities', await entities(insights.entities, anchors, yielder)],
		['sentiment', 'Sentiment', await sentiment(insights.sentiment, voices, yielder)],
		['translations', 'Translations', await translations(insights.translations, anchors, yielder)],
		['audio-events', 'Audio events', audioEvents(insights.audioEvents, anchors)],
		['content-safety', 'Content safety', await contentSafety(insights.contentSafety, anchors, yielder)],
	]);
}

/** Requested features that the vendor could not provide; `null` if there are none. */
export function warnings(list: Insights['warnings']): Markup | null {
	if (!list || list.length === 0) return null;
	const items = list.map(
		({ feature, message }) => html`<li><b>${readable(feature)}</b> <bdi>${message}</bdi></li>`,
	);
	return html`<aside class="warnings">
		<h2>Warnings</h2>
		<ul>
			${items}
		</ul>
	</aside>`;
}

function filled(list: ReadonlyArray<readonly [string, string, Markup | null]>): Section[] {
	return list.flatMap(([id, heading, body]) => (body === null ? [] : [{ id, heading, body }]));
}

function listOf(className: string, items: readonly Markup[], more = 0): Markup | null {
	if (items.length === 0) return null;
	const rest = more > 0 ? html`<li class="more">and ${more} more</li>` : null;
	return html`<ul class="${className}">
		${items}${rest}
	</ul>`;
}

function summary(text: string | undefined): Markup | null {
	const lines = (text ?? '').split(/\n+/u).filter((line) => line.trim() !== '');
	if (lines.length === 0) return null;
	const bullets = lines.map((line) => /^\s*[-*•–]\s+(.*)$/su.exec(line)?.[1]);
	return bullets.every((bullet) => bullet !== undefined)
		? listOf(
				'points',
				bullets.map((bullet) => html`<li class="said">${bullet}</li>`),
			)
		: html`<div class="lead">${lines.map((line) => html`<p class="said">${line}</p>`)}</div>`;
}

function chapters(list: Insights['chapters'], anchors: Anchors): Markup | null {
	const items = (list ?? []).map(({ start, title, gist, summary: text }) => {
		const heading = title.trim() === '' ? (gist ?? '') : title;
		const body = text.trim() === '' ? null : html`<p class="said">${text}</p>`;
		return html`<li>
			${anchors.link(start)}
			<div><b class="said">${heading}</b>${body}</div>
		</li>`;
	});
	return listOf('chapters', items);
}

function actionItems(list: Insights['actionItems'], anchors: Anchors): Markup | null {
	const items = (list ?? []).map(({ text, quote, start }) => {
		const said = quote === null ? null : html`<q class="said">${quote}</q>`;
		const time = start === null ? null : anchors.link(start);
		const source = said === null && time === null ? null : html`<div class="source">${time} ${said}</div>`;
		return html`<li><span class="said">${text}</span>${source}</li>`;
	});
	return listOf('actions', items);
}

async function topics(
	found: Insights['topics'],
	anchors: Anchors,
	yielder: EventLoopYielder,
): Promise<Markup | null> {
	if (!found) return null;
	return weighedList(await weighTopics(found, yielder), readableTopic, anchors);
}

function keyPhrases(list: Insights['keyPhrases'], anchors: Anchors): Markup | null {
	return listOf(
		'mentions',
		rankKeyPhrases(list ?? []).map((mention) => mentionItem(mention, anchors)),
	);
}

async function entities(
	list: Insights['entities'],
	anchors: Anchors,
	yielder: EventLoopYielder,
): Promise<Markup | null> {
	const groups: Markup[] = [];
	for (const { type, mentions } of await groupEntities(list ?? [], yielder)) {
		const items: Markup[] = [];
		for (const mention of mentions) {
			if (items.length % 128 === 0) await yielder.pause();
			items.push(mentionItem(mention, anchors));
		}
		groups.push(
			html`<div class="group">
				<h3 lang="en">${readable(type)}</h3>
				${listOf('mentions', items)}
			</div>`,
		);
	}
	return groups.length === 0 ? null : html`<div class="groups">${groups}</div>`;
}

async function sentiment(
	list: Insights['sentiment'],
	voices: Voices,
	yielder: EventLoopYielder,
): Promise<Markup | null> {
	if (!list || list.length === 0) return null;
	const { all, speakers } = await countSentiment(list, yielder);
	const rows = [
		sentimentRow('Everyone', all),
		...(speakers.length > 1 ? speakers.map((each) => sentimentRow(labelIn(voices, each), each)) : []),
	];
	const legend = SENTIMENTS.map(
		(each) => html`<li class="${each}"><span class="swatch" aria-hidden="true"></span>${readable(each)}</li>`,
	);
	return html`<ul class="legend" lang="en">
			${legend}
		</ul>
		<ul class="stacks">
			${rows}
		</ul>`;
}

function sentimentRow(name: string, { counts, total }: SentimentCount): Markup {
	const parts = SENTIMENTS.filter((each) => counts[each] > 0).map((each) => {
		const share = counts[each] / total;
		const shown = `${readable(each)}: ${counts[each]} (${percent(share)})`;
		return html`<span class="part ${each}" style="flex-grow:${counts[each]}" title="${shown}"
			>${share >= 0.08 ? percent(share) : ''}</span
		>`;
	});
	return html`<li>
		<bdi class="name">${name}</bdi><span class="stack">${parts}</span><span class="count">${total}</span>
	</li>`;
}

async function translations(
	found: Insights['translations'],
	anchors: Anchors,
	yielder: EventLoopYielder,
): Promise<Markup | null> {
	const blocks: Markup[] = [];
	for (const [language, { text, segments }] of Object.entries(found ?? {})) {
		const voices = voicesOf(segments);
		const lines: Markup[] = [];
		let previous = -1;
		for (const segment of segments) {
			await yielder.pause();
			const place = voices.indexOf(segment);
			const label = place === previous ? null : voices.list[place]?.label;
			previous = place;
			const who = label === null || label === undefined ? null : html`<bdi class="name">${label}:</bdi> `;
			lines.push(html`<p>${anchors.link(segment.start)}<span class="said">${who}${segment.text}</span></p>`);
		}
		const sample = text === '' ? (segments[0]?.text ?? '') : text;
		const body: Shown = lines.length > 0 ? lines : html`<p><span class="said">${text}</span></p>`;
		const rows = html`<div
			class="translated${lines.length > 0 ? ' timed' : ''}"
			${langAndDirection(language, sample)}
		>
			${body}
		</div>`;
		blocks.push(
			html`<h3 lang="en">${languageName(language)}</h3>
				${rows}`,
		);
	}
	return blocks.length === 0 ? null : html`${blocks}`;
}

function audioEvents(list: Insights['audioEvents'], anchors: Anchors): Markup | null {
	const groups = groupAudioEvents(list ?? []);
	return listOf(
		'mentions',
		groups.map((event) => mentionItem({ ...event, text: readable(event.text) }, anchors)),
	);
}

async function contentSafety(
	found: Insights['contentSafety'],
	anchors: Anchors,
	yielder: EventLoopYielder,
): Promise<Markup | null> {
	if (!found) return null;
	return weighedList(await weighLabels(found, yielder), readable, anchors);
}

function weighedList(
	list: readonly Weighed[],
	name: (raw: string) => string,
	anchors: Anchors,
): Markup | null {
	const items = list.slice(0, MAX_TOPICS).map((each) => {
		const width = `width:${Math.round(each.share * 1000) / 10}%`;
		return html`
			<li>
				<span class="label"><bdi>${name(each.name)}</bdi>${timeLinks(each.times, anchors)}</span>
				<span class="meter" aria-hidden="true"><span style="${width}"></span></span>
				<span class="value">${each.shown}</span>
			</li>
		`;
	});
	return listOf('weighed', items, list.length - items.length);
}

function mentionItem({ text, count, times }: Mention, anchors: Anchors): Markup {
	const often = count > 1 ? html` <span class="times-said">×${count}</span>` : null;
	return html`<li><bdi>${text}</bdi>${often}${timeLinks(times, anchors)}</li>`;
}

function timeLinks(times: readonly number[], anchors: Anchors): Markup | null {
	if (times.length === 0) return null;
	const links = times.slice(0, MAX_TIMES).map((time) => html` ${anchors.link(time)}`);
	return html`<span class="times">${links}${times.length > MAX_TIMES ? ' …' : ''}</span>`;
}
