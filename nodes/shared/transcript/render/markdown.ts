import { EventLoopYielder } from '../../core/eventLoop';
import { languageName } from '../language';
import type { Insights, Segment, Transcript } from '../model';
import { turnsOf } from '../segments';
import { clock } from './clock';
import { escapeMarkdown as esc } from './markdownText';
import { metadataEntries, percent } from './metadata';
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
	type Weighed,
} from './overview';
import { paragraphsOf } from './paragraphs';
import { labelIn, voicesOf, type Voices } from './speakers';

export interface MarkdownOptions {
	/** Heading of the document. Default: `Transcript`. */
	title?: string;
}

/** Maximum number of times shown per mention, and of topics shown per summary; the transcript contains all. */
const MAX_TIMES = 5;
const MAX_TOPICS = 30;

type Lines = string[];

/**
 * The transcript as a Markdown document: metadata, warnings, summary, chapters and action items, then the spoken text,
 * then the other insights. All text from the vendor is escaped, so that nothing said in a recording becomes a heading, a
 * link, HTML or other markup.
 */
export async function renderMarkdown(transcript: Transcript, options: MarkdownOptions = {}): Promise<string> {
	const { insights } = transcript;
	const yielder = new EventLoopYielder();
	const turns = await turnsOf(transcript);
	const voices = voicesOf(turns);
	const blocks: Lines[] = [
		[`# ${esc(options.title ?? 'Transcript')}`],
		metadataEntries(transcript, voices).map(([name, value]) => `- **${name}:** ${esc(value)}`),
		warnings(insights.warnings),
		summary(insights.summary),
		chapters(insights.chapters),
		actionItems(insights.actionItems),
		await conversation(transcript, turns, voices, yielder),
		await topics(insights.topics, yielder),
		keyPhrases(insights.keyPhrases),
		await entities(insights.entities, yielder),
		await sentiment(insights.sentiment, voices, yielder),
		await translations(insights.translations, yielder),
		audioEvents(insights.audioEvents),
		await contentSafety(insights.contentSafety, yielder),
	];
	const texts: string[] = [];
	for (const lines of blocks) {
		await yielder.pause();
		if (lines.length > 0) texts.push(lines.join('\n'));
	}
	return `${texts.join('\n\n')}\n`;
}

async function conversation(
	transcript: Transcript,
	turns: readonly Segment[],
	voices: Voices,
	yielder: EventLoopYielder,
): Promise<Lines> {
	const lines: Lines = [];
	for (const turn of turns) {
		await yielder.pause();
		const label = voices.list[voices.indexOf(turn)]?.label ?? null;
		const mood = [turn.emotion, turn.sentiment].filter((each) => each !== undefined).map(esc);
		const aside = mood.length > 0 ? ` *${mood.join(', ')}*` : '';
		for (const [place, { start, text }] of (await paragraphsOf(transcript, turn, yielder)).entries()) {
			const opening =
				place === 0 && label !== null
					? `**${esc(label)}** (${clock(start)})${aside}: `
					: `(${clock(start)})${place === 0 ? aside : ''} `;
			lines.push('', opening + esc(text));
		}
		for (const [language, text] of Object.entries(turn.translations ?? {})) {
			lines.push('', `> *${esc(languageName(language))}:* ${esc(text)}`);
		}
	}
	return lines.length === 0 ? [] : ['## Full text', ...lines];
}

function warnings(list: Insights['warnings']): Lines {
	return section(
		'Warnings',
		(list ?? []).map(({ feature, message }) => `- **${esc(readable(feature))}:** ${esc(message)}`),
	);
}

function summary(text: string | undefined): Lines {
	const lines = (text ?? '').split(/\n+/u).flatMap((line) => {
		const [, bullet = '', rest = ''] = /^\s*([-*•–]\s+)?(.*)$/su.exec(line) ?? [];
		if (rest.trim() === '') return [];
		return bullet === '' ? ['', esc(rest), ''] : [`- ${esc(rest)}`];
	});
	return section('Summary', trimBlank(lines));
}

function chapters(list: Insights['chapters']): Lines {
	return section(
		'Chapters',
		(list ?? []).map(({ start, end, title, gist, summary: text }) => {
			const heading = title.trim() === '' ? (gist ?? '') : title;
			return `- **${clock(start)}–${clock(end)} ${esc(heading)}**${text === '' ? '' : ` – ${esc(text)}`}`;
		}),
	);
}

