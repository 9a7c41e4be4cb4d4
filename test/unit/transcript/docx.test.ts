import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { strFromU8, unzipSync } from 'fflate';

import type { Segment } from '../../../nodes/shared/transcript/model';
import { renderDocx } from '../../../nodes/shared/transcript/render/docx';
import { aTurn } from '../../support/insights';
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

it('has the names by which Word recognizes its parts', async () => {
	const parts = partsOf(await renderDocx(transcript));
	const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
	const names = 'http://schemas.openxmlformats.org';
	for (const xml of parts.values())
		expect(xml).toMatch(/^<\?xml version="1.0" encoding="UTF-8" standalone="yes"\?>\n</u);
	expect(parts.get('[Content_Types].xml')).toContain(`<Types xmlns="${names}/package/2006/content-types">`);
	for (const [part, type] of [
		['document', 'document.main'],
		['styles', 'styles'],
		['footer1', 'footer'],
	] as const) {
		expect(parts.get('[Content_Types].xml')).toContain(
			`<Override PartName="/word/${part}.xml" ContentType="${word}.${type}+xml"/>`,
		);
		expect(parts.get(`word/${part}.xml`)).toContain(`xmlns:w="${names}/wordprocessingml/2006/main"`);
	}
	const office = `${names}/officeDocument/2006/relationships`;
	expect(parts.get('word/document.xml')).toContain(`xmlns:r="${office}"`);
	const relations = `<Relationships xmlns="${names}/package/2006/relationships">`;
	expect(parts.get('_rels/.rels')).toContain(
		`${relations}<Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/>`,
	);
	expect(parts.get('word/_rels/document.xml.rels')).toContain(
		`${relations}<Relationship Id="rId1" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${office}/footer" Target="footer1.xml"/>`,
	);
	// The page number is in the footer to which the document refers.
	expect(parts.get('word/document.xml')).toContain('<w:footerReference w:type="default" r:id="rId2"/>');
	expect(parts.get('word/footer1.xml')).toContain('> PAGE </w:instrText>');
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

describe('the body of the document', () => {
	const run = (text: string, properties = '') =>
		`<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
	const paragraph = (style: string, runs: string, bidi = '') =>
		`<w:p><w:pPr><w:pStyle w:val="${style}"/>${bidi}</w:pPr>${runs}</w:p>`;
	const turn = (time: string, who: string, text: string) =>
		paragraph(
			'Turn',
			`${run(time, '<w:rStyle w:val="Timecode"/>')}<w:r><w:tab/></w:r>${who === '' ? '' : run(`${who}: `, '<w:b/>')}${run(text)}`,
		);
	async function paragraphsOf(...segments: Segment[]): Promise<string[]> {
		const text = segments.map((each) => each.text).join(' ');
		const parts = partsOf(
			await renderDocx(aTranscript([], { language: 'en_us', text, segments, duration: 0 })),
		);
		return parts.get('word/document.xml')?.match(/<w:p>.*?<\/w:p>/gsu) ?? [];
	}

	it('has a title, the properties of the recording and the turns, each with its style', async () => {
		expect(await paragraphsOf(aTurn('A', 0, 'Hello\nthere.'), aTurn('B', 65, 'Yes & no.'))).toEqual([
			paragraph('Title', run('Transcript')),
			paragraph('Metadata', run('Duration: ', '<w:b/>') + run('1 min 06 s')),
			paragraph('Metadata', run('Language: ', '<w:b/>') + run('American English (en_us)')),
			paragraph('Metadata', run('Speakers: ', '<w:b/>') + run('2')),
			paragraph('Metadata', run('Transcribed by: ', '<w:b/>') + run('test')),
			paragraph('Metadata', run('Job ID: ', '<w:b/>') + run('job-1')),
			turn('00:00:00', 'Speaker A', 'Hello there.'),
			turn('00:01:05', 'Speaker B', 'Yes &amp; no.'),
		]);
	});

	it('names the speaker of a long turn once, and nobody if the vendor does not', async () => {
		const long = Array.from({ length: 20 }, () => `${'word '.repeat(20)}end.`).join(' ');
		const several = await paragraphsOf(aTurn('A', 0, long));
		expect(several.filter((each) => each.includes('"Turn"')).length).toBeGreaterThan(1);
		expect(several.filter((each) => each.includes('Speaker A'))).toHaveLength(1);
		expect((await paragraphsOf(aTurn(null, 0, 'Hello.'))).at(-1)).toBe(turn('00:00:00', '', 'Hello.'));
	});

	it('has the direction of each turn', async () => {
		const turns = [aTurn('A', 0, 'Hello.', { language: 'en' }), aTurn('A', 1, 'שלום', { language: 'he' })];
		const [left, right] = (await paragraphsOf(...turns)).slice(-2);
		expect(left).toBe(turn('00:00:00', 'Speaker A', 'Hello.'));
		expect(right).toBe(
			paragraph(
				'Turn',
				`${run('00:00:01', '<w:rStyle w:val="Timecode"/>')}<w:r><w:tab/></w:r>${run('Speaker A: ', '<w:b/><w:rtl/>')}${run('שלום', '<w:rtl/>')}`,
				'<w:bidi/>',
			),
		);
	});

	it.each([
		['de_ch', 'de-CH'],
		[null, 'en-US'],
	])('is checked for spelling in the language of the transcript: %s', async (language, tag) => {
		const parts = partsOf(await renderDocx(aTranscript([aWord('Hello', 0)], { language })));
		expect(parts.get('word/styles.xml')).toContain(
			`<w:lang w:val="${tag}" w:eastAsia="${tag}" w:bidi="${tag}"/>`,
		);
	});
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
