import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { padClips, toConcatList } from '../../nodes/shared/captions/files/clips';
import { renderDocx } from '../../nodes/shared/transcript/render/docx';
import { conversation } from '../support/captionData';
import { aTranscript } from '../support/transcripts';

/** Files that programs of the system read: LibreOffice and FFmpeg. */

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'files-'));
});
afterEach(async () => await rm(folder, { recursive: true }));

it('LibreOffice opens a Word document with every word', async () => {
	const { words } = conversation({ seconds: 300 }, 1);
	const file = path.join(folder, 'interview.docx');
	await writeFile(file, await renderDocx(aTranscript(words)));
	const profile = `-env:UserInstallation=file://${folder}/profile`;
	const args = [profile, '--headless', '--convert-to', 'txt:Text', '--outdir', folder, file];
	execFileSync('soffice', args, { timeout: 100_000, stdio: 'ignore' });
	const text = await readFile(path.join(folder, 'interview.txt'), 'utf8');
	const plain = (value: string) => value.replace(/\s+/gu, ' ');
	for (const word of words) expect(plain(text)).toContain(word.text);
	expect(text).toMatch(/^\ufeff?Transcript\n/u);
	expect(text).toMatch(/\n00:00:0\d\tSpeaker \w: \w/u);
});

it('FFmpeg cuts the clips out of the recording', async () => {
	const recording = "it's a call.wav";
	const ffmpeg = (...args: string[]) =>
		execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { cwd: folder });
	// A second of the recording has the volume of its number: silence but for 2 to 3 s.
	const sound = "aevalsrc='if(between(t,2,3),sin(2000*t),0)':s=8000:d=12";
	ffmpeg('-f', 'lavfi', '-i', sound, recording);
	const clips = padClips(
		[
			{ start: 9.5, end: 10 },
			{ start: 0.4, end: 1 },
			{ start: 2.5, end: 3 },
		],
		1,
		12,
	);
	await writeFile(path.join(folder, 'list.txt'), toConcatList(clips, recording));
	ffmpeg('-f', 'concat', '-safe', '0', '-i', 'list.txt', '-f', 's16le', '-ac', '1', 'cut.raw');
	const cut = ffmpeg('-f', 's16le', '-ar', '8000', '-ac', '1', '-i', 'cut.raw', '-f', 's16le', '-');
	const seconds = cut.length / 2 / 8000;
	expect(seconds).toBeGreaterThan(6.3);
	expect(seconds).toBeLessThan(6.7);
	const loud = Array.from({ length: Math.floor(seconds) }, (_, second) => {
		const samples = cut.subarray(second * 16_000 + 1600, (second + 1) * 16_000 - 1600);
		return samples.some((byte) => byte !== 0);
	});
	expect(loud).toEqual([false, false, true, false, false, false]);
});
