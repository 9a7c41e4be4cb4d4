import fc from 'fast-check';

import type { Transcript } from '../../nodes/shared/transcript/model';

/** Texts that would be markup, script, or a document of their own if a rendering let them. */
export const HOSTILE = [
	'<script>globalThis.hacked = 1</script>',
	'"><img src=x onerror="globalThis.hacked = 1">',
	"' onmouseover='globalThis.hacked = 1' x='",
	'</style><script>globalThis.hacked = 1</script>',
	'</title></span></p></div><h1>Faked</h1>',
	'<!-- --><svg onload=globalThis.hacked=1>',
	'&lt;script&gt; &amp;amp; &#60;b&#62;',
	'{{constructor.constructor("globalThis.hacked=1")()}}',
	'${globalThis.hacked = 1} `code`',
	'# Heading',
	'1. item\n2. item',
	'- [ ] task',
	'> quote',
	'```\ncode\n```',
	'    indented code',
	'[link](javascript:alert(1)) ![image](https://example.com/x.png)',
	'<https://example.com> https://example.com www.example.com me@example.com',
	'[ref]: https://example.com "x"',
	'**bold** __bold__ *it* _it_ ~~gone~~ $x$ ==mark==',
	'a | b\n--- | ---\nc | d',
	'Title\n=====',
	'---',
	'***',
	'line\u2028line\u2029line\r\nline',
	'\u0000\u0008\u001b[31m\u009b',
	'\ud800 lone \udc00',
	'\u202e reversed \u2066',
	'javascript:alert(1)',
	'\\',
	'\\<script>',
];

/** One of them, or a generated mixture of the characters they consist of. */
export const hostileText = fc.oneof(
	fc.constantFrom(...HOSTILE),
	fc.string({
		unit: fc.constantFrom(...Array.from('<>&"\'`*_[]()#+-.!|~$\\/=:;@{}\n\t a1é')),
		minLength: 1,
		maxLength: 40,
	}),
	fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
);

/** A transcript with a hostile text in every place that a vendor, or who speaks, can fill. */
export const hostileTranscript: fc.Arbitrary<Transcript> = fc
	.infiniteStream(hostileText)
	.map((texts): Transcript => {
		const text = (): string => String(texts.next().value);
		const at = { start: 1.5, end: 2.5 };
		const said = () => ({ ...at, speaker: text(), channel: text() });
		return {
			vendor: text(),
			jobId: text(),
			language: text(),
			duration: 60,
			text: text(),
			confidence: 0.5,
			words: [],
			segments: Array.from({ length: 3 }, () => ({
				...said(),
				text: text(),
				confidence: null,
				words: { from: 0, to: 0 },
				language: text(),
				emotion: text(),
				sentiment: text(),
				translations: { [text()]: text() },
				extras: { [text()]: text() },
			})),
			insights: {
				summary: text(),
				chapters: [{ ...at, title: text(), summary: text(), gist: text() }],
				topics: {
					summary: { [text()]: 0.5 },
					segments: [{ ...at, text: text(), topics: [{ topic: text(), relevance: 0.5 }] }],
				},
				sentiment: [
					{ ...said(), text: text(), sentiment: 'positive', confidence: 0.5 },
					{ ...said(), text: text(), sentiment: 'negative', confidence: 0.5 },
				],
				entities: [{ ...said(), type: text(), text: text() }],
				keyPhrases: [{ text: text(), count: 1, rank: 0.5, times: [at] }],
				translations: { [text()]: { text: text(), segments: [{ ...said(), text: text() }] } },
				audioEvents: [{ ...at, type: text(), confidence: 0.5, channel: text() }],
				contentSafety: {
					summary: { [text()]: 0.5 },
					segments: [{ ...at, text: text(), labels: [{ label: text(), confidence: 0.5, severity: 0.5 }] }],
				},
				actionItems: [{ text: text(), quote: text(), start: 1.5 }],
				languages: [
					{ language: text(), confidence: 0.5 },
					{ language: text(), confidence: 0.5 },
				],
				warnings: [{ feature: text(), type: text(), message: text() }],
				other: { [text()]: text() },
			},
		};
	});
