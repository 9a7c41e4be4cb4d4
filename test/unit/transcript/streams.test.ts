import { streamsOf } from '../../../nodes/shared/transcript/streams';
import { aWord } from '../../support/transcripts';

const A = { speaker: 'A', channel: null };
const B = { speaker: 'B', channel: null };

describe('what a speaker says in a row', () => {
	it('is not ended by what others say in between', async () => {
		const words = [aWord('four', 0, A), aWord('mhm', 1, B), aWord('five', 2, A), aWord('yes', 3, B)];
		expect(await streamsOf({ words })).toEqual([
			[0, 2],
			[1, 3],
		]);
		expect(await streamsOf({ words: [] })).toEqual([]);
	});

	it('is separate for each channel', async () => {
		const words = ['1', '2', '1'].map((channel, index) => aWord('yes', index, { channel }));
		expect(await streamsOf({ words })).toEqual([[0, 2], [1]]);
	});

	it('includes the punctuation after it, whoever the vendor assigns it to', async () => {
		const mark = (text: string, index: number, channel: string | null = null) =>
			aWord(text, index, { speaker: null, channel });
		const words = [
			aWord('Yes', 0, A),
			mark(',', 1),
			aWord('no', 2, B),
			mark('.', 3),
			aWord('So', 4, A),
			mark('!', 5),
		];
		expect(await streamsOf({ words })).toEqual([
			[0, 1, 4, 5],
			[2, 3],
		]);
		const own = [aWord('Yes', 0, A), aWord('.', 1, B)];
		expect(await streamsOf({ words: own })).toEqual([[0], [1]]);
		const elsewhere = [aWord('Yes', 0, A), mark('.', 1, '2')];
		expect(await streamsOf({ words: elsewhere })).toEqual([[0], [1]]);
		const unknown = [aWord('Yes', 0, A), aWord('so', 1)];
		expect(await streamsOf({ words: unknown })).toEqual([[0], [1]]);
	});

	it('ends at a pause of more than fifteen seconds', async () => {
		const words = [aWord('four', 0), aWord('five', 16), aWord('six', 32.5)];
		expect(await streamsOf({ words })).toEqual([[0, 1], [2]]);
		// A long word that others follow within.
		const long = [aWord('four', 0, { end: 20 }), aWord('five', 1), aWord('six', 34)];
		expect(await streamsOf({ words: long })).toEqual([[0, 1, 2]]);
	});

	it('ends at the end of a sentence after a thousand words, and after four thousand anyway', async () => {
		const texts = Array.from({ length: 6000 }, (_, index) =>
			index === 998 || index === 1004 ? 'end.' : 'word',
		);
		const streams = await streamsOf({ words: texts.map((text, index) => aWord(text, index)) });
		expect(streams.map((stream) => stream.length)).toEqual([1005, 4000, 995]);
		const thousand = texts.map((text, index) => aWord(index === 999 ? 'end.' : text, index));
		expect((await streamsOf({ words: thousand })).map((stream) => stream.length)).toEqual([1000, 4000, 1000]);
	});
});
