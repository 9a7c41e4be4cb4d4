/**
 * Makes the sandbox's recordings with espeak-ng, sox and ffmpeg (`npx tsx scripts/record.ts`): every word is
 * synthesised by itself and put at a known place, so that each word's time is exact.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../sandbox/core/speech/random';
import type { Recording } from '../sandbox/core/speech/recordings';
import { readScript } from '../sandbox/core/speech/script';
import { RECORDINGS, type RecordingScript } from './recordings/scripts';

const TARGET = join(__dirname, '..', 'sandbox', 'recordings');
const LEAD_MS = 300;
const TAIL_MS = 400;
const WORD_GAP_MS = 30;
const SENTENCE_GAP_MS = 320;
const TURN_GAP_MS = 500;
const WORDS_PER_MINUTE = 230;

const ENCODERS = {
	wav: ['-c:a', 'pcm_s16le'],
	flac: ['-c:a', 'flac', '-compression_level', '12'],
	mp3: ['-c:a', 'libmp3lame', '-b:a', '24k'],
	ogg: ['-c:a', 'libvorbis', '-q:a', '0'],
} as const;

/** One word as 16-bit mono samples, silence trimmed off both ends. */
function speak(folder: string, word: string, voice: string, pitch: number, sampleRate: number): Int16Array {
	const spoken = join(folder, 'word.wav');
	const trimmed = join(folder, 'word.raw');
	const args = ['-v', voice, '-p', String(pitch), '-s', String(WORDS_PER_MINUTE), '-w', spoken, word];
	execFileSync('espeak-ng', args);
	const trim = ['silence', '1', '0.005', '0.3%', 'reverse'];
	const raw = ['-r', String(sampleRate), '-c', '1', '-b', '16', '-e', 'signed-integer', trimmed];
	// -D: no dither, so that the files come out the same every time
	execFileSync('sox', ['-D', '-v', '0.6', spoken, ...raw, ...trim, ...trim]);
	const bytes = readFileSync(trimmed);
	return new Int16Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / 2)).slice();
}

function record(script: RecordingScript): void {
	const folder = mkdtempSync(join(tmpdir(), 'record-'));
	const random = seededRandom(script.name);
	const samples = (ms: number): number => Math.round((ms * script.sampleRate) / 1000);
	const milliseconds = (count: number): number => Math.round((count * 1000) / script.sampleRate);
	const words: Recording['words'] = [];
	const pieces: Array<{ at: number; channel: number; sound: Int16Array }> = [];
	let clock = samples(LEAD_MS);
	let run = 0;
	script.turns.forEach((turn, i) => {
		if (i > 0) clock += samples(turn.pauseMs ?? TURN_GAP_MS);
		const channel = script.channels === 2 && turn.speaker === 'B' ? 2 : 1;
		const [voice, pitch] = script.voices[turn.speaker];
		const line = readScript(turn.text, run);
		line.forEach((word, j) => {
			if (j > 0) clock += samples(/[.?!]$/u.test(line[j - 1]?.text ?? '') ? SENTENCE_GAP_MS : WORD_GAP_MS);
			const sound = speak(folder, word.text, voice, pitch, script.sampleRate);
			pieces.push({ at: clock, channel, sound });
			words.push({
				text: word.text,
				start: milliseconds(clock),
				end: milliseconds(clock + sound.length),
				speaker: turn.speaker,
				channel,
				confidence: Number((0.9 + random() * 0.099).toFixed(5)),
				...(word.mark === undefined ? {} : { mark: word.mark }),
			});
			clock += sound.length;
			run = Math.max(run, (word.mark?.run ?? -1) + 1);
		});
	});
	const length = Math.max(...pieces.map((piece) => piece.at + piece.sound.length)) + samples(TAIL_MS);
	const track = new Int16Array(length * script.channels);
	for (const { at, channel, sound } of pieces) {
		sound.forEach((sample, k) => {
			track[(at + k) * script.channels + channel - 1] = sample;
		});
	}
	const raw = join(folder, 'track.raw');
	writeFileSync(raw, new Uint8Array(track.buffer));
	const input = ['-f', 's16le', '-ar', String(script.sampleRate), '-ac', String(script.channels), '-i', raw];
	for (const format of script.formats) {
		const output = join(TARGET, `${script.name}.${format}`);
		const plain = ['-y', '-loglevel', 'error', '-bitexact', '-map_metadata', '-1', '-fflags', '+bitexact'];
		execFileSync('ffmpeg', [...plain.slice(0, 3), ...input, ...plain.slice(3), ...ENCODERS[format], output]);
	}
	const recording: Recording = {
		name: script.name,
		language: script.language,
		durationMs: milliseconds(length),
		channels: script.channels,
		files: script.formats.map((format) => `${script.name}.${format}`),
		gist: script.gist,
		headline: script.headline,
		summary: script.summary,
		translations: script.translations,
		words: words.sort((a, b) => a.start - b.start),
	};
	writeFileSync(join(TARGET, `${script.name}.json`), `${JSON.stringify(recording, null, 1)}\n`);
	rmSync(folder, { recursive: true });
	process.stdout.write(`${script.name}: ${words.length} words, ${recording.durationMs} ms\n`);
}

for (const script of RECORDINGS) record(script);
