import { EventLoopYielder } from '../../../core/eventLoop';
import { oneLine } from '../../../core/oneLine';
import { escapeXml } from '../../../core/xml';
import { zip } from '../../../core/zip';
import { languageTag, textDirection } from '../../language';
import type { Transcript } from '../../model';
import { turnsOf } from '../../segments';
import { clock } from '../clock';
import { metadataEntries } from '../metadata';
import { paragraphsOf } from '../paragraphs';
import { voicesOf } from '../speakers';
import { CONTENT_TYPES, DOCUMENT_RELATIONS, FOOTER, PACKAGE_RELATIONS, styles } from './parts';

export interface DocxOptions {
	/** Heading of the document. Default: `Transcript`. */
	title?: string;
}

const NAMESPACE = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/**
 * The spoken text as a Word document (ECMA-376): heading, properties of the recording, and a paragraph for each turn with
 * its time and speaker. Word numbers the lines of the text, and each page has a number. Yields to the event loop.
 */
export async function renderDocx(transcript: Transcript, options: DocxOptions = {}): Promise<Buffer> {
	const yielder = new EventLoopYielder();
	const title = options.title ?? 'Transcript';
	const turns = await turnsOf(transcript);
	const voices = voicesOf(turns);
	const isRightToLeft = textDirection(transcript.language, transcript.text) === 'rtl';
	const blocks = [
		paragraph('Title', run(title), isRightToLeft),
		...metadataEntries(transcript, voices).map(([name, value]) =>
			paragraph('Metadata', run(`${name}: `, '<w:b/>') + run(value), false),
		),
	];
	for (const turn of turns) {
		await yielder.pause();
		const label = voices.list[voices.indexOf(turn)]?.label ?? null;
		const own = turn.language === undefined ? isRightToLeft : textDirection(turn.language) === 'rtl';
		for (const [place, { start, text }] of (await paragraphsOf(transcript, turn, yielder)).entries()) {
			const time = run(clock(start), '<w:rStyle w:val="Timecode"/>');
			const who = place === 0 && label !== null ? run(`${oneLine(label)}: `, '<w:b/>', own) : '';
			blocks.push(paragraph('Turn', `${time}<w:r><w:tab/></w:r>${who}${run(oneLine(text), '', own)}`, own));
		}
	}
	const body = `${blocks.join('')}<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:lnNumType w:countBy="1" w:restart="continuous"/></w:sectPr>`;
	const document = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="${NAMESPACE}" xmlns:r="${RELATIONS}"><w:body>${body}</w:body></w:document>`;
	return await zip([
		{ name: '[Content_Types].xml', text: CONTENT_TYPES },
		{ name: '_rels/.rels', text: PACKAGE_RELATIONS },
		{ name: 'word/document.xml', text: document },
		{ name: 'word/_rels/document.xml.rels', text: DOCUMENT_RELATIONS },
		{ name: 'word/styles.xml', text: styles(languageTag(transcript.language) ?? 'en-US') },
		{ name: 'word/footer1.xml', text: FOOTER },
	]);
}

function paragraph(style: string, runs: string, isRightToLeft: boolean): string {
	return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${isRightToLeft ? '<w:bidi/>' : ''}</w:pPr>${runs}</w:p>`;
}

function run(text: string, properties = '', isRightToLeft = false): string {
	const all = properties + (isRightToLeft ? '<w:rtl/>' : '');
	return `<w:r>${all === '' ? '' : `<w:rPr>${all}</w:rPr>`}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
}
