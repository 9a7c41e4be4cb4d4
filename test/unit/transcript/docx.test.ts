import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { XMLParser, XMLValidator } from 'fast-xml-parser';

import { renderDocx } from '../../../nodes/shared/transcript/render/docx';
import { conversation } from '../../support/captionData';
import { itWith } from '../../support/tools';
import { aTranscript, aWord } from '../../support/transcripts';

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'docx-'));
});
afterEach(async () => await rm(folder, { recursive: true }));

const spoken = (speaker: string, words: string[], from: number) =>
	words.map((text, index) => aWord(text, from + index, { speaker }));
const transcript = aTranscript([
	...spoken('A', ['Good', 'morning', '&', '<welcome>', '.'], 0),
	...spoken('Nadia', ['Thanks', '.'], 3700),
]);

/** The parts of a document, as Info-ZIP reads them. */
async function partsOf(docx: Buffer): Promise<Map<string, string>> {
	const file = join(folder, 'a.docx');
	await writeFile(file, docx);
	execFileSync('unzip', ['-tq', file]);
	const names = execFileSync('unzip', ['-Z1', file]).toString().trim().split('\n');
	return new Map(
		names.map((name) => [name, execFileSync('unzip', ['-p', file, name.replace('[', '\\[')]).toString()]),
	);
}

const textOf = (xml: string) =>
	[...xml.matchAll(/<w:p>.*?<\/w:p>/gsu)].map(([paragraph]) =>
		paragraph
			.replaceAll('<w:tab/></w:r>', '\t')
			.replace(/<[^>]+>/gu, '')
			.replaceAll('&lt;', '<')
			.replaceAll('&gt;', '>')
			.replaceAll('&amp;', '&'),
	);

itWith('unzip')('has the parts of a Word document, all of them XML', async () => {
	const parts = await partsOf(await renderDocx(transcript, { title: 'Hearing' }));
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

itWith('unzip')('has heading, speakers, times and numbered lines', async () => {
	const document = (await partsOf(await renderDocx(transcript, { title: 'Hearing' }))).get(
		'word/document.xml',
	);
	const paragraphs = textOf(document ?? '');
	expect(paragraphs[0]).toBe('Hearing');
	expect(paragraphs).toContain('Job ID: job-1');
	expect(paragraphs.slice(-2)).toEqual([
		'00:00:00\tSpeaker A: Good morning& <welcome>.',
		'01:01:40\tNadia: Thanks.',
	]);
	expect(document).toContain('<w:lnNumType w:countBy="1" w:restart="continuous"/>');
});

itWith('unzip')('is written from right to left in Arabic', async () => {
	const arabic = aTranscript([aWord('مرحبا', 0)], { language: 'ar', text: 'مرحبا' });
	const document = (await partsOf(await renderDocx(arabic))).get('word/document.xml');
	expect(document).toContain('<w:bidi/>');
	expect(document).toContain('<w:rtl/>');
	expect((await partsOf(await renderDocx(transcript))).get('word/document.xml')).not.toContain('<w:bidi/>');
});

it('is the same for the same transcript', async () => {
	expect((await renderDocx(transcript)).equals(await renderDocx(transcript))).toBe(true);
});

itWith('soffice')(
	'is opened by LibreOffice with every word',
	async () => {
		const { words } = conversation({ seconds: 300 }, 1);
		const file = join(folder, 'interview.docx');
		await writeFile(file, await renderDocx(aTranscript(words)));
		const profile = `-env:UserInstallation=file://${folder}/profile`;
		const args = [profile, '--headless', '--convert-to', 'txt:Text', '--outdir', folder, file];
		execFileSync('soffice', args, { timeout: 100_000, stdio: 'ignore' });
		const text = await readFile(join(folder, 'interview.txt'), 'utf8');
		const plain = (value: string) => value.replace(/\s+/gu, ' ');
		for (const word of words) expect(plain(text)).toContain(word.text);
		expect(text).toMatch(/^\ufeff?Transcript\n/u);
		expect(text).toMatch(/\n00:00:0\d\tSpeaker \w: \w/u);
	},
	120_000,
);
