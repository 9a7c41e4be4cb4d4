import { oneLine } from '../../../nodes/shared/core/oneLine';
import { shortened } from '../../../nodes/shared/core/shortened';
import { escapeXml } from '../../../nodes/shared/core/xml';

it.each([
	['one line', 'one line'],
	['two  spaces', 'two spaces'],
	[' edge', 'edge'],
	['edge ', 'edge'],
	['a\nb', 'a b'],
	['a\u00a0b', 'a b'],
	['a\u0007b', 'a b'],
	['\n', ''],
	['', ''],
])('%j on one line is %j', (text, line) => {
	expect(oneLine(text)).toBe(line);
});

it.each([
	['a'.repeat(80), 'a'.repeat(80)],
	['a'.repeat(81), `${'a'.repeat(80)}…`],
	[`\ud800${'a'.repeat(80)}`, `\ud800${'a'.repeat(79)}…`],
	[`${'a'.repeat(79)}😀`, `${'a'.repeat(79)}…`],
	[`${'a'.repeat(78)}😀b`, `${'a'.repeat(78)}😀…`],
])('a text for a message has at most eighty characters (%#)', (text, short) => {
	expect(shortened(text)).toBe(short);
});

it('a text for a message may be shorter', () => {
	expect(shortened('word', 4)).toBe('word');
	expect(shortened('words', 4)).toBe('word…');
	expect(shortened('\ud83d\ude00', 1)).toBe('…');
});

it.each([
	['a & b < c > "d" \'e\'', "a &amp; b &lt; c &gt; &quot;d&quot; 'e'"],
	['&amp;', '&amp;amp;'],
	['a\u0000b\u000bc\ud800d\ufffee', 'abcde'],
	['\t\n\r \u0085\ud7ff\ue000\ufffd😀\u{10ffff}', '\t\n\r \u0085\ud7ff\ue000\ufffd😀\u{10ffff}'],
])('%j in XML is %j', (text, xml) => {
	expect(escapeXml(text)).toBe(xml);
});