function actionItems(list: Insights['actionItems']): Lines {
	return section(
		'Action items',
		(list ?? []).map(({ text, quote, start }) => {
			const source = [start === null ? '' : clock(start), quote === null ? '' : `“${esc(quote)}”`];
			const shown = source.filter((each) => each !== '').join(' ');
			return `- ${esc(text)}${shown === '' ? '' : ` (${shown})`}`;
		}),
	);
}

async function topics(found: Insights['topics'], yielder: EventLoopYielder): Promise<Lines> {
	if (!found) return [];
	return section('Topics', weighedLines(await weighTopics(found, yielder), readableTopic));
}

function keyPhrases(list: Insights['keyPhrases']): Lines {
	return section('Key phrases', rankKeyPhrases(list ?? []).map(mentionLine));
}

async function entities(list: Insights['entities'], yielder: EventLoopYielder): Promise<Lines> {
	const groups = await groupEntities(list ?? [], yielder);
	const lines = groups.flatMap(({ type, mentions }) => [
		'',
		`### ${esc(readable(type))}`,
		'',
		...mentions.map(mentionLine),
	]);
	return section('Entities', trimBlank(lines));
}

async function sentiment(
	list: Insights['sentiment'],
	voices: Voices,
	yielder: EventLoopYielder,
): Promise<Lines> {
	if (!list || list.length === 0) return [];
	const { all, speakers } = await countSentiment(list, yielder);
	const row = (name: string, { counts, total }: typeof all) =>
		`| ${[name, ...SENTIMENTS.map((each) => `${counts[each]} (${percent(counts[each] / total)})`)].join(' | ')} |`;
	const rows = speakers.length > 1 ? speakers.map((each) => row(esc(labelIn(voices, each)), each)) : [];
	return section('Sentiment', [
		'|  | Positive | Neutral | Negative |',
		'| --- | --- | --- | --- |',
		row('All', all),
		...rows,
	]);
}

async function translations(found: Insights['translations'], yielder: EventLoopYielder): Promise<Lines> {
	const lines: Lines = [];
	for (const [language, { text, segments }] of Object.entries(found ?? {})) {
		lines.push('', `### ${esc(languageName(language))}`);
		const voices = voicesOf(segments);
		for (const segment of segments) {
			await yielder.pause();
			const label = voices.list[voices.indexOf(segment)]?.label ?? null;
			const who = label === null ? '' : `**${esc(label)}** `;
			lines.push('', `${who}(${clock(segment.start)})${label === null ? '' : ':'} ${esc(segment.text)}`);
		}
		if (segments.length === 0) lines.push('', esc(text));
	}
	return section('Translations', trimBlank(lines));
}

function audioEvents(list: Insights['audioEvents']): Lines {
	return section(
		'Audio events',
		groupAudioEvents(list ?? []).map((event) => mentionLine({ ...event, text: readable(event.text) })),
	);
}

async function contentSafety(found: Insights['contentSafety'], yielder: EventLoopYielder): Promise<Lines> {
	if (!found) return [];
	return section('Content safety', weighedLines(await weighLabels(found, yielder), readable));
}

function section(heading: string, lines: Lines): Lines {
	return lines.length === 0 ? [] : [`## ${heading}`, '', ...lines];
}

function weighedLines(list: readonly Weighed[], name: (raw: string) => string): Lines {
	const lines = list
		.slice(0, MAX_TOPICS)
		.map((each) => `- ${esc(name(each.name))}: ${each.shown}${timeList(each.times)}`);
	return list.length > MAX_TOPICS ? [...lines, `- and ${list.length - MAX_TOPICS} more`] : lines;
}

function mentionLine({ text, count, times }: Mention): string {
	return `- ${esc(text)}${count > 1 ? ` × ${count}` : ''}${timeList(times)}`;
}

function timeList(times: readonly number[]): string {
	if (times.length === 0) return '';
	const shown = times.slice(0, MAX_TIMES).map(clock).join(', ');
	return ` (${shown}${times.length > MAX_TIMES ? ', …' : ''})`;
}

/** Collapses blank lines, and removes those at the start and end. */
function trimBlank(lines: Lines): Lines {
	const single = lines.filter((line, place) => line !== '' || lines[place - 1] !== '');
	return single.slice(single[0] === '' ? 1 : 0, single.at(-1) === '' ? -1 : undefined);
}
