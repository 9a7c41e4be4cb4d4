import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { inventSpeech } from '../../../sandbox/core/speech/invent';
import { phrasesOf } from '../../../sandbox/core/speech/phrases';
import { RecordingShelf } from '../../../sandbox/core/speech/recordings';
import { readScript } from '../../../sandbox/core/speech/script';
import { toSentences } from '../../../sandbox/core/speech/words';

describe('readScript', () => {
	it('marks runs of words and attaches punctuation to the last word', () => {
		expect(readScript('This is {person_name:Nadia Botha}, {filler:um,} speaking.', 7)).toEqual([
			{ text: 'This' },
			{ text: 'is' },
			{ text: 'Nadia', mark: { kind: 'person_name', run: 7 } },
			{ text: 'Botha,', mark: { kind: 'person_name', run: 7 } },
			{ text: 'um,', mark: { kind: 'filler', run: 8 } },
			{ text: 'speaking.' },
		]);
	});
});

describe('inventSpeech', () => {
	it('returns the same for the same file and something else for another', () => {
		const options = { durationMs: 60_000, channels: 1 };
		expect(inventSpeech({ seed: 'a', ...options })).toEqual(inventSpeech({ seed: 'a', ...options }));
		expect(inventSpeech({ seed: 'a', ...options }).words).not.toEqual(
			inventSpeech({ seed: 'b', ...options }).words,
		);
	});

	it('has words in order, within the file, by two speakers, for any duration and language', () => {
		fc.assert(
			fc.property(
				fc.string(),
				fc.integer({ min: 0, max: 400_000 }),
				fc.integer({ min: 1, max: 4 }),
				fc.constantFrom('en_us', 'id', 'af-ZA', 'zu', 'tn', 'fr'),
				(seed, durationMs, channels, language) => {
					const { words } = inventSpeech({ seed, durationMs, channels, language });
					let before = 0;
					for (const word of words) {
						expect(word.start).toBeGreaterThanOrEqual(before);
						expect(word.end).toBeGreaterThan(word.start);
						expect(word.end).toBeLessThanOrEqual(durationMs);
						expect(word.channel).toBeLessThanOrEqual(channels);
						before = word.end;
					}
					if (words.length > 0) expect(words[0]?.speaker).toBe('A');
					if (durationMs > 20_000) expect(durationMs - before).toBeLessThan(3000);
				},
			),
			{ numRuns: 60 },
		);
	});

	it('recognizes a language by any of its codes', () => {
		expect(['id', 'id-ID', 'IND', 'zul', 'en_uk', 'xx'].map((code) => phrasesOf(code).language)).toEqual([
			'id',
			'id',
			'id',
			'zu',
			'en',
			'en',
		]);
	});
});

describe('the included recordings', () => {
	const shelf = new RecordingShelf(join(__dirname, '..', '..', '..', 'sandbox', 'recordings'));

	it('are read, and found by no other hash', () => {
		expect(shelf.list().map(({ name }) => name)).toEqual([
			'dialogue-en',
			'order-af',
			'order-id',
			'silence-en',
			'stereo-en',
		]);
		expect(shelf.speech('00')).toBeNull();
	});

	it('have a translation for every sentence of the dialogue', () => {
		const speech = shelf.speech(hashOf(shelf.file('dialogue-en.mp3')?.path ?? ''));
		const sentences = toSentences((speech?.words ?? []).filter((word) => word.mark?.kind !== 'filler'));
		expect(sentences).toHaveLength(12);
		expect(Object.values(speech?.notes?.translations ?? {}).map((texts) => texts.length)).toEqual([
			12, 12, 12,
		]);
	});
});

function hashOf(path: string): string {
	return createHash('sha256').update(readFileSync(path)).digest('hex');
}
