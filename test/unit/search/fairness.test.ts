import { searchTranscript } from '../../../nodes/shared/search';
import { aTranscript, aWord } from '../../support/transcripts';

/** Turns of the event loop and readings of the clock during a search, with a clock that is always late. */
async function watch(words: number, terms: string[]): Promise<{ turns: number; looks: number }> {
	const transcript = aTranscript(Array.from({ length: words }, (_, index) => aWord('yes', index)));
	let time = 0;
	let looks = 0;
	const clock = jest.spyOn(Date, 'now').mockImplementation(() => {
		looks += 1;
		return (time += 20);
	});
	let turns = 0;
	let searching = true;
	const turn = () => {
		turns += 1;
		if (searching) setImmediate(turn);
	};
	setImmediate(turn);
	await searchTranscript(transcript, terms);
	searching = false;
	clock.mockRestore();
	return { turns, looks };
}

it('indexing yields to the event loop every thousand words, and does not read the clock more often', async () => {
	const short = await watch(1, []);
	const long = await watch(1 + 3 * 1024, []);
	// The words are processed twice.
	expect(long.looks - short.looks).toBe(2 * 3 * 2);
	expect(long.turns).toBeGreaterThanOrEqual(2 * 3);
});

it('collecting hits yields to the event loop every 128 hits, and does not read the clock more often', async () => {
	const none = await watch(1 + 256, ['no']);
	const many = await watch(1 + 256, ['yes']);
	// Hits are found first, and then described.
	expect(many.looks - none.looks).toBe(2 * (3 + 2));
	expect(many.turns).toBeGreaterThanOrEqual(none.turns + 2);
});
