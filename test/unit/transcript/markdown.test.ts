import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Parser, type NodeType } from 'commonmark';
import fc from 'fast-check';

import { transcriptSchema } from '../../../nodes/shared/transcript/model';
import { renderMarkdown } from '../../../nodes/shared/transcript/render/markdown';
import { escapeMarkdown } from '../../../nodes/shared/transcript/render/markdownText';
import { HOSTILE, hostileText, hostileTranscript } from '../../support/hostile';

const example = transcriptSchema.parse(
	JSON.parse(readFileSync(path.join(__dirname, '../../../docs/transcript.example.json'), 'utf8')),
);

/** What a Markdown reader sees: the kinds of nodes, and all text. */
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

describe('renderMarkdown', () => {
	it('gives a document with every section of the example', async () => {
		const markdown = await renderMarkdown(example, { title: 'Appointment call' });
		expect(markdown.match(/^#+ .*$/gm)).toEqual([
			'# Appointment call',
			'## Warnings',
			'## Summary',
			'## Chapters',
			'## Action items',
			'## Full text',
			'## Topics',
			'## Key phrases',
			'## Entities',
			'### Date',
			'### Organization',
			'### Person name',
			'### Date of birth',
			'## Sentiment',
			'## Translations',
			'### Spanish (es)',
			'## Audio events',
			'## Content safety',
		]);
		expect(markdown).toContain('- **Duration:** 23 s\n- **Language:** American English (en\\_us)\n');
		expect(markdown).toContain('\n\n**Speaker B** (00:00:13): It is May 4, 1982.\n\n');
		expect(markdown).toContain('**Speaker B** (00:00:19) *happy*: Perfect, thank you very much.');
		expect(markdown).toContain('- **00:00:13–00:00:21 Confirmation** – Friday at 3 PM is free.');
		expect(markdown).toContain('| Speaker A | 1 (33%) | 2 (67%) | 0 (0%) |');
		expect(markdown).toContain('- Medical Health › Appointments: 94% (00:00:04)');
		expect(markdown).not.toContain('\n\n\n');
	});

	it('gives the title alone for an empty transcript', async () => {
		const empty = { ...example, text: '', words: [], segments: [], insights: {}, confidence: null };
		expect(await renderMarkdown(empty)).toBe(
			[
				'# Transcript',
				'',
				'- **Duration:** 23 s',
				'- **Language:** American English (en\\_us)',
				'- **Transcribed by:** assemblyai',
				'- **Job ID:** 6b1a2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
				'',
			].join('\n'),
		);
	});

	it('lets no text become markup', async () => {
		await fc.assert(
			fc.asyncProperty(hostileTranscript, hostileText, async (transcript, title) => {
				const { kinds } = read(await renderMarkdown(transcript, { title }));
				for (const kind of ['html_block', 'html_inline', 'link', 'image', 'code', 'code_block'] as const) {
					expect(kinds).not.toContain(kind);
				}
			}),
		);
	});
});

describe('escapeMarkdown', () => {
	it.each([
		['It was 5 < 6, AT&T and C#.', 'It was 5 &lt; 6, AT&T and C#.'],
		['1. first', '1\\. first'],
		['- dash', '\\- dash'],
		['see https://x.y', 'see https\\://x.y'],
		['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
	])('%s', (text, escaped) => {
		expect(escapeMarkdown(text)).toBe(escaped);
	});

	it('shows every text as it was, on one line, in one paragraph', () => {
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
