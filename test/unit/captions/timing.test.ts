import { createSpans, timeCues, type TimingRules } from '../../../nodes/shared/captions/timing';

const RULES: TimingRules = {
	minDuration: 833.3,
	maxDuration: 7000,
	perCharacter: 50,
	gap: 80,
	closeGapsUpTo: 500,
	noticeable: 160,
	linger: 0,
	frame: 40,
	onFrames: false,
	gapFrames: 2,
	shots: [],
};

/** Start and end of each cue in ms, for cues whose words have these times and this number of characters. */
function timed(
	spoken: ReadonlyArray<readonly [start: number, end: number, characters?: number]>,
	rules: Partial<TimingRules> = {},
): Array<[number, number]> {
	const spans = createSpans(spoken.length);
	for (const [index, [start, end, characters = 1]] of spoken.entries()) {
		spans.start[index] = start;
		spans.wordsEnd[index] = end;
		spans.width[index] = characters;
	}
	const { start, end } = timeCues(spans, { ...RULES, ...rules });
	return Array.from(start, (from, index) => [from, end[index] ?? Number.NaN]);
}

describe('a cue', () => {
	it('is shown while its words are spoken', () => {
		expect(timed([[1000, 3000, 10]])).toEqual([[1000, 3000]]);
	});

	it('is shown for at least the minimum duration', () => {
		expect(timed([[1000, 1200]])).toEqual([[1000, 1834]]);
	});

	it('is shown as long as its characters require', () => {
		expect(timed([[1000, 1200, 40]])).toEqual([[1000, 3000]]);
	});

	it('is not shown longer than the maximum duration, whatever it contains', () => {
		expect(timed([[0, 9000]])).toEqual([[0, 7000]]);
		expect(timed([[0, 100, 400]])).toEqual([[0, 7000]]);
	});

	it('is shown for some frames even without a minimum duration', () => {
		expect(timed([[0, 10, 0]], { minDuration: 0, perCharacter: 0 })).toEqual([[0, 160]]);
	});
});

describe('a cue before another cue', () => {
	it('ends one gap before it', () => {
		expect(
			timed([
				[0, 1000, 40],
				[1500, 2500],
			]),
		).toEqual([
			[0, 1420],
			[1500, 2500],
		]);
	});

	it('is held until then if the remaining time is too short to be left empty', () => {
		expect(
			timed([
				[0, 1000],
				[1579, 2500],
			]),
		).toEqual([
			[0, 1499],
			[1579, 2500],
		]);
		expect(
			timed([
				[0, 1000],
				[1580, 2500],
			]),
		).toEqual([
			[0, 1000],
			[1580, 2500],
		]);
		expect(
			timed(
				[
					[0, 1000],
					[1579, 2500],
				],
				{ closeGapsUpTo: 0 },
			)[0],
		).toEqual([0, 1000]);
	});

	it('is not held longer than the maximum duration', () => {
		expect(
			timed([
				[0, 7000],
				[7400, 8400],
			])[0],
		).toEqual([0, 7000]);
	});
});

describe('cues that start too close together', () => {
	it('wait for each other, each for the minimum duration if there is room', () => {
		expect(
			timed([
				[0, 0],
				[0, 0],
				[0, 0],
				[9000, 9900],
			]).map(([start]) => start),
		).toEqual([0, 914, 1828, 9000]);
	});

	it('share the available time', () => {
		expect(
			timed([
				[0, 0],
				[100, 100],
				[1001, 1900],
			]).map(([start]) => start),
		).toEqual([0, 500, 1001]);
	});

	it('are shown for at least some frames, and delay the next one', () => {
		const starts = timed([
			[0, 0],
			[0, 0],
			[0, 0],
			[300, 400],
			[5000, 6000],
		]).map(([start]) => start);
		expect(starts).toEqual([0, 914, 1828, 2742, 5000]);
		expect(
			timed([
				[0, 0],
				[0, 0],
				[0, 0],
				[730, 900],
			]).map(([start]) => start),
		).toEqual([0, 243, 486, 730]);
		expect(
			timed([
				[0, 0],
				[0, 0],
				[0, 0],
				[720, 900],
			]).map(([start]) => start),
		).toEqual([0, 240, 480, 720]);
	});

	it('also share the available time in the middle of a file', () => {
		const starts = timed([
			[2000, 3000],
			[10_000, 10_000],
			[10_000, 10_000],
			[10_000, 10_000],
			[11_000, 12_000],
		]).map(([start]) => start);
		expect(starts).toEqual([2000, 10_000, 10_333, 10_666, 11_000]);
	});

	it('do not move if each has its minimum number of frames', () => {
		expect(
			timed([
				[0, 0],
				[240, 240],
				[480, 480],
			]).map(([start]) => start),
		).toEqual([0, 240, 480]);
	});

	it('at the end have unlimited time', () => {
		expect(
			timed([
				[0, 0],
				[0, 0],
			]),
		).toEqual([
			[0, 834],
			[914, 1748],
		]);
	});
});

