import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { strFromU8, unzipSync } from 'fflate';

import { renderDocx } from '../../../nodes/shared/transcript/render/docx';
import { aTranscript, aWord } from '../../support/transcripts';

const spoken = (speaker: string, words: string[], from: number) =>
	words.map((text, index) => aWord(text, from + index, { speaker }));
const transcript = aTranscript([
	...spoken('A', ['Good', 'morning', '&', '<welcome>', '.'], 0),
	...spoken('Nadia', ['Thanks', '.'], 3700),
]);

/** The parts of a document, by their names. */
const partsOf = (docx: Buffer) =>
	new Map(Object.entries(unzipSync(docx)).map(([name, bytes]) => [name, strFromU8(bytes)]));

const textOf = (xml: string) =>
	[...xml.matchAll(/<w:p>.*?<\/w:p>/gsu)].map(([paragraph]) =>
		paragraph
			.replaceAll('<w:tab/></w:r>', '\t')
			.replace(/<[^>]+>/gu, '')
			.replaceAll('&lt;', '<')
			.replaceAll('&gt;', '>')
			.replaceAll('&amp;', '&'),
	);

it('has the parts of a Word document, all of them XML', async () => {
	const parts = partsOf(await renderDocx(transcript, { title: 'Hearing' }));
	expect([...parts.keys()].sort()).toEqual([
		'[Content_Types].xml',
		'_rels/.rels',
		'word/_rels/document.xml.rels',
		'word/document.xml',
		'word/footer1.xml',
		'word/styles.xml',
	]);
	for (const xml of parts.values()) expect(XMLValidator.validate(xml)).toBe(true);
	const reader = new XMLParser({ ignoreAttributes: false });
	expect(reader.parse(parts.get('_rels/.rels') ?? '')).toMatchObject({
		Relationships: { Relationship: { '@_Target': 'word/document.xml' } },
	});
	for (const [, id = ''] of (parts.get('word/document.xml') ?? '').matchAll(/w:pStyle w:val="(\w+)"/gu)) {
		expect(parts.get('word/styles.xml')).toContain(`w:styleId="${id}"`);
	}
});

it('has heading, speakers, times and numbered lines', async () => {
	const document = partsOf(await renderDocx(transcript, { title: 'Hearing' })).get('word/document.xml');
	const paragraphs = textOf(document ?? '');
	expect(paragraphs[0]).toBe('Hearing');
	expect(paragraphs).toContain('Job ID: job-1');
	expect(paragraphs.slice(-2)).toEqual([
		'00:00:00\tSpeaker A: Good morning& <welcome>.',
		'01:01:40\tNadia: Thanks.',
	]);
	expect(document).toContain('<w:lnNumType w:countBy="1" w:restart="continuous"/>');
});

it('is written from right to left in Arabic', async () => {
	const arabic = aTranscript([aWord('مرحبا', 0)], { language: 'ar', text: 'مرحبا' });
	const document = partsOf(await renderDocx(arabic)).get('word/document.xml');
	expect(document).toContain('<w:bidi/>');
	expect(document).toContain('<w:rtl/>');
	expect(partsOf(await renderDocx(transcript)).get('word/document.xml')).not.toContain('<w:bidi/>');
});

it('is the same for the same transcript', async () => {
	expect((await renderDocx(transcript)).equals(await renderDocx(transcript))).toBe(true);
});
