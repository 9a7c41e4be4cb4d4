import { readFileSync } from 'node:fs';
import path from 'node:path';

import { transcriptSchema } from '../../../nodes/shared/transcript/model';
import { renderMarkdown } from '../../../nodes/shared/transcript/render/markdown';
import { escapeMarkdown } from '../../../nodes/shared/transcript/render/markdownText';

const example = transcriptSchema.parse(
	JSON.parse(readFileSync(path.join(__dirname, '../../../docs/transcript.example.json'), 'utf8')),
);

describe('renderMarkdown', () => {
	it('returns a document with every section of the example', async () => {
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

	it('returns only the title for an empty transcript', async () => {
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
});

describe('escapeMarkdown', () => {
	it.each([
		['It was 5 < 6, AT&T and C#.', 'It was 5 &lt; 6, AT&T and C#.'],
		['1. first', '1\\. first'],
		['12345. fifth', '12345\\. fifth'],
		['3) third', '3\\) third'],
		['in 1. place', 'in 1. place'],
		['- dash', '\\- dash'],
		['a - dash', 'a - dash'],
		['# no *heading* `or` code', '\\# no \\*heading\\* \\`or\\` code'],
		['> quote | pipe', '> quote \\| pipe'.replace('>', '\\>')],
		['see www.x.y and WWW.z', 'see www\\.x.y and WWW\\.z'],
		['two\n\n lines \u0007', 'two lines'],
		['see https://x.y', 'see https\\://x.y'],
		['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
	])('%s', (text, escaped) => {
		expect(escapeMarkdown(text)).toBe(escaped);
	});
});
