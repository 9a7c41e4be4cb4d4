import { tracksOf } from '../../../nodes/shared/captions/tracks';
import type { Word } from '../../../nodes/shared/transcript/model';
import { word } from '../../support/captionData';
import { CountingYielder } from '../../support/countingYielder';

const tracks = async (words: readonly Word[], bySpeaker = true) =>
	await tracksOf(words, bySpeaker, new CountingYielder());

const said = (speaker: string | null, channel: string | null, start = 0) =>
	word('yes', start, start + 0.5, { speaker, channel });

describe('tracks', () => {
	it('exist for each speaker on each channel, in order of appearance', async () => {
		const words = [
			said('A', '1'),
			said('B', '1', 1),
			said('A', '1', 2),
			said('A', '2', 3),
			said('B', '1', 4),
			said(null, '1', 5),
			said(null, null, 6),
			said('A', '1', 7),
		];
		expect(await tracks(words)).toEqual([
			{ speaker: 'A', channel: '1', words: [0, 2, 7] },
			{ speaker: 'B', channel: '1', words: [1, 4] },
			{ speaker: 'A', channel: '2', words: [3] },
			{ speaker: null, channel: '1', words: [5] },
			{ speaker: null, channel: null, words: [6] },
		]);
	});

	it('exist for each channel if speakers are ignored', async () => {
		const words = [said('A', '1'), said('B', '1', 1), said('A', '2', 2), said('B', '1', 3)];
		expect(await tracks(words, false)).toEqual([
			{ speaker: null, channel: '1', words: [0, 1, 3] },
			{ speaker: null, channel: '2', words: [2] },
		]);
	});

	it('do not exist without words', async () => {
		expect(await tracks([])).toEqual([]);
	});
});

describe('words that the vendor returns out of order', () => {
	const orderOf = async (words: readonly Word[]) => (await tracks(words)).map((track) => track.words);
	const mark = (text: string, start: number) =>
		word(text, start, start, { kind: 'punctuation', spaceBefore: false });

	it('move to their time', async () => {
		expect(await orderOf([word('b', 2, 3), word('a', 1, 2), word('c', 3, 4)])).toEqual([[1, 0, 2]]);
		expect(await orderOf([word('b', 1.001, 3), word('a', 1, 2)])).toEqual([[1, 0]]);
		expect(await orderOf([word('a', 1, 2), word('c', 3, 4), word('b', 2, 3)])).toEqual([[0, 2, 1]]);
	});

	it('only move within their track', async () => {
		const words = [
			word('b', 2, 3, { speaker: 'A' }),
			word('y', 2, 3, { speaker: 'B' }),
			word('a', 1, 2, { speaker: 'A' }),
			word('z', 3, 4, { speaker: 'B' }),
		];
		expect(await orderOf(words)).toEqual([
			[2, 0],
			[1, 3],
		]);
	});

	it('move together with their punctuation', async () => {
		expect(await orderOf([word('b', 2, 3), mark('.', 0), word('a', 1, 2), mark(',', 9)])).toEqual([
			[2, 3, 0, 1],
		]);
	});

	it('move together with words that are attached to them', async () => {
		const words = [word('b', 2, 3), word("'s", 0, 1, { spaceBefore: false }), word('a', 1, 2)];
		expect(await orderOf(words)).toEqual([[2, 0, 1]]);
	});

	it('move one by one if the script has no spaces', async () => {
		const sign = (text: string, start: number) => word(text, start, start + 1, { spaceBefore: false });
		expect(await orderOf([sign('に', 3), sign('京', 2), sign('東', 1), mark('。', 0)])).toEqual([
			[2, 3, 1, 0],
		]);
		expect(await orderOf([sign('京', 2), sign('A', 1)])).toEqual([[0, 1]]);
		expect(await orderOf([sign('A', 2), sign('京', 1)])).toEqual([[0, 1]]);
	});

	it('keep their order if their times are equal', async () => {
		expect(await orderOf([word('c', 2, 3), word('a', 1, 2), word('b', 1, 2)])).toEqual([[1, 2, 0]]);
	});
});

it('yields to the event loop every four thousand words, sorted or not', async () => {
	const inOrder = Array.from({ length: 9000 }, (_, index) => said(null, null, index));
	const yielder = new CountingYielder();
	await tracksOf(inOrder, true, yielder);
	expect(yielder.yields).toBe(3);
	await tracksOf([said(null, null, 9000), ...inOrder], true, yielder);
	// Three times to separate the words, three to find their times, and nine in the merge.
	expect(yielder.yields).toBe(3 + 3 + 3 + 9);
});
