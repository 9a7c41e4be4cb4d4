import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod/v4';

import { buildCues, type Cue } from '../../../nodes/shared/captions';
import { captionFiles, oneWordCues, type CaptionFileFormat } from '../../../nodes/shared/captions/files';
import { aCue, conversation } from '../../support/captionData';
import { aTranscript, aWord } from '../../support/transcripts';

const HARD = [
	aCue({ start: 0.5, end: 2.04, lines: ['a < b & "c"', '{\\an8} C:\\new'], speaker: 'Nadia, Dr.' }),
	aCue({ index: 2, start: 3600, end: 3601.25, lines: ['=1+1', 'é 東京 \u0001\ud800'] }),
];

async function write(format: CaptionFileFormat, cues: readonly Cue[] = HARD, words = [aWord('text', 0)]) {
	return await captionFiles[format].write(cues, aTranscript(words), 25);
}

describe.each(['imsc', 'ebuTtD'] as const)('%s', (format) => {
	const list = <T extends z.ZodType>(item: T) => z.union([z.array(item), item.transform((one) => [one])]);
	const span = z.object({ '#text': z.coerce.string(), style: z.literal('text') });
	const schema = z.object({
		tt: z.object({
			xmlns: z.literal('http://www.w3.org/ns/ttml'),
			'ttp:timeBase': z.literal('media'),
			'xml:lang': z.string(),
			head: z.object({
				styling: z.object({ style: z.array(z.record(z.string(), z.string())) }),
				layout: z.object({ region: z.record(z.string(), z.string()) }),
			}),
			body: z.object({
				div: z.object({
					p: list(
						z.object({
							'xml:id': z.string(),
							region: z.string(),
							begin: z.string(),
							end: z.string(),
							span: list(span),
						}),
					),
				}),
			}),
		}),
	});
	const read = (xml: string) => {
		expect(XMLValidator.validate(xml)).toBe(true);
		const reader = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', trimValues: false });
		return schema.parse(reader.parse(xml)).tt;
	};

	it('is read with its times and text', async () => {
		const { body, ...tt } = read(await write(format));
		expect(tt['xml:lang']).toBe('en');
		expect(body.div.p.map((p) => [p['xml:id'], p.begin, p.end, p.span.map((each) => each['#text'])])).toEqual(
			[
				['c1', '00:00:00.500', '00:00:02.040', ['a < b & "c"', '{\\an8} C:\\new']],
				['c2', '01:00:00.000', '01:00:01.250', ['=1+1', 'é 東京 ']],
			],
		);
	});

	it('refers only to styles and regions that it defines, with lengths in percent', async () => {
		const xml = await write(format);
		const { head } = read(xml);
		const ids = [...head.styling.style, head.layout.region].map((each) => each['xml:id']);
		for (const [, id] of xml.matchAll(/ (?:style|region)="(\w+)"/gu)) expect(ids).toContain(id);
		const lengths = [...xml.matchAll(/tts:(?:origin|extent|fontSize|lineHeight)="([^"]+)"/gu)].map(
			([, value]) => value,
		);
		expect(lengths).toHaveLength(4);
		for (const value of lengths) expect(value).toMatch(/^\d+%(?: \d+%)?$/);
	});

	it('names its standard', async () => {
		expect(await write(format)).toContain(
			format === 'imsc'
				? 'ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text"'
				: '<ebuttm:conformsToStandard>urn:ebu:tt:distribution:2018-04</ebuttm:conformsToStandard>',
		);
	});

	it('is written from right to left in Arabic', async () => {
		const arabic = aTranscript([], { language: 'ar' });
		expect(await captionFiles[format].write(HARD, arabic, 25)).toContain('tts:direction="rtl"');
		expect(await write(format)).not.toContain('rtl');
	});
});

/** What subsrt-ts reads: times in ms and the text without tags. It drops the first character of an ASS text. */
const readCues = async (content: string, format: string) => {
	const { parse } = await import('subsrt-ts');
	return parse(content.replace(/^Dialogue: (?:[^,]*,){9}/gmu, '$& '), { format }).flatMap((each) =>
		each.type === 'caption' ? [{ start: each.start, end: each.end, text: each.text }] : [],
	);
};

