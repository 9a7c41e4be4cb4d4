import { EventLoopYielder } from '../../../core/eventLoop';
import { languageTag, textDirection } from '../../language';
import type { Transcript } from '../../model';
import { turnsOf } from '../../segments';
import { factsOf, wholeLength, type Fact } from '../metadata';
import { voicesOf } from '../speakers';
import { Anchors } from './anchors';
import { conversation } from './conversation';
import { leadingSections, trailingSections, warnings, type Section } from './insights';
import { html, type Markup } from './markup';
import { STYLE } from './style';
import { timeline } from './timeline';

export interface HtmlOptions {
	/** Heading and title of the page. Default: `Transcript`. */
	title?: string;
	/** Address of the recording; the times of the text then open it there. Only http and https are taken. */
	recordingUrl?: string;
}

/** Turns from which the browser draws only what is on the screen. */
const LONG = 400;

/**
 * The transcript as one HTML file that needs nothing else: no script, no request, a policy that forbids both,
 * light and dark, on paper too. Every text of the vendor is escaped. It also holds in n8n's preview, which
 * takes out ids, `lang`, `dir` and pictures and keeps classes and styles.
 *
 * Time grows with the words; n8n's event loop turns every few milliseconds.
 */
export async function renderHtml(transcript: Transcript, options: HtmlOptions = {}): Promise<string> {
	const { insights } = transcript;
	const yielder = new EventLoopYielder();
	const title = options.title ?? 'Transcript';
	const recordingUrl = webAddress(options.recordingUrl);
	const turns = await turnsOf(transcript);
	const voices = voicesOf(turns);
	const anchors = new Anchors(wholeLength(transcript));
	// The text comes first, because everything else links to its paragraphs.
	const said = await conversation(transcript, turns, voices, anchors, recordingUrl, yielder);
	const tracks = await timeline(turns, voices, anchors, yielder);
	const leading = leadingSections(insights, anchors);
	const trailing = await trailingSections(insights, voices, anchors, yielder);
	const text: Section = {
		id: 'transcript',
		heading: 'Full text',
		body:
			said.length === 0
				? html`<p class="empty">No speech was recognised in this recording.</p>`
				: html`<div class="turns${turns.length > LONG ? ' long' : ''}">${said}</div>`,
	};
	const blocks: Markup[] = [];
	const sections = [...leading, text, ...trailing];
	for (const section of sections) {
		await yielder.pause();
		blocks.push(block(section));
	}
	await yielder.pause();
	const direction = textDirection(transcript.language, transcript.text);
	const tag = languageTag(transcript.language);

	return `${html`
		<!doctype html>
		<html lang="${tag ?? ''}" dir="${direction}">
			<head>
				<meta charset="utf-8" />
				<meta http-equiv="Content-Security-Policy" content="${POLICY}" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<meta name="referrer" content="no-referrer" />
				<title>${title}</title>
				<style>
					${STYLE}
				</style>
			</head>
			<body>
				<div class="page ${direction}" id="page">
					<header>
						<h1 class="said">${title}</h1>
						${facts(factsOf(transcript, voices))} ${recording(recordingUrl)}
					</header>
					${warnings(insights.warnings)}${contents(sections)}${tracks}
					<main>${blocks}</main>
				</div>
			</body>
		</html>
	`.text.trim()}\n`;
}

/** No script, no frame, no form, no request; styles only where they stand in the page. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

function facts(list: readonly Fact[]): Markup {
	const items = list.map(
		([name, value]) =>
			html`<div>
				<dt>${name}</dt>
				<dd><bdi>${value}</bdi></dd>
			</div>`,
	);
	return html`<dl class="facts" lang="en">${items}</dl>`;
}

function recording(url: string | null): Markup | null {
	return url === null ? null : html`<p class="recording" lang="en"><a href="${url}">Recording</a></p>`;
}

function contents(sections: readonly Section[]): Markup | null {
	if (sections.length < 3) return null;
	const links = sections.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`);
	return html`<nav class="contents" lang="en" aria-label="Contents">
		<ul>
			${links}
		</ul>
	</nav>`;
}

function block({ id, heading, body }: Section): Markup {
	return html`<section class="block ${id}" id="${id}">
		<h2 lang="en">${heading}</h2>
		${body}
	</section>`;
}

function webAddress(url: string | undefined): string | null {
	return url !== undefined && /^https?:\/\/[^\s]+$/iu.test(url) ? url.replace(/#.*$/u, '') : null;
}
