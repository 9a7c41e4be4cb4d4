import type { Segment } from '../../../nodes/shared/transcript/model';
import { metadataEntries, percent, totalDuration } from '../../../nodes/shared/transcript/render/metadata';
import { voicesOf } from '../../../nodes/shared/transcript/render/speakers';
import { aTranscript, aWord } from '../../support/transcripts';

const turn = (speaker: string | null, start: number, end: number): Segment => ({
	speaker,
	channel: null,
	start,
	end,
	text: 'x',
	confidence: null,
	words: { from: 0, to: 0 },
});

const entriesOf = (transcript: Parameters<typeof metadataEntries>[0]) =>
	metadataEntries(transcript, voicesOf(transcript.segments));

describe('the metadata of a recording', () => {
	it('contains everything that is known', () => {
		const words = Array.from({ length: 1234 }, (_, index) => aWord('a', index));
		const transcript = aTranscript([...words, aWord('.', 1234)], {
			segments: [turn('A', 0, 5), turn('B', 5, 9), turn('A', 9, 12)],
			confidence: 0.934,
			language: 'en_us',
		});
		expect(entriesOf(transcript)).toEqual([
			['Duration', '20 min 35 s'],
			['Language', 'American English (en_us)'],
			['Speakers', '2'],
			['Words', '1,234'],
			['Confidence', '93%'],
			['Transcribed by', 'test'],
			['Job ID', 'job-1'],
		]);
	});

	it('omits what is unknown', () => {
		const bare = aTranscript([], { language: null, jobId: '', segments: [turn(null, 0, 0)] });
		expect(entriesOf(bare)).toEqual([['Transcribed by', 'test']]);
		expect(entriesOf(aTranscript([aWord('a', 0)], { confidence: 0, language: null }))).toContainEqual([
			'Confidence',
			'0%',
		]);
	});

	it('names all detected languages, each once', () => {
		const heard = (language: string | null, ...detected: string[]) =>
			entriesOf(
				aTranscript([], {
					language,
					insights: { languages: detected.map((each) => ({ language: each, confidence: null })) },
				}),
			).filter(([name]) => name.startsWith('Language'));
		expect(heard('en', 'en', 'de', 'en')).toEqual([['Languages', 'English (en), German (de)']]);
		expect(heard('en', 'de')).toEqual([['Language', 'English (en)']]);
		expect(heard(null, 'de')).toEqual([['Language', 'German (de)']]);
		expect(heard('en')).toEqual([['Language', 'English (en)']]);
		expect(heard(null)).toEqual([]);
	});
});

describe('the duration of a recording', () => {
	it('is the longest of all stated durations', () => {
		const words = [aWord('a', 0), aWord('b', 6)];
		const segments = [turn('A', 0, 9), turn('B', 1, 3)];
		expect(totalDuration({ duration: 20, words, segments })).toBe(20);
		expect(totalDuration({ duration: null, words, segments })).toBe(9);
		expect(totalDuration({ duration: 2, words, segments: [] })).toBe(7);
		expect(totalDuration({ duration: null, words: [], segments: [] })).toBe(0);
	});
});

it.each([
	[0.9314, '93%'],
	[0.995, '100%'],
	[0, '0%'],
])('a share of %d is %s', (share, shown) => {
	expect(percent(share)).toBe(shown);
});
