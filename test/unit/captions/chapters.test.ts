import { captionFiles, type CaptionFileFormat } from '../../../nodes/shared/captions/files';
import { aTranscript, aWord } from '../../support/transcripts';

const chapter = (start: number, end: number, title: string) => ({ start, end, title, summary: '' });

async function write(format: CaptionFileFormat, chapters?: Array<ReturnType<typeof chapter>>) {
	const transcript = { ...aTranscript([aWord('text', 0)]), insights: chapters ? { chapters } : {} };
	return await captionFiles[format].write([], transcript, 25);
}

const SHOW = [
	chapter(1.2, 95.5, 'Welcome\nand <news>'),
	chapter(95.5, 99, 'Jingle'),
	chapter(99, 3700, 'Questions & answers'),
	chapter(3700.9, 3800, 'Good bye'),
];

it('are lines for YouTube that begin at 0:00 and have no short chapters', async () => {
	expect(await write('youtubeChapters', SHOW)).toBe(
		'0:00:00 Welcome and <news>\n0:01:39 Questions & answers\n1:01:40 Good bye\n',
	);
	expect(await write('youtubeChapters', SHOW.slice(1, 3))).toBe('0:00 Questions & answers\n');
	expect(await write('youtubeChapters', [chapter(0, 20, 'A'), chapter(20, 25, 'End')])).toBe('0:00 A\n');
});

it('are JSON for podcast apps', async () => {
	expect(JSON.parse(await write('podcastChapters', SHOW.slice(2)))).toEqual({
		version: '1.2.0',
		chapters: [
			{ startTime: 99, title: 'Questions & answers', endTime: 3700 },
			{ startTime: 3700.9, title: 'Good bye', endTime: 3800 },
		],
	});
});

it('are cues of WebVTT with one escaped line each', async () => {
	expect(await write('vttChapters', SHOW.slice(0, 1))).toBe(
		'WEBVTT\n\n1\n00:00:01.200 --> 00:01:35.500\nWelcome and &lt;news&gt;\n',
	);
	expect(await write('vttChapters', [chapter(5, 5, 'Empty')])).toContain('00:00:05.000 --> 00:00:05.001');
});

it('are in order of time', async () => {
	expect(await write('youtubeChapters', [chapter(60, 90, 'B'), chapter(0, 60, 'A')])).toBe(
		'0:00 A\n1:00 B\n',
	);
});

it('of ten seconds are long enough for YouTube', async () => {
	const chapters = [chapter(0, 20, 'A'), chapter(20, 30, 'B'), chapter(30, 45, 'C')];
	expect(await write('youtubeChapters', chapters)).toBe('0:00 A\n0:20 B\n0:30 C\n');
});

it('are cues one after the other, whatever their titles contain', async () => {
	expect(await write('vttChapters', [chapter(0, 5, 'Q & A'), chapter(5, 9, 'a > b')])).toBe(
		'WEBVTT\n\n1\n00:00:00.000 --> 00:00:05.000\nQ &amp; A\n\n2\n00:00:05.000 --> 00:00:09.000\na &gt; b\n',
	);
});

it.each([
	['youtubeChapters', ''],
	['podcastChapters', '{"version":"1.2.0","chapters":[]}'],
	['vttChapters', 'WEBVTT\n\n'],
] as const)('that do not exist are an empty file of %s', async (format, content) => {
	expect(await write(format)).toBe(content);
	expect(await write(format, [])).toBe(content);
});