it.each(['ass', 'assHighlight', 'sbv'] as const)(
	'%s is read by subsrt-ts with the times of the cues',
	async (format) => {
		const speech = conversation({ seconds: 60 }, 3);
		const cues = await buildCues(speech);
		const read = await readCues(await write(format, cues, speech.words), captionFiles[format].extension);
		const round = (seconds: number) =>
			Math.round(format === 'sbv' ? seconds * 1000 : Math.round(seconds * 100) * 10);
		expect(read.map(({ start, end }) => [Math.round(start), Math.round(end)])).toEqual(
			cues.map(({ start, end }) => [round(start), round(end)]),
		);
		expect(read.map(({ text }) => text.trim().split(/\s+/u))).toEqual(
			cues.map(({ lines }) => lines.join(' ').split(' ')),
		);
	},
);

describe('ass', () => {
	it('contains no overrides of the speech', async () => {
		const content = await write('ass');
		expect(content).toContain(
			'Dialogue: 0,0:00:00.50,0:00:02.04,Default,Nadia  Dr.,0,0,0,,a < b & "c"\\N\\{\\\u2060an8\\} C:\\\u2060new\n',
		);
		expect(content).toContain('Dialogue: 0,1:00:00.00,1:00:01.25,');
	});

	it('highlights each word from its start to its end', async () => {
		const words = [
			aWord('Hello', 0, { start: 1, end: 1.4 }),
			aWord('big', 1, { start: 1.5, end: 1.7 }),
			aWord('world.', 2, { start: 1.7, end: 2.2 }),
		];
		const shown = aCue({ start: 1, end: 2.5, lines: ['A: Hello big', 'world.'], words: [0, 1, 2] });
		expect((await write('assHighlight', [shown], words)).split('\n').at(-2)).toBe(
			'Dialogue: 0,0:00:01.00,0:00:02.50,Highlight,,0,0,0,,{\\k0}A: {\\k40}Hello{\\k10} {\\k20}big\\N{\\k50}world.',
		);
	});

	it.each([1, 2, 3])('highlights within the time of each caption, seed %i', async (seed) => {
		const speech = conversation({ seconds: 120 }, seed);
		const cues = await buildCues(speech);
		const events = (await write('assHighlight', cues, speech.words)).match(/^Dialogue: .*$/gmu) ?? [];
		expect(events).toHaveLength(cues.length);
		for (const [index, event] of events.entries()) {
			const total = [...event.matchAll(/\{\\k(\d+)\}/gu)].reduce(
				(sum, [, length]) => sum + Number(length),
				0,
			);
			const { start = 0, end = 0 } = cues[index] ?? {};
			expect(total).toBeLessThanOrEqual(Math.round(end * 100) - Math.round(start * 100));
		}
	});
});

it('csv has quotes where the standard needs them, and no formulas', async () => {
	expect(await write('csv')).toBe(
		'\ufeffnumber,start,end,speaker,channel,text\r\n' +
			'1,00:00:00.500,00:00:02.040,"Nadia, Dr.",,"a < b & ""c"" {\\an8} C:\\new"\r\n' +
			"2,01:00:00.000,01:00:01.250,,,'=1+1 é 東京 \u0001\ud800\r\n",
	);
});

it('edl markers are on frames', async () => {
	expect(await write('edl')).toBe(
		'TITLE: job-1\nFCM: NON-DROP FRAME\n' +
			'\n001  001      V     C        00:00:00:13 00:00:00:14 00:00:00:13 00:00:00:14\n' +
			' |C:ResolveColorBlue |M:a < b & "c" {\\an8} C:\\new |D:38\n' +
			'\n002  001      V     C        01:00:00:00 01:00:00:01 01:00:00:00 01:00:00:01\n' +
			' |C:ResolveColorBlue |M:=1+1 é 東京 \u0001\ud800 |D:31\n',
	);
});

