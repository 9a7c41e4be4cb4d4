import type { Transcript } from '../../transcript/model';
import type { Cue } from '../cue';
import { toSrt } from '../toSrt';
import { toVtt } from '../toVtt';
import { toPodcastChapters, toVttChapters, toYouTubeChapters } from './chapters';
import { markersOf, toEdl, toFcpxml, toXmeml } from './markers';
import { toCsv, toPodcastTranscript, toSbv } from './plainForms';
import { toAss } from './toAss';
import { toTtml } from './toTtml';

export { chaptersOf } from './chapters';
export { oneWordCues } from './oneWordCues';

export type CaptionFileFormat =
	| 'ass'
	| 'assHighlight'
	| 'csv'
	| 'ebuTtD'
	| 'edl'
	| 'fcpxml'
	| 'imsc'
	| 'podcast'
	| 'podcastChapters'
	| 'sbv'
	| 'srt'
	| 'vtt'
	| 'vttChapters'
	| 'xmeml'
	| 'youtubeChapters';

/** How a caption file is made. */
interface CaptionFile {
	extension: string;
	mimeType: string;
	/** The entries of the file are the chapters of the transcript. Default: the cues. */
	hasChapters?: true;
	/** @param title of a timeline. Default: the job ID */
	write(
		cues: readonly Cue[],
		transcript: Transcript,
		frameRate: number,
		title?: string,
	): string | Promise<string>;
}

/**
 * The caption files by format. SRT and most others have no registered type; n8n's editor can show plain text (its
 * `ViewableMimeTypes` are a short list). WebVTT keeps its own type, which players need from a web server.
 */
export const captionFiles: Readonly<Record<CaptionFileFormat, CaptionFile>> = {
	ass: { extension: 'ass', mimeType: 'text/plain', write: (cues) => toAss(cues) },
	assHighlight: { extension: 'ass', mimeType: 'text/plain', write: (cues, { words }) => toAss(cues, words) },
	csv: { extension: 'csv', mimeType: 'text/csv', write: toCsv },
	ebuTtD: {
		extension: 'ttml',
		mimeType: 'application/ttml+xml',
		write: (cues, { language }) => toTtml(cues, language, 'ebu'),
	},
	edl: {
		extension: 'edl',
		mimeType: 'text/plain',
		write: (cues, { jobId }, frameRate, title = jobId) => toEdl(markersOf(cues), frameRate, title),
	},
	fcpxml: {
		extension: 'fcpxml',
		mimeType: 'application/xml',
		write: (cues, { jobId }, frameRate, title = jobId) => toFcpxml(markersOf(cues), frameRate, title),
	},
	imsc: {
		extension: 'ttml',
		mimeType: 'application/ttml+xml',
		write: (cues, { language }) => toTtml(cues, language, 'imsc'),
	},
	podcast: {
		extension: 'json',
		mimeType: 'application/json',
		write: async (_, transcript) => await toPodcastTranscript(transcript),
	},
	podcastChapters: {
		extension: 'json',
		mimeType: 'application/json',
		hasChapters: true,
		write: (_, transcript) => toPodcastChapters(transcript),
	},
	sbv: { extension: 'sbv', mimeType: 'text/plain', write: toSbv },
	srt: { extension: 'srt', mimeType: 'text/plain', write: (cues) => toSrt(cues) },
	vtt: { extension: 'vtt', mimeType: 'text/vtt', write: (cues) => toVtt(cues) },
	vttChapters: {
		extension: 'vtt',
		mimeType: 'text/vtt',
		hasChapters: true,
		write: (_, transcript) => toVttChapters(transcript),
	},
	xmeml: {
		extension: 'xml',
		mimeType: 'application/xml',
		write: (cues, { jobId }, frameRate, title = jobId) => toXmeml(markersOf(cues), frameRate, title),
	},
	youtubeChapters: {
		extension: 'txt',
		mimeType: 'text/plain',
		hasChapters: true,
		write: (_, transcript) => toYouTubeChapters(transcript),
	},
};
