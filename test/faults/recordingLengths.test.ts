import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { durationOf } from '../../nodes/shared/media/duration';

/* 200 files of ffmpeg in every format, compared with ffprobe. Requires `apt-get install ffmpeg`. */

/** Encoders that Debian's ffmpeg has, with the difference in seconds that their frames and ffprobe's estimate allow. */
const FORMATS: ReadonlyArray<{
	name: string;
	extension: string;
	args: string;
	within: number;
	byFormat?: true;
}> = [
	{ name: 'WAV', extension: 'wav', args: '-c:a pcm_s16le', within: 0.001 },
	{ name: 'WAV of 8 bits', extension: 'wav', args: '-c:a pcm_u8 -ar 8000', within: 0.001 },
	{ name: 'WAV ADPCM', extension: 'wav', args: '-c:a adpcm_ms', within: 0.1 },
	{ name: 'WAV without sizes', extension: 'wav', args: '-c:a pcm_s16le -f wav -seekable 0', within: 0.01 },
	{ name: 'RF64', extension: 'wav', args: '-c:a pcm_s16le -rf64 always', within: 0.001 },
	{ name: 'MP3', extension: 'mp3', args: '-c:a libmp3lame -b:a 64k', within: 0.1 },
	{ name: 'MP3 VBR', extension: 'mp3', args: '-c:a libmp3lame -q:a 5', within: 0.1 },
	{
		name: 'MP3 without Xing',
		extension: 'mp3',
		args: '-c:a libmp3lame -b:a 64k -write_xing 0',
		within: 0.15,
	},
	{
		name: 'MP3 VBR without Xing',
		extension: 'mp3',
		args: '-c:a libmp3lame -q:a 5 -write_xing 0 -id3v2_version 0',
		within: 0.15,
	},
	{ name: 'MP3 of 16 kHz', extension: 'mp3', args: '-c:a libmp3lame -b:a 32k -ar 16000 -ac 1', within: 0.15 },
	{ name: 'MP2', extension: 'mp2', args: '-c:a mp2 -b:a 128k', within: 0.1 },
	{ name: 'M4A', extension: 'm4a', args: '-c:a aac -b:a 64k', within: 0.1 },
	{ name: 'M4A for streaming', extension: 'm4a', args: '-c:a aac -movflags +faststart', within: 0.1 },
	{
		name: 'MP4 in fragments',
		extension: 'mp4',
		args: '-c:a aac -movflags +frag_keyframe+empty_moov+global_sidx',
		within: 0.2,
	},
	{ name: 'QuickTime', extension: 'mov', args: '-c:a pcm_s16le', within: 0.05 },
	{ name: '3GP', extension: '3gp', args: '-c:a aac -ar 16000', within: 0.15 },
	{ name: 'FLAC', extension: 'flac', args: '-c:a flac', within: 0.001 },
	{ name: 'Ogg Opus', extension: 'ogg', args: '-c:a libopus -b:a 24k', within: 0.03 },
	{ name: 'Ogg Vorbis', extension: 'ogg', args: '-c:a libvorbis', within: 0.03, byFormat: true },
	{ name: 'Ogg FLAC', extension: 'oga', args: '-c:a flac', within: 0.03 },
	{ name: 'Ogg Speex', extension: 'ogg', args: '-c:a libspeex -ar 16000 -ac 1', within: 0.05 },
	{ name: 'WebM', extension: 'webm', args: '-c:a libopus -b:a 24k', within: 0.05 },
	{ name: 'WebM as browsers record it', extension: 'webm', args: '-c:a libopus -live 1', within: 0.1 },
	{ name: 'Matroska', extension: 'mka', args: '-c:a libvorbis', within: 0.05 },
	{ name: 'AAC', extension: 'aac', args: '-c:a aac -b:a 64k', within: 0.1 },
];

/** Lengths in seconds and sampling rates. */
const SOURCES = [0.4, 1, 1.7, 2.5, 4, 7, 13.37, 21].map((seconds, index) => ({
	seconds,
	rate: [44_100, 48_000, 16_000][index % 3] ?? 16_000,
}));

let folder: string;
const nameOf = (format: number, source: number) =>
	join(folder, `${format}-${source}.${FORMATS[format]?.extension}`);

describe('files of ffmpeg', () => {
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'media-'));
		for (const [source, { seconds, rate }] of SOURCES.entries()) {
			const outputs = FORMATS.flatMap(({ args }, format) => [
				...args.split(' '),
				'-map_metadata',
				'-1',
				nameOf(format, source),
			]);
			// Speech has pauses, which a variable bit rate makes use of.
			const sound = `aevalsrc=sin(440*2*PI*t)*gt(sin(t)\\,0)+0.1*random(0):s=${rate}:d=${seconds}`;
			execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', '-f', 'lavfi', '-i', sound, ...outputs]);
		}
	}, 180_000);
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('are 200', () => {
		expect(FORMATS.length * SOURCES.length).toBe(200);
	});

	it.each(FORMATS.map((each, format) => ({ ...each, format })))(
		'$name',
		async ({ within, byFormat, format }) => {
			const differences = [];
			for (const [source] of SOURCES.entries()) {
				const path = nameOf(format, source);
				const judged = secondsByFfprobe(path, byFormat);
				for (const content of [createReadStream(path), readFileSync(path)]) {
					const found = await durationOf(content, statSync(path).size);
					if (found === undefined || Math.abs(found - judged) > within)
						differences.push({ path, found, judged });
				}
			}
			expect(differences).toEqual([]);
		},
		60_000,
	);
});

/**
 * The end of the last packet, because ffprobe only estimates the length of some formats.
 * @param byFormat for packets without times
 */
function secondsByFfprobe(path: string, byFormat = false): number {
	const entries = byFormat ? 'format=duration' : 'packet=pts_time,duration_time';
	const args = ['-v', 'error', '-show_entries', entries, '-of', 'csv=p=0', path];
	const lines = execFileSync('ffprobe', args, { encoding: 'utf8', maxBuffer: 2 ** 26 })
		.trim()
		.split('\n');
	const [start = '', length = '0'] = (lines.at(-1) ?? '').split(',');
	return Number(start) + Number(length);
}
