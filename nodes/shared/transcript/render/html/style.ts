import { Markup } from './markup';

/**
 * The style sheet of the page. The eight speaker colors follow Okabe and Ito, darkened so that the contrast with white text
 * and with the page is at least 4.5:1, and lightened for the dark mode. Adjacent colors stay distinguishable for
 * color-blind readers.
 */
const CSS = `
:root {
	color-scheme: light dark;
	--paper: #fdfcfa; --wash: #f4f1eb; --line: #e3ded5; --ink: #1d1b18; --soft: #5d5a55; --link: #00598f;
	--on-voice: #fff;
	--v0: #0072b2; --v1: #bf4a00; --v2: #004d3a; --v3: #b8408c;
	--v4: #555000; --v5: #43259a; --v6: #731029; --v7: #6b6b6b;
	--positive: #0072b2; --neutral: #6b6b6b; --negative: #bf4a00;
	--warn: #7a4b00; --warn-wash: #fdf3dc;
	--sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
	--serif: Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, "Noto Serif", "DejaVu Serif", serif;
}
@media screen and (prefers-color-scheme: dark) {
	:root {
		--paper: #161514; --wash: #211f1d; --line: #36332f; --ink: #ece8e1; --soft: #aca69d; --link: #7cc4f5;
		--on-voice: #161514;
		--v0: #56b4e9; --v1: #ef8440; --v2: #17a277; --v3: #ee9bcb;
		--v4: #f0e442; --v5: #a390ff; --v6: #dd9a00; --v7: #dad5cd;
		--positive: #56b4e9; --neutral: #aca69d; --negative: #ef8440;
		--warn: #f0c674; --warn-wash: #2b2416;
	}
}
* { box-sizing: border-box; }
html { background: var(--paper); scroll-padding-top: 1.5rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 var(--sans); }
.page { max-width: 47rem; margin: 0 auto; padding: clamp(1.5rem, 5vw, 4rem) clamp(1rem, 4vw, 2rem) 5rem; }
.rtl { direction: rtl; }
h1, h2, h3, p, ul, dl, dd { margin: 0; padding: 0; }
ul { list-style: none; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .18em; }
/* In a preview that removes IDs, links have no target. */
.page:not([id]) a[href^="#"] { pointer-events: none; text-decoration: none; }
.page:not([id]) .contents { display: none; }
a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.said { unicode-bidi: plaintext; text-align: start; overflow-wrap: anywhere; }
bdi { overflow-wrap: anywhere; }

h1 { font: 700 clamp(1.75rem, 1.3rem + 2vw, 2.375rem)/1.15 var(--serif); letter-spacing: -.012em; text-wrap: balance; }
h2 { font: 600 1.125rem/1.3 var(--sans); letter-spacing: -.005em; }
h3 { font: 600 .8125rem/1.4 var(--sans); color: var(--soft); }
.metadata { display: flex; flex-wrap: wrap; gap: .75rem 1.75rem; margin-top: 1.5rem; }
.metadata dt { font-size: .75rem; color: var(--soft); }
.metadata dd { font-size: .9375rem; font-variant-numeric: tabular-nums; }
.recording { margin-top: 1rem; font-size: .9375rem; }
.warnings { margin-top: 1.75rem; padding: .875rem 1.125rem; border-radius: .5rem; background: var(--warn-wash); font-size: .9375rem; }
.warnings h2 { font-size: .9375rem; color: var(--warn); }
.warnings li { margin-top: .25rem; }
.contents { margin-top: 1.75rem; padding: .625rem 0; border-block: 1px solid var(--line); font-size: .875rem; }
.contents ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
.contents a { text-decoration: none; }
.contents a:hover { text-decoration: underline; }

.v0 { --voice: var(--v0); } .v1 { --voice: var(--v1); } .v2 { --voice: var(--v2); } .v3 { --voice: var(--v3); }
.v4 { --voice: var(--v4); } .v5 { --voice: var(--v5); } .v6 { --voice: var(--v6); } .v7 { --voice: var(--v7); }
.mark { flex: none; display: inline-grid; place-items: center; width: 1.5rem; height: 1.5rem;
	background: var(--voice, var(--soft)); color: var(--on-voice); font: 700 .75rem/1 var(--sans); unicode-bidi: isolate; }
.mark.narrow { font-size: .625rem; letter-spacing: -.02em; }
.s0 { border-radius: 1rem; } .s1 { border-radius: .25rem; }
.s2 { clip-path: polygon(22% 0, 78% 0, 100% 50%, 78% 100%, 22% 100%, 0 50%); }
.s3 { border-radius: .75rem .75rem .125rem .125rem; }
.name { font-weight: 600; }

.timeline { margin-top: 2.25rem; }
.speaker-rows { margin-top: .875rem; }
.speaker-row { display: grid; grid-template-columns: minmax(7rem, 10.5rem) minmax(0, 1fr) 8rem; gap: 1rem; align-items: center; padding: .1875rem 0; font-size: .875rem; }
.speaker { display: flex; align-items: center; gap: .5rem; min-width: 0; }
.speaker .name { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.track { position: relative; display: block; height: 1.125rem; border-radius: .1875rem; background: var(--wash); overflow: hidden; direction: ltr; }
.span { position: absolute; top: 0; bottom: 0; min-width: 2px; background: var(--voice); }
.span:hover { filter: brightness(1.2); }
.share { color: var(--soft); font-size: .8125rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
.share b { display: inline-block; min-width: 2.5rem; color: var(--ink); font-weight: 600; }
.axis { display: grid; grid-template-columns: minmax(7rem, 10.5rem) minmax(0, 1fr) 8rem; gap: 1rem; }
.ticks { grid-column: 2; position: relative; display: block; height: 1.375rem; direction: ltr; }
.tick { position: absolute; top: .25rem; padding-inline-start: .25rem; border-inline-start: 1px solid var(--line); color: var(--soft); font-size: .6875rem; line-height: 1; font-variant-numeric: tabular-nums; }

.measures { margin-top: 2.25rem; font-size: .875rem; }
.measures summary { cursor: pointer; }
.measures summary:focus-visible, .scrolled:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.measures summary h2 { display: inline; }
.measures .scrolled { margin-top: .875rem; overflow-x: auto; }
.measures table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
.measures th, .measures td { padding: .3125rem .5rem; border-bottom: 1px solid var(--line); text-align: end; white-space: nowrap; font-weight: 400; }
.measures thead th { color: var(--soft); font-size: .75rem; }
.measures th:first-child { padding-inline-start: 0; text-align: start; }
.measures .name { font-weight: 600; max-width: 10rem; }
.measures .metadata { margin-top: 1rem; }

.block { margin-top: 3rem; }
.block > h2 { padding-bottom: .5rem; border-bottom: 1px solid var(--line); }
.block > h2 + * { margin-top: 1rem; }
.time { color: var(--soft); font: .8125rem/1 var(--sans); font-variant-numeric: tabular-nums; text-decoration: none; unicode-bidi: isolate; }
a.time:hover { color: var(--link); text-decoration: underline; }

.turns, .lead, .chapters, .points, .actions, .translated { font-family: var(--serif); font-size: 1.0625rem; line-height: 1.62; }
.turn { position: relative; margin-top: 1.5rem; padding-inline-start: 4.75rem; }
.turn:first-child { margin-top: 0; }
.turn.continued { margin-top: .625rem; }
.turn::before { content: ""; position: absolute; inset-inline-start: 3.875rem; top: .1875rem; bottom: .1875rem; width: 2px; border-radius: 1px; background: var(--voice, var(--line)); opacity: .55; }
.turn p + p { margin-top: .625rem; }
.turn p > .time { position: absolute; inset-inline-start: 0; width: 3.375rem; text-align: end; line-height: 1.6875rem; }
.turn .said { display: block; }
.turn p:target .said { background: var(--wash); box-shadow: 0 0 0 .25rem var(--wash); border-radius: .125rem; }
.turn p:target > .time { color: var(--link); font-weight: 700; }
.who { display: flex; align-items: center; gap: .5rem; margin-bottom: .1875rem; font: .9375rem/1.5 var(--sans); }
.mood { font: .8125rem/1.5 var(--sans); color: var(--soft); }
.translation { color: var(--soft); font-size: .9375rem; }
.translation .label { font: 600 .75rem/1.5 var(--sans); }
.long .turn { content-visibility: auto; contain-intrinsic-size: auto 8rem; }
.empty { color: var(--soft); }

.lead p + p, .points li + li, .actions li + li { margin-top: .5rem; }
.points { padding-inline-start: 1.25rem; list-style: disc; }
.chapters li { display: grid; grid-template-columns: 3.375rem minmax(0, 1fr); gap: 1.375rem; }
.chapters li + li { margin-top: .875rem; }
.chapters .time { text-align: end; line-height: 1.6875rem; }
.chapters b { display: block; font-weight: 700; }
.actions li { position: relative; padding-inline-start: 1.75rem; }
.actions li::before { content: ""; position: absolute; inset-inline-start: .125rem; top: .4375rem; width: .8125rem; height: .8125rem; border: 1.5px solid var(--soft); border-radius: .1875rem; }
.actions > li > .said { display: block; }
.source { font-size: .9375rem; color: var(--soft); }
.source q { font-style: italic; }
.rtl q { font-style: normal; }

.weighed li { display: grid; grid-template-columns: minmax(0, 1fr) 9rem 3.25rem; gap: 1rem; align-items: center; padding: .3125rem 0; font-size: .9375rem; }
.weighed .more, .mentions .more { display: block; color: var(--soft); }
.meter { display: block; height: .5rem; border-radius: .25rem; background: var(--wash); overflow: hidden; }
.meter span { display: block; height: 100%; min-width: 2px; background: var(--v0); }
.value { text-align: end; font-variant-numeric: tabular-nums; font-size: .875rem; }
.times { margin-inline-start: .25rem; white-space: normal; }
.times .time { font-size: .75rem; }
.mentions { display: flex; flex-wrap: wrap; gap: .5rem; }
.mentions li { padding: .25rem .625rem; border-radius: .375rem; background: var(--wash); font-size: .9375rem; }
.times-said { color: var(--soft); font-size: .8125rem; font-variant-numeric: tabular-nums; }
.group + .group { margin-top: 1.125rem; }
.group .mentions { margin-top: .375rem; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .875rem; }
.legend li { display: flex; align-items: center; gap: .4375rem; }
.swatch { width: .8125rem; height: .8125rem; border-radius: .1875rem; }
.positive .swatch, .part.positive { background-color: var(--positive); }
.neutral .swatch, .part.neutral { background-color: var(--neutral); }
.negative .swatch, .part.negative { background-color: var(--negative); }
.negative .swatch { border-radius: 1rem; } .neutral .swatch { height: .3125rem; }
.stacks { margin-top: .75rem; }
.stacks li { display: grid; grid-template-columns: minmax(6rem, 10.5rem) minmax(0, 1fr) 3rem; gap: 1rem; align-items: center; padding: .25rem 0; font-size: .875rem; }
.stack { display: flex; gap: 2px; height: 1.375rem; border-radius: .1875rem; overflow: hidden; }
.part { flex-basis: 0; min-width: 3px; display: grid; place-items: center; overflow: hidden; color: var(--on-voice); font-size: .75rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.count { color: var(--soft); font-size: .8125rem; font-variant-numeric: tabular-nums; text-align: end; }
.translations h3 + .translated { margin-top: .375rem; }
.translated + h3 { margin-top: 1.5rem; }
.translated.timed p { display: grid; grid-template-columns: 3.375rem minmax(0, 1fr); gap: 1.375rem; }
.translated p + p { margin-top: .375rem; }
.translated .time { text-align: end; line-height: 1.6875rem; }

.options { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin-top: 1.25rem; font-size: .875rem; }
.page:not([id]) .options { display: none; }
.options label { display: flex; align-items: center; gap: .375rem; }
.tools { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .75rem; margin-top: .75rem; padding: .625rem 0; background: var(--paper); border-bottom: 1px solid var(--line); font-size: .875rem; }
.tools[hidden] { display: none; }
.tools label { display: flex; align-items: center; gap: .5rem; min-width: 0; max-width: 100%; }
.tools .query { flex: 1 1 12rem; }
.tools input { min-width: 0; max-width: 100%; font: inherit; color: inherit; }
.tools input[type=search] { flex: 1; padding: .375rem .5rem; background: var(--wash); border: 1px solid var(--soft); border-radius: .25rem; }
.tools button { min-width: 2rem; min-height: 2rem; font: inherit; color: inherit; background: var(--wash); border: 1px solid var(--soft); border-radius: .25rem; }
.tools button:disabled { opacity: .5; }
.tools output { min-width: 5rem; font-variant-numeric: tabular-nums; }
.tools :focus-visible, .options :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.tools audio { flex: 1 1 100%; width: 100%; height: 2.5rem; }
.turn p { scroll-margin-top: 9rem; }
.playable .turns .said { cursor: pointer; }
.turn p.now > .said { background: var(--wash); box-shadow: 0 0 0 .25rem var(--wash); border-radius: .125rem; }
.page:has(#show-unsure:checked) .unsure { text-decoration: underline dotted var(--negative) 2px; text-underline-offset: .2em; }
/* The script breaks the lines before it prints, at a width that fits a page, so that each can be numbered. */
.numbered .turns { counter-reset: line; }
.numbered .turns .said { width: 36em; max-width: none; }
.numbered .turn { content-visibility: visible; padding-inline-start: 4.75rem; }
.said[hidden] { display: none !important; }
.numbered .line { display: block; position: relative; white-space: nowrap; }
.numbered .line::before { counter-increment: line; content: counter(line); position: absolute; inset-inline-start: -7rem; width: 1.75rem; text-align: end; color: var(--soft); font: .75rem/2.25 var(--sans); }
.certificate { display: none; }
::highlight(hits) { background-color: #ffe08a; color: #1d1b18; }
::highlight(current) { background-color: #ff9d3c; color: #1d1b18; }

@media (max-width: 38rem) {
	.speaker-row { grid-template-columns: minmax(0, 1fr) auto; gap: .25rem .75rem; padding: .375rem 0; }
	.speaker-row .track { grid-row: 2; grid-column: 1 / -1; }
	.share b { min-width: 0; }
	.axis { display: block; }
	.ticks { overflow: hidden; }
	.turn { padding-inline-start: .875rem; }
	.turn::before { inset-inline-start: 0; }
	.turn p > .time { position: static; display: block; width: auto; text-align: start; line-height: 1.6; }
	.chapters li, .translated.timed p { grid-template-columns: minmax(0, 1fr); gap: 0; }
	.chapters .time, .translated .time { text-align: start; }
	.weighed li { grid-template-columns: minmax(0, 1fr) 4rem 3rem; gap: .625rem; }
	.stacks li { grid-template-columns: minmax(0, 5.5rem) minmax(0, 1fr) 2rem; gap: .625rem; }
}
@media print {
	@page { margin: 18mm 16mm; }
	html { font-size: 10pt; }
	.page { max-width: none; padding: 0; }
	.contents, .recording, .options, .tools { display: none; }
	.measures .scrolled { overflow: visible; }
	.measures:not([open]) { display: none; }
	.page:has(#certify:checked) { padding-inline-start: 2.25rem; }
	.page:has(#certify:checked) .certificate { display: block; margin-top: 3rem; break-inside: avoid; }
	.certificate .field { display: inline-block; min-width: 30%; margin: 2.5rem 3% 0 0; padding-top: .25rem; border-top: 1px solid currentColor; }
	.mark, .track, .span, .meter, .meter span, .part, .swatch, .mentions li, .turn::before, .warnings { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
	a { color: inherit; text-decoration: none; }
	.who, h2, h3 { break-after: avoid; }
	.timeline, .speaker-row, .measures tr, .chapters li, .actions li, .weighed li, .mentions li, .stacks li { break-inside: avoid; }
	.turn p { orphans: 3; widows: 3; }
	.long .turn { content-visibility: visible; }
}
`;

export const STYLE = new Markup(CSS.replace(/\n\t*/gu, ''));
