import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { buildCues, toSrt, type Cue } from '../captions';
import { padClips, toClipEdl, toConcatList } from '../captions/files/clips';
import { toEdl, toFcpxml, toXmeml, type Marker } from '../captions/files/markers';
import type { ItemContext } from '../execution/runItems';
import { enumField, numberField } from '../fields/define';
import { readEnum, readNumberOption, type NumberOption } from '../fields/parameters';
import { showWhen } from '../fields/showWhen';
import type { SearchResult } from '../search';
import type { Transcript } from '../transcript/model';
import { recordingBaseName, recordingFileName } from '../transcript/recording';
import { fileParts } from './getTranscript';
import { fileNameFor, fileOptions } from './output';

const FORMATS = ['none', 'captions', 'clipsEdl', 'clipsFfmpeg', 'edl', 'fcpxml', 'xmeml'] as const;
type MatchFormat = Exclude<(typeof FORMATS)[number], 'none'>;

const EXTENSIONS: Readonly<Record<MatchFormat, string>> = {
	captions: 'srt',
	clipsEdl: 'edl',
	clipsFfmpeg: 'txt',
	edl: 'edl',
	fcpxml: 'fcpxml',
	xmeml: 'xml',
};

/** The formats, of which each item is a transcript with a file. */
export const MATCH_FILES: MatchFormat[] = FORMATS.filter((format) => format !== 'none');
const CLIPS: MatchFormat[] = ['clipsEdl', 'clipsFfmpeg'];
const ON_FRAMES: MatchFormat[] = ['clipsEdl', 'edl', 'fcpxml', 'xmeml'];

const formatOption = enumField(
	'matchFile',
	'Matches File',
	'File with the matches of all terms. Returns one item per transcript. Default: None.',
	[
		{ name: 'Captions (.srt)', value: 'captions', description: 'The captions that contain the matches' },
		{
			name: 'Clips as EDL (.edl)',
			value: 'clipsEdl',
			description: 'A cut of the matches for DaVinci Resolve and other video editors',
		},
		{
			name: 'Clips for FFmpeg (.txt)',
			value: 'clipsFfmpeg',
			description: 'A list for extracting the matches from the recording with FFmpeg',
		},
		{ name: 'EDL Markers (.edl)', value: 'edl', description: 'Timeline markers for DaVinci Resolve' },
		{ name: 'Final Cut Pro Markers (.fcpxml)', value: 'fcpxml' },
		{ name: 'None', value: 'none' },
		{ name: 'Premiere Pro Markers (.xml)', value: 'xmeml' },
	],
	'none',
);

const paddingOption: NumberOption = {
	...numberField(
		'clipPadding',
		'Clip Padding (Seconds)',
		'Time before and after each match in a clip. Default: 1.',
		{ minValue: 0, maxValue: 600, numberPrecision: 3 },
		1,
	),
	default: 1,
};

const frameRateOption: NumberOption = {
	...numberField(
		'frameRate',
		'Frames per Second',
		'Frame rate of the video. Default: 25.',
		{ minValue: 1, maxValue: 240, numberPrecision: 3 },
		25,
	),
	default: 25,
};

/** Options for a file with the matches. */
export const matchFileOptions: readonly INodeProperties[] = [
	showWhen({ [formatOption.name]: CLIPS }, paddingOption),
	...fileOptions.map((option) => showWhen({ [formatOption.name]: MATCH_FILES }, option)),
	showWhen({ [formatOption.name]: ON_FRAMES }, frameRateOption),
	formatOption,
];

/** The chosen format. @throws NodeOperationError */
export function readMatchFile(call: ItemContext): MatchFormat | undefined {
	const label = `Options: ${formatOption.displayName}`;
	const format = readEnum(call, `options.${formatOption.name}`, label, FORMATS, 'none');
	return format === 'none' ? undefined : format;
}

/** An item with a file of the matches of all terms. @throws NodeOperationError */
export async function matchFileItem(
	call: ItemContext,
	format: MatchFormat,
	transcript: Transcript,
	results: readonly SearchResult[],
): Promise<INodeExecutionData> {
	const frameRate = readNumberOption(call, frameRateOption, { min: 1, max: 240 });
	const padding = readNumberOption(call, paddingOption, { min: 0, max: 600 });
	const { settings, prepareBinary } = fileParts(call);
	const extension = EXTENSIONS[format];
	const fileName = fileNameFor(transcript, settings, extension);
	const matches = markersOf(results);
	const recording = recordingFileName(transcript.recording) || settings.fileName;
	const title = settings.fileName || recordingBaseName(recording) || transcript.jobId;
	const clips = padClips(matches, padding, transcript.duration);
	const write = async (): Promise<string> => {
		switch (format) {
			case 'captions':
				return toSrt(await cuesWith(transcript, results));
			case 'clipsEdl':
				return toClipEdl(clips, frameRate, title, recording);
			case 'clipsFfmpeg':
				return toConcatList(clips, recording);
			case 'edl':
				return toEdl(matches, frameRate, title);
			case 'fcpxml':
				return toFcpxml(matches, frameRate, title);
			case 'xmeml':
				return toXmeml(matches, frameRate, title);
		}
	};
	const binary = await prepareBinary(Buffer.from(await write()), fileName, 'text/plain');
	const { jobId, recording: name = null } = transcript;
	return {
		json: { jobId, recording: name, count: matches.length, fileName },
		binary: { [settings.property]: { ...binary, fileExtension: extension } },
	};
}

/** A marker for each match, in order of time: its term, and what was said around it. */
function markersOf(results: readonly SearchResult[]): Marker[] {
	return results
		.flatMap(({ term, hits }) =>
			hits.map(({ start, end, before, text, after, speaker }) => ({
				start,
				end,
				name: term,
				note: [speaker === null ? '' : `${speaker}:`, before, text, after].filter(Boolean).join(' '),
			})),
		)
		.sort((a, b) => a.start - b.start);
}

/** The captions that contain a word of a match. */
async function cuesWith(transcript: Transcript, results: readonly SearchResult[]): Promise<Cue[]> {
	const wanted = new Uint8Array(transcript.words.length);
	for (const { hits } of results) {
		for (const { wordIndexes } of hits) wanted.fill(1, wordIndexes.from, wordIndexes.to);
	}
	const cues = await buildCues(transcript);
	return cues.filter(({ words }) => words.some((index) => wanted[index] === 1));
}
