import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { padClips, toClipEdl, toConcatList } from '../../../nodes/shared/captions/files/clips';
import { itWith } from '../../support/tools';

const PARTS = [
	{ start: 9.5, end: 10 },
	{ start: 0.4, end: 1 },
	{ start: 2.5, end: 3 },
];

it('clips have time around them, join where they touch, and end with the recording', () => {
	expect(padClips(PARTS, 1, 10.5)).toEqual([
		{ start: 0, end: 4 },
		{ start: 8.5, end: 10.5 },
	]);
	expect(padClips(PARTS, 0, null)).toEqual([PARTS[1], PARTS[2], PARTS[0]]);
	expect(padClips([{ start: 3, end: 3 }], 0, 10)).toEqual([]);
});

it('an EDL places the clips one after the other', () => {
	const edl = toClipEdl(padClips(PARTS, 1, 10.5), 25, 'Refunds\n', 'call 1.mp3');
	expect(edl).toBe(
		'TITLE: Refunds \nFCM: NON-DROP FRAME\n' +
			'\n001  AX       B     C        00:00:00:00 00:00:04:00 00:00:00:00 00:00:04:00\n* FROM CLIP NAME: call 1.mp3\n' +
			'\n002  AX       B     C        00:00:08:12 00:00:10:13 00:00:04:00 00:00:06:01\n* FROM CLIP NAME: call 1.mp3\n',
	);
});

itWith('ffmpeg')('FFmpeg cuts the clips out of the recording', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'clips-'));
	const recording = "it's a call.wav";
	const ffmpeg = (...args: string[]) =>
		execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { cwd: folder });
	try {
		// A second of the recording has the volume of its number: silence but for 2 to 3 s.
		const sound = "aevalsrc='if(between(t,2,3),sin(2000*t),0)':s=8000:d=12";
		ffmpeg('-f', 'lavfi', '-i', sound, recording);
		await writeFile(join(folder, 'list.txt'), toConcatList(padClips(PARTS, 1, 12), recording));
		ffmpeg('-f', 'concat', '-safe', '0', '-i', 'list.txt', '-f', 's16le', '-ac', '1', 'cut.raw');
		const cut = execFileSync(
			'ffmpeg',
			['-v', 'error', '-f', 's16le', '-ar', '8000', '-ac', '1', '-i', 'cut.raw', '-f', 's16le', '-'],
			{ cwd: folder },
		);
		const seconds = cut.length / 2 / 8000;
		expect(seconds).toBeGreaterThan(6.3);
		expect(seconds).toBeLessThan(6.7);
		const loud = Array.from({ length: Math.floor(seconds) }, (_, second) => {
			const samples = cut.subarray(second * 16_000 + 1600, (second + 1) * 16_000 - 1600);
			return samples.some((byte) => byte !== 0);
		});
		expect(loud).toEqual([false, false, true, false, false, false]);
	} finally {
		await rm(folder, { recursive: true });
	}
});