describe.each([
	[25, 'FALSE', '100/2500s'],
	[29.97, 'TRUE', '1001/30000s'],
	[23.976, 'TRUE', '1001/24000s'],
	[60, 'FALSE', '100/6000s'],
] as const)('markers at %d frames per second', (rate, ntsc, frame) => {
	const parse = (xml: string): unknown => {
		expect(XMLValidator.validate(xml)).toBe(true);
		const reader = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false });
		return reader.parse(xml);
	};
	/** The fraction of seconds that FCPXML writes. */
	const seconds = (text: string) => {
		const [ticks = 0, scale = 1] = text.replace('s', '').split('/').map(Number);
		return ticks / scale;
	};
	const write = async (format: 'fcpxml' | 'xmeml') =>
		parse(await captionFiles[format].write(HARD, aTranscript([]), rate));

	it('are read from FCPXML on frames', async () => {
		const marker = z.object({
			start: z.string(),
			duration: z.string(),
			value: z.string(),
			note: z.string().optional(),
		});
		const schema = z.object({
			fcpxml: z.object({
				resources: z.object({ format: z.object({ id: z.literal('r1'), frameDuration: z.string() }) }),
				library: z.object({
					event: z.object({
						project: z.object({
							sequence: z.object({
								format: z.literal('r1'),
								duration: z.string(),
								spine: z.object({ gap: z.object({ duration: z.string(), marker: z.array(marker) }) }),
							}),
						}),
					}),
				}),
			}),
		});
		const { resources, library } = schema.parse(await write('fcpxml')).fcpxml;
		const { sequence } = library.event.project;
		expect(resources.format.frameDuration).toBe(frame);
		const markers = sequence.spine.gap.marker;
		expect(markers.map(({ value, note }) => [value, note])).toEqual([
			['a < b & "c" {\\an8} C:\\new', 'Nadia, Dr.'],
			['=1+1 é 東京', undefined],
		]);
		for (const [index, each] of markers.entries()) {
			const cue = HARD[index] ?? aCue({});
			expect(Math.abs(seconds(each.start) - cue.start)).toBeLessThanOrEqual(seconds(frame) / 2 + 1e-6);
			const end = seconds(each.start) + seconds(each.duration);
			expect(Math.abs(end - cue.end)).toBeLessThanOrEqual(seconds(frame) / 2 + 1e-6);
			for (const time of [each.start, each.duration]) {
				const frames = seconds(time) / seconds(frame);
				expect(Math.abs(frames - Math.round(frames))).toBeLessThan(1e-5);
			}
			expect(end).toBeLessThanOrEqual(seconds(sequence.duration) + 1e-6);
		}
	});

	it('are read from the XML of Final Cut Pro 7 on the same frames', async () => {
		const schema = z.object({
			xmeml: z.object({
				sequence: z.object({
					name: z.literal('job-1'),
					rate: z.object({ timebase: z.string(), ntsc: z.literal(ntsc) }),
					marker: z.array(
						z.object({ name: z.string(), comment: z.string(), in: z.string(), out: z.string() }),
					),
				}),
			}),
		});
		const { sequence } = schema.parse(await write('xmeml')).xmeml;
		expect(sequence.rate.timebase).toBe(String(Math.round(rate)));
		const exact = 1 / seconds(frame);
		expect(sequence.marker.map((each) => [Number(each.in), Number(each.out)])).toEqual(
			HARD.map(({ start, end }) => [Math.round(start * exact), Math.round(end * exact)]),
		);
		expect(sequence.marker[0]?.comment).toBe('Nadia, Dr.');
	});
});

it('a podcast transcript has the turns', async () => {
	const words = [aWord('Hello', 0, { speaker: 'A' }), aWord('Yes', 1, { speaker: 'B' })];
	expect(JSON.parse(await captionFiles.podcast.write([], aTranscript(words), 25))).toEqual({
		version: '1.0.0',
		segments: [
			{ speaker: 'A', startTime: 0, endTime: 1, body: 'Hello' },
			{ speaker: 'B', startTime: 1, endTime: 2, body: 'Yes' },
		],
	});
});

describe('one word per caption', () => {
	it.each([1, 2, 3])('shows every word once, in order and without overlaps, seed %i', async (seed) => {
		const speech = conversation({ seconds: 120 }, seed);
		const single = oneWordCues(await buildCues(speech), speech.words);
		expect(single.flatMap(({ words }) => words).sort((a, b) => a - b)).toEqual(
			speech.words.map((_, index) => index),
		);
		for (const [index, { start, end }] of single.entries()) {
			expect(end).toBeGreaterThan(start);
			expect(start).toBeGreaterThanOrEqual(single[index - 1]?.end ?? 0);
			expect(single[index]?.index).toBe(index + 1);
		}
	});

	it('keeps punctuation with its word, and a word on screen in a short pause only', () => {
		const words = ['One', ',', 'two', 'three'].map((text, index) =>
			aWord(text, [0, 0.4, 0.6, 3][index] ?? 0, { end: [0.4, 0.4, 1, 3.4][index] ?? 0 }),
		);
		const whole = aCue({ start: 0, end: 3.4, lines: ['One, two three'], words: [0, 1, 2, 3] });
		expect(oneWordCues([whole], words).map(({ start, end, lines }) => [start, end, lines])).toEqual([
			[0, 0.6, ['One,']],
			[0.6, 1, ['two']],
			[3, 3.4, ['three']],
		]);
	});
});
