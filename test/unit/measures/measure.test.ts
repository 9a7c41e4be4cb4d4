import { measure } from '../../../nodes/shared/measures/measure';
import type { Segment, Transcript } from '../../../nodes/shared/transcript/model';

const turn = (
	speaker: string | null,
	start: number,
	end: number,
	text: string,
	channel: string | null = null,
): Segment => ({
	speaker,
	channel,
	start,
	end,
	text,
	confidence: null,
	words: { from: 0, to: 0 },
});

const transcript = (segments: Segment[], duration: number | null = null): Transcript => ({
	vendor: 'test',
	jobId: '',
	language: 'en',
	duration,
	text: '',
	confidence: null,
	words: [],
	segments,
	insights: {},
});

/** A calls, B answers after 2 s, A interrupts B for the last second of its turn. */
const CALL = transcript(
	[
		turn('A', 1, 4, 'How are you today?'),
		turn('B', 6, 16, 'I am fine, thank you very much indeed.'),
		turn('A', 15, 18, 'Good.'),
	],
	20,
);

it('measures each speaker', async () => {
	const { speakers } = await measure(CALL);
	expect(speakers).toEqual([
		{
			speaker: 'B',
			talkTime: 10,
			talkShare: 0.625,
			turns: 1,
			longestTurn: 10,
			longestMonologue: 10,
			words: 8,
			wordsPerMinute: 48,
			fillers: 0,
			questions: 0,
			interruptions: 0,
			firstTurnAt: 6,
			firstResponse: 2,
		},
		{
			speaker: 'A',
			talkTime: 6,
			talkShare: 0.375,
			turns: 2,
			longestTurn: 3,
			longestMonologue: 3,
			words: 5,
			wordsPerMinute: 50,
			fillers: 0,
			questions: 1,
			interruptions: 1,
			firstTurnAt: 1,
			firstResponse: 0,
		},
	]);
});

it('measures the conversation', async () => {
	expect(await measure(CALL)).toMatchObject({
		duration: 20,
		// 1 to 4 and 6 to 18.
		speech: 15,
		silence: 5,
		longestSilence: 2,
		overlap: 1,
		turns: 3,
		words: 13,
		questions: 1,
	});
});

it('does not count a short overlap as an interruption', async () => {
	const { speakers, overlap } = await measure(
		transcript([turn('A', 0, 4, 'Yes.'), turn('B', 3.6, 6, 'Right.')]),
	);
	expect(speakers.map(({ interruptions }) => interruptions)).toEqual([0, 0]);
	expect(overlap).toBe(0.4);
});

it('measures a backchannel within a turn without ending the turn', async () => {
	const { speakers, speech } = await measure(
		transcript([turn('A', 0, 10, 'A long story.'), turn('B', 4, 4.5, 'Mhm.'), turn('B', 11, 12, 'I see.')]),
	);
	// B replies one second after the end of the story, but its first turn was during it.
	expect(speakers.find(({ speaker }) => speaker === 'B')).toMatchObject({
		interruptions: 1,
		firstResponse: 0,
	});
	expect(speech).toBe(11);
});

it('measures how long a speaker is not interrupted, over several turns', async () => {
	const { speakers } = await measure(
		transcript([
			turn('A', 0, 4, 'One.'),
			turn('A', 5, 9, 'Two.'),
			turn('B', 9, 10, 'Yes.'),
			turn('A', 10, 12, 'Three.'),
		]),
	);
	expect(speakers.map(({ longestTurn, longestMonologue }) => [longestTurn, longestMonologue])).toEqual([
		[4, 9],
		[1, 1],
	]);
});

it('counts fillers in the language of the transcript', async () => {
	const said = transcript([turn('A', 0, 4, 'Um, er kommt, uh, mhm.'), turn('B', 4, 6, 'Äh, um acht.')]);
	const count = async (language: string) => {
		const { fillers, speakers } = await measure({ ...said, language });
		return [fillers, ...speakers.map((each) => each.fillers)];
	};
	expect(await count('en')).toEqual([4, 3, 1]);
	expect(await count('de')).toEqual([1, 0, 1]);
});

it('names channels where there are no speakers', async () => {
	const { speakers } = await measure(
		transcript([turn(null, 0, 1, 'Hi.', 'agent'), turn(null, 1, 2, 'Hi.', 'caller')]),
	);
	expect(speakers.map(({ speaker }) => speaker)).toEqual(['agent', 'caller']);
});

it('measures an empty transcript', async () => {
	expect(await measure(transcript([], 5))).toEqual({
		duration: 5,
		speech: 0,
		silence: 5,
		longestSilence: 5,
		overlap: 0,
		turns: 0,
		words: 0,
		fillers: 0,
		questions: 0,
		speakers: [],
	});
});

it('counts questions in other scripts, and quoted ones', async () => {
	const texts = ['Really?', '本当ですか？', 'حقا؟', 'He asked “why?”', 'No.'];
	const turns = texts.map((text, index) => turn(String(index % 2), index, index + 1, text));
	expect((await measure(transcript(turns))).questions).toBe(4);
});
