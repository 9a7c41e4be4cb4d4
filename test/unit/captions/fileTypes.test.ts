import { captionFiles, type CaptionFileFormat } from '../../../nodes/shared/captions/files';
import { aCue } from '../../support/captionData';
import { aTranscript, aWord } from '../../support/transcripts';

const CUES = [aCue({ start: 0, end: 1, lines: ['Hello'], words: [0] })];
const TRANSCRIPT = aTranscript([aWord('Hello', 0)], {
	insights: { chapters: [{ start: 0, end: 20, title: 'Start', summary: '' }] },
});

it.each<[CaptionFileFormat, string, string, boolean, string]>([
	['ass', 'ass', 'text/plain', false, ',Default,,0,0,0,,Hello\n'],
	['assHighlight', 'ass', 'text/plain', false, ',Highlight,,0,0,0,,{\\k100}Hello\n'],
	['csv', 'csv', 'text/csv', false, '1,00:00:00.000,00:00:01.000,,,Hello\r\n'],
	['ebuTtD', 'ttml', 'application/ttml+xml', false, 'urn:ebu:tt:distribution:2018-04'],
	['edl', 'edl', 'text/plain', false, 'TITLE: job-1\n'],
	['fcpxml', 'fcpxml', 'application/xml', false, '<project name="job-1">'],
	['imsc', 'ttml', 'application/ttml+xml', false, 'profile/imsc1.1/text'],
	['podcast', 'json', 'application/json', false, '"version":"1.0.0"'],
	['podcastChapters', 'json', 'application/json', true, '"version":"1.2.0"'],
	['sbv', 'sbv', 'text/plain', false, '0:00:00.000,0:00:01.000\nHello\n'],
	['srt', 'srt', 'text/plain', false, '1\n00:00:00,000 --> 00:00:01,000\nHello\n'],
	['vtt', 'vtt', 'text/vtt', false, 'WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nHello\n'],
	['vttChapters', 'vtt', 'text/vtt', true, 'WEBVTT\n\n1\n00:00:00.000 --> 00:00:20.000\nStart\n'],
	['xmeml', 'xml', 'application/xml', false, '<xmeml version="4">'],
	['youtubeChapters', 'txt', 'text/plain', true, '0:00 Start\n'],
])('%s is a file of the type %s, %s', async (format, extension, mimeType, hasChapters, part) => {
	const file = captionFiles[format];
	expect([file.extension, file.mimeType, file.hasChapters ?? false]).toEqual([
		extension,
		mimeType,
		hasChapters,
	]);
	expect(await file.write(CUES, TRANSCRIPT, 25)).toContain(part);
});

it.each(['edl', 'fcpxml', 'xmeml'] as const)(
	'the timeline of %s has a title if there is one',
	async (format) => {
		const content = await captionFiles[format].write(CUES, TRANSCRIPT, 25, 'Interview');
		expect(content).toContain('Interview');
		expect(content).not.toContain('job-1');
	},
);