describe('shot changes', () => {
	it('attract the start of a cue within seven frames', () => {
		const cues: Array<[number, number]> = [
			[1000, 3000],
			[5000, 7000],
		];
		expect(timed(cues, { shots: [4800] })).toEqual([
			[1000, 3000],
			[4800, 7000],
		]);
		expect(timed(cues, { shots: [4700] })[1]).toEqual([5000, 7000]);
	});

	it('end a cue two frames before, if they are within twelve frames', () => {
		expect(timed([[1000, 3000]], { shots: [3400] })).toEqual([[1000, 3320]]);
		expect(timed([[1000, 3000]], { shots: [2600] })).toEqual([[1000, 2520]]);
		expect(timed([[1000, 3000]], { shots: [3500] })).toEqual([[1000, 3000]]);
	});

	it('are each found by the cues near them, however many there are', () => {
		const cues: Array<[number, number]> = [
			[1000, 2000],
			[10_000, 11_000],
			[20_000, 21_000],
		];
		const shots = [900, 5000, 9880, 10_130, 15_000, 16_000, 20_100, 21_150, 30_000];
		expect(timed(cues, { shots })).toEqual([
			[900, 2000],
			[9880, 11_000],
			[20_100, 21_070],
		]);
		// As close to the one before as to the one after.
		expect(timed([[1000, 3000]], { shots: [900, 1100] })[0]?.[0]).toBe(900);
		expect(timed([[1000, 3000]], { shots: [900, 1099] })[0]?.[0]).toBe(1099);
		expect(timed([[1000, 3000]], { shots: [1000, 1100] })[0]?.[0]).toBe(1000);
	});

	it('attract a start that is exactly seven frames away, and an end that is twelve', () => {
		expect(timed([[1000, 3000]], { shots: [720] })[0]?.[0]).toBe(720);
		expect(timed([[1000, 3000]], { shots: [719] })[0]?.[0]).toBe(1000);
		expect(timed([[1000, 3000]], { shots: [3480] })[0]?.[1]).toBe(3400);
		expect(timed([[1000, 3000]], { shots: [3481] })[0]?.[1]).toBe(3000);
	});

	it('do not make a cue longer than the maximum duration, or run into the next', () => {
		expect(timed([[0, 6900]], { shots: [7081] })).toEqual([[0, 6900]]);
		expect(timed([[0, 6900]], { shots: [7080] })).toEqual([[0, 7000]]);
		const before = (gap: number) =>
			timed(
				[
					[1000, 3000],
					[3400, 5000],
				],
				{ shots: [3350], closeGapsUpTo: 0, frame: 30, gap },
			);
		expect(before(60)).toEqual([
			[1000, 3290],
			[3350, 5000],
		]);
		expect(before(61)).toEqual([
			[1000, 3000],
			[3350, 5000],
		]);
	});

	it('leave a cue noticeable and the gap as it is', () => {
		const cues: Array<[number, number]> = [
			[1000, 1200],
			[1300, 4000],
		];
		expect(timed(cues, { shots: [1100] })).toEqual([
			[1000, 1220],
			[1300, 4000],
		]);
	});
});

describe('cues on frames', () => {
	const onFrames = { onFrames: true, closeGapsUpTo: 0 };

	it('start and end on the nearest frame', () => {
		expect(timed([[1019, 3021]], onFrames)).toEqual([[1000, 3040]]);
		expect(timed([[1021, 3019]], onFrames)).toEqual([[1040, 3000]]);
		expect(timed([[1000, 3000]], { ...onFrames, frame: 1001 / 24 })).toEqual([[1001, 3003]]);
	});

	it('keep the gap in frames', () => {
		expect(
			timed(
				[
					[1000, 2950],
					[2990, 5000],
				],
				onFrames,
			),
		).toEqual([
			[1000, 2920],
			[3000, 5000],
		]);
	});

	it('are not longer than the maximum duration in whole frames, and not shorter than a frame', () => {
		expect(timed([[0, 9000]], { ...onFrames, maxDuration: 7010 })).toEqual([[0, 7000]]);
		const tight = { ...onFrames, minDuration: 0, perCharacter: 0, noticeable: 10, gap: 0 };
		expect(
			timed(
				[
					[0, 5],
					[15, 20],
					[1000, 1500],
				],
				tight,
			),
		).toEqual([
			[0, 40],
			[120, 160],
			[1000, 1520],
		]);
	});

	it('do not exist without cues', () => {
		expect(timed([], onFrames)).toEqual([]);
	});
});
