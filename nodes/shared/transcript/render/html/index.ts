import { EventLoopYielder } from '../../../core/eventLoop';
import { isWebAddress } from '../../../core/webAddress';
import { languageTag, textDirection } from '../../language';
import type { Transcript } from '../../model';
import { turnsOf } from '../../segments';
import { metadataEntries, totalDuration, type MetadataEntry } from '../metadata';
import { voicesOf } from '../speakers';
import { Anchors } from './anchors';
import { conversation } from './conversation';
import { leadingSections, trailingSections, warnings, type Section } from './insights';
import { html, type Markup } from './markup';
import { measuresBlock, type PageMeasures } from './measures';
import { PAGE_SCRIPT, SCRIPT_DIGEST } from './script';
import { STYLE } from './style';
import { timeline } from './timeline';

export interface HtmlOptions {
	/** Heading and title of the page. Default: `Transcript`. */
	title?: string;
	/** URL of the recording, which the page plays. Only http and https are accepted. */
	recordingUrl?: string;
	/** Measures by speaker, which the page shows in a table. */
	measures?: PageMeasures;
}

/** Number of turns above which the browser renders only what is on the screen. */
const LONG_TRANSCRIPT_TURNS = 400;

/**
 * The transcript as a self-contained HTML file: search, playback, light and dark mode, and a print style. Its content
 * security policy forbids all scripts but its own, and all requests but for the recording. All text from the vendor is
 * escaped. The page also works in n8n's preview, which removes IDs, `lang`, `dir` and images and keeps classes and
 * styles.
 *
 * The time is linear in the number of words; yields to n8n's event loop every few milliseconds.
 */
export async function renderHtml(transcript: Transcript, options: HtmlOptions = {}): Promise<string> {
	const { insights } = transcript;
	const yielder = new EventLoopYielder();
	const title = options.title ?? 'Transcript';
	const recordingUrl = withoutFragment(options.recordingUrl);
	const turns = await turnsOf(transcript);
	const voices = voicesOf(turns);
	const anchors = new Anchors(totalDuration(transcript));
	// Rendered first, because everything else links to its paragraphs.
	const said = await conversation(transcript, turns, voices, anchors, recordingUrl, yielder);
	const tracks = await timeline(turns, voices, anchors, yielder);
	const measures = measuresBlock(options.measures, turns, voices);
	const leading = leadingSections(insights, anchors);
	const trailing = await trailingSections(insights, voices, anchors, yielder);
	const text: Section = {
		id: 'transcript',
		heading: 'Full text',
		body:
			said.length === 0
				? html`<p class="empty">No speech was recognized in this recording.</p>`
				: html`<div class="turns${turns.length > LONG_TRANSCRIPT_TURNS ? ' long' : ''}">${said}</div>`,
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
				<meta http-equiv="Content-Security-Policy" content="${policy(recordingUrl)}" />
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
						${metadata(metadataEntries(transcript, voices))} ${recording(recordingUrl)}
					</header>
					${contents(sections)}${tools(recordingUrl)}
					<main>${warnings(insights.warnings)}${tracks}${measures}${blocks}${CERTIFICATE}</main>
				</div>
				${PAGE_SCRIPT}
			</body>
		</html>
	`.text.trim()}\n`;
}

/** No scripts but the page's own, no frames, forms or requests but for the recording; inline styles only. */
function policy(recordingUrl: string | null): string {
	const media = recordingUrl === null ? 'blob:' : `${new URL(recordingUrl).origin} blob:`;
	return `default-src 'none'; script-src '${SCRIPT_DIGEST}'; style-src 'unsafe-inline'; media-src ${media}; base-uri 'none'; form-action 'none'`;
}

/** Search and playback, which the script shows, and what the reader can choose. */
function tools(recordingUrl: string | null): Markup {
	const source = recordingUrl === null ? null : html`src="${recordingUrl}"`;
	return html`<section class="options" lang="en" aria-label="Display">
			<label><input type="checkbox" id="show-unsure" /> Mark unsure words</label>
			<label><input type="checkbox" id="certify" /> Print line numbers and a certificate</label>
		</section>
		<div class="tools" lang="en" role="search" aria-label="Transcript" hidden="">
			<label class="query">
				<span>Search</span>
				<input type="search" id="query" autocomplete="off" spellcheck="false" />
			</label>
			<button type="button" id="previous" aria-label="Previous match" disabled="">↑</button>
			<button type="button" id="next" aria-label="Next match" disabled="">↓</button>
			<output id="status" for="query"></output>
			<label class="file">
				<span>Recording</span>
				<input type="file" id="file" accept="audio/*,video/*" />
			</label>
			<audio id="player" controls="" preload="none" aria-label="Recording" hidden="" ${source}></audio>
		</div>`;
}

/** Only printed, if the reader chooses so. */
const CERTIFICATE = html`<p class="certificate" lang="en">
	I certify that I have compared this transcript with the recording and that it is true and complete to the
	best of my ability.
	<span class="field">Name</span><span class="field">Signature</span><span class="field">Date</span>
</p>`;

function metadata(list: readonly MetadataEntry[]): Markup {
	const items = list.map(
		([name, value]) =>
			html`<div>
				<dt>${name}</dt>
				<dd><bdi>${value}</bdi></dd>
			</div>`,
	);
	return html`<dl class="metadata" lang="en">${items}</dl>`;
}

function recording(url: string | null): Markup | null {
	return url === null
		? null
		: html`<p class="recording" lang="en"><a href="${url}">Open the recording</a></p>`;
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

function withoutFragment(url = ''): string | null {
	if (!isWebAddress(url)) return null;
	const address = new URL(url);
	address.hash = '';
	return address.href;
}
