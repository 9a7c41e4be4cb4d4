import {
	defaultCaptionRules,
	gapMilliseconds,
	resolveCaptionRules,
} from '../../../nodes/shared/captions/rules';

describe('caption rules', () => {
	it('default to the values of broadcasters', () => {
		expect(resolveCaptionRules({})).toEqual(defaultCaptionRules);
	});

	it.each([
		['maxCharsPerLine', 8, 1000],
		['maxLines', 1, 4],
		['minDuration', 0, 60],
		['maxCharsPerSecond', 1, 1000],
		['minGapFrames', 0, 100],
		['frameRate', 1, 1000],
		['closeGapsUpTo', 0, 60],
		['pauseForNewCue', 0.05, 600],
		['linger', 0, 10],
	] as const)('limit %s to %d to %d', (rule, least, most) => {
		expect(resolveCaptionRules({ [rule]: -1 })[rule]).toBe(least);
		expect(resolveCaptionRules({ [rule]: least })[rule]).toBe(least);
		expect(resolveCaptionRules({ [rule]: most })[rule]).toBe(most);
		expect(resolveCaptionRules({ [rule]: 1e6 })[rule]).toBe(most);
		expect(resolveCaptionRules({ [rule]: Number.NaN })[rule]).toBe(defaultCaptionRules[rule]);
		expect(resolveCaptionRules({ [rule]: Infinity })[rule]).toBe(defaultCaptionRules[rule]);
	});

	it('round characters and lines to whole numbers', () => {
		expect(resolveCaptionRules({ maxCharsPerLine: 37.9, maxLines: 2.9 })).toMatchObject({
			maxCharsPerLine: 37,
			maxLines: 2,
		});
	});

	it('limit the maximum duration of a cue, which is at least the minimum duration', () => {
		expect(resolveCaptionRules({ minDuration: 10 }).maxDuration).toBe(10);
		expect(resolveCaptionRules({ maxDuration: 0.1, minDuration: 0.1 }).maxDuration).toBe(0.5);
		expect(resolveCaptionRules({ maxDuration: 9 }).maxDuration).toBe(9);
	});

	it('limit the offset to four days in both directions', () => {
		for (const offset of [-360_000, -1.5, 0, 360_000]) {
			expect(resolveCaptionRules({ offset }).offset).toBe(offset);
			expect(resolveCaptionRules({ offset: offset * 2 }).offset).toBe(
				Math.min(360_000, Math.max(-360_000, offset * 2)),
			);
		}
		expect(resolveCaptionRules({ offset: Number.NaN }).offset).toBe(0);
	});

	it('limit the longest cue to ten minutes', () => {
		expect(resolveCaptionRules({ maxDuration: 601 }).maxDuration).toBe(600);
		expect(resolveCaptionRules({ maxDuration: Number.NaN }).maxDuration).toBe(7);
	});

	it('have the shot changes that are times, in order', () => {
		const shotChanges = [30, Number.NaN, 4, Infinity, 200];
		expect(resolveCaptionRules({ shotChanges }).shotChanges).toEqual([4, 30, 200]);
		expect(shotChanges).toHaveLength(5);
	});

	it('keep values that are not numbers', () => {
		expect(resolveCaptionRules({ speakerLabels: 'voice', naturalBreaks: false })).toMatchObject({
			speakerLabels: 'voice',
			naturalBreaks: false,
		});
	});
});

describe('the gap between cues', () => {
	it.each([
		[2, 25, 80],
		[2, 24, 84],
		[2, 23.976, 84],
		[3, 30, 100],
		[1, 29.97, 34],
		[0, 25, 0],
	])('of %d frames at %d per second has %d ms', (minGapFrames, frameRate, milliseconds) => {
		expect(gapMilliseconds(resolveCaptionRules({ minGapFrames, frameRate }))).toBeCloseTo(milliseconds, 9);
	});
});
