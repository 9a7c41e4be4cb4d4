import { createHash } from 'node:crypto';

import { Parser, type NodeType } from 'commonmark';
import fc from 'fast-check';

import { renderHtml } from '../../../nodes/shared/transcript/render/html';
import { SCRIPT_DIGEST } from '../../../nodes/shared/transcript/render/html/script';
import { renderMarkdown } from '../../../nodes/shared/transcript/render/markdown';
import { escapeMarkdown } from '../../../nodes/shared/transcript/render/markdownText';
import { segmentsFromWords } from '../../../nodes/shared/transcript/segments';
import { joinWords, splitWords, spreadWords, wordsOf } from '../../../nodes/shared/transcript/words';
import { HOSTILE, hostileText, hostileTranscript } from '../../support/hostile';
import { tagsOf } from '../../support/htmlTags';
import { aShortWord as word } from '../../support/transcripts';

/** What a Markdown parser returns: the kinds of nodes, and all text. */
function read(markdown: string): { kinds: Set<NodeType>; text: string } {
	const kinds = new Set<NodeType>();
	let text = '';
	const walker = new Parser().parse(markdown).walker();
	for (let step = walker.next(); step; step = walker.next()) {
		kinds.add(step.node.type);
		if (step.entering) text += step.node.literal ?? '';
	}
	return { kinds, text };
}

const digestOf = (script: string) => `sha256-${createHash('sha256').update(script).digest('base64')}`;

describe('an HTML page', () => {
	it('contains no markup from text', async () => {
		await fc.assert(
			fc.asyncProperty(hostileTranscript, hostileText, async (transcript, title) => {
				const page = await renderHtml(transcript, { title, recordingUrl: title });
				// The page's own script, which its policy allows by a digest, and no other.
				const scripts = page.match(/<script[^]*?<\/script>/giu) ?? [];
				expect(
					scripts.map((script) => digestOf(script.slice('<script>'.length, -'</script>'.length))),
				).toEqual([SCRIPT_DIGEST]);
				const tags = tagsOf(page);
				const names = new Set(tags.map(({ name }) => name));
				expect(names).not.toContain('img');
				for (const { attributes } of tags) {
					for (const [name, value] of Object.entries(attributes)) {
						expect(name).not.toMatch(/^on|^src/);
						if (name === 'href') expect(value).toMatch(/^#|^https?:\/\//);
						if (name === 'style') expect(value).toMatch(/^[a-z-]+:[\d.]+%?(;width:[\d.]+%)?$/);
						if (name === 'lang') expect(value).toMatch(/^[A-Za-z0-9-]*$/);
						if (name === 'class') expect(value).toMatch(/^[a-z0-9 -]+$/);
					}
				}
			}),
		);
	});
});

describe('Markdown', () => {
	it('contains no markup from text', async () => {
		await fc.assert(
			fc.asyncProperty(hostileTranscript, hostileText, async (transcript, title) => {
				const { kinds } = read(await renderMarkdown(transcript, { title }));
				for (const kind of ['html_block', 'html_inline', 'link', 'image', 'code', 'code_block'] as const) {
					expect(kinds).not.toContain(kind);
				}
			}),
		);
	});

	it('shows every text unchanged, on one line, in one paragraph', () => {
		fc.assert(
			fc.property(fc.oneof(hostileText, fc.constantFrom(...HOSTILE)), (raw) => {
				const { kinds, text } = read(escapeMarkdown(raw));
				const shown = raw.replace(/[\s\p{Cc}]+/gu, ' ').trim();
				expect(text).toBe(shown);
				if (shown !== '') expect([...kinds].sort()).toEqual(['document', 'paragraph', 'text']);
			}),
			{ numRuns: 500 },
		);
	});
});

describe('splitWords', () => {
	it('loses nothing', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: fc.constantFrom('a', 'é', '.', ' ', '\n', '東', 'か', 'ไ', 'ท', '。', '😀') }),
				(text) => {
					expect(joinWords(splitWords(text, 'ja'))).toBe(text.trim().replace(/\s+/gu, ' '));
				},
			),
		);
	});
});

describe('spreadWords', () => {
	it('keeps words within the segment and in order of time', () => {
		fc.assert(
			fc.property(
				fc.array(fc.string({ maxLength: 12 }), { maxLength: 30 }),
				fc.double({ min: 0, max: 90_000, noNaN: true }),
				fc.double({ min: -5, max: 600, noNaN: true }),
				(parts, start, length) => {
					const words = spreadWords(parts.join(' '), start, start + length);
					const from = Math.round(start * 1000) / 1000;
					const to = Math.max(from, Math.round((start + length) * 1000) / 1000);
					let last = from;
					for (const each of words) {
						expect(each.start).toBeGreaterThanOrEqual(last);
						expect(each.end).toBeGreaterThanOrEqual(each.start);
						last = each.end;
					}
					expect(last).toBeLessThanOrEqual(to + 0.001);
				},
			),
		);
	});
});

describe('segmentsFromWords', () => {
	it('puts each word in exactly one segment, in order', async () => {
		const anyWord = fc.record({
			text: fc.constantFrom('one', 'two', ',', '.'),
			gap: fc.constantFrom(0, 0.2, 0.6, 3),
			speaker: fc.constantFrom('A', 'B', null),
			channel: fc.constantFrom('1', '2', '3'),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(anyWord, { maxLength: 60 }), async (plan) => {
				let time = 0;
				const words = plan.map(({ text, gap, speaker, channel }) => {
					time += gap;
					return word(text, time, { speaker, channel });
				});
				const segments = await segmentsFromWords(words);
				const found = segments.flatMap((segment) => wordsOf({ words }, segment));
				expect(found).toHaveLength(words.length);
				expect(new Set(found).size).toBe(words.length);
				for (const segment of segments) {
					expect(joinWords(wordsOf({ words }, segment))).toBe(segment.text);
				}
				const starts = segments.map(({ start }) => start);
				expect(starts).toEqual([...starts].sort((a, b) => a - b));
			}),
		);
	});
});
