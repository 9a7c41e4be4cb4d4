import {
	spokenSeconds,
	spreadSegments,
	type TimedSegment,
} from '../../../nodes/shared/transcript/timedSegments';

const segment = (
	text: string,
	start: number,
	end: number,
	rest: Partial<TimedSegment> = {},
): TimedSegment => ({
	text,
	start,
	end,
	speaker: null,
	channel: null,
	confidence: null,
	...rest,
});

const orderOf = async (timed: readonly TimedSegment[]) =>
	(await spreadSegments(timed)).segments.map(({ text }) => text);

it('fourteen letters take a second to say', () => {
	expect(spokenSeconds('')).toBe(0);
	expect(spokenSeconds('a'.repeat(35))).toBe(2.5);
});

describe('segments with times', () => {
	it('distribute their time over their words', async () => {
		const speaker = { speaker: 'A', channel: '1', confidence: 0.8 };
		const { words, segments } = await spreadSegments([
			segment('a abc', 10, 16, speaker),
			segment('b', 20, 21.0004),
		]);
		expect(
			words.map(({ text, start, end, speaker: who, channel, confidence, timing, spaceBefore }) => [
				text,
				start,
				end,
				who,
				channel,
				confidence,
				timing,
				spaceBefore,
			]),
		).toEqual([
			['a', 10, 12, 'A', '1', 0.8, 'estimated', false],
			['abc', 12, 16, 'A', '1', 0.8, 'estimated', true],
			['b', 20, 21, null, null, null, 'estimated', true],
		]);
		expect(segments).toEqual([
			{ ...segment('a abc', 10, 16, speaker), words: { from: 0, to: 2 } },
			{ ...segment('b', 20, 21), words: { from: 2, to: 3 } },
		]);
	});

	it('are split into the words of their language', async () => {
		const language = 'ja';
		const timed = [segment('東京に行く', 0, 5, { language }), segment('行く。', 5, 6, { language })];
		const { words } = await spreadSegments(timed);
		expect(words.map(({ text, spaceBefore }) => [text, spaceBefore])).toEqual([
			['東京', false],
			['に', false],
			['行く', false],
			['行く', true],
			['。', false],
		]);
	});

	it('are in order of start, then channel, then end', async () => {
		expect(
			await orderOf([
				segment('e', 2, 3),
				segment('d', 1, 3, { channel: '2' }),
				segment('c', 1, 3, { channel: '1' }),
				segment('b', 1, 2, { channel: '1' }),
				segment('a', 1, 9),
			]),
		).toEqual(['a', 'b', 'c', 'd', 'e']);
		const none = segment('none', 1, 3);
		const empty = segment('empty', 1, 2, { channel: '' });
		expect(await orderOf([none, empty])).toEqual(['empty', 'none']);
		expect(
			await orderOf([segment('10', 1, 2, { channel: '10' }), segment('b', 1, 1, { channel: 'b' }), none]),
		).toEqual(['none', '10', 'b']);
	});

	it('do not change the original list', async () => {
		const timed = [segment('b', 2, 3), segment('a', 1, 2)];
		await spreadSegments(timed);
		expect(timed.map(({ text }) => text)).toEqual(['b', 'a']);
	});

	it('that end before they start have no length', async () => {
		const { segments, words } = await spreadSegments([segment('a', 5, 3)]);
		expect(segments).toMatchObject([{ start: 5, end: 5 }]);
		expect(words).toMatchObject([{ start: 5, end: 5 }]);
	});

	it('without words have an empty range', async () => {
		const { segments } = await spreadSegments([segment('a', 0, 1), segment(' ', 1, 2), segment('b', 2, 3)]);
		expect(segments.map(({ words }) => words)).toEqual([
			{ from: 0, to: 1 },
			{ from: 1, to: 1 },
			{ from: 1, to: 2 },
		]);
	});

	it('keep what the vendor says about them', async () => {
		const { segments } = await spreadSegments([segment('a', 0, 1, { emotion: 'calm', extras: { a: 1 } })]);
		expect(segments).toMatchObject([{ emotion: 'calm', extras: { a: 1 } }]);
	});
});
