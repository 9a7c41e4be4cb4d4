import { FormatError, importTranscript } from '../../../nodes/shared/formats';

/** Text of about a megabyte whose worst case must not take more than its length. */
const long = (part: string) => part.repeat(Math.ceil(1_000_000 / part.length));

it.each([
	['TTML with elements that are not closed', `<tt xml:lang="en">${long('<p begin="1s">')}`],
	['TTML with agents that are not closed', `<tt>${long('<ttm:agent xml:id="a">')}`],
	['tags that are not closed', `WEBVTT\n\n00:01.000 --> 00:02.000\n${long('<v ')}`],
	['character references that are not closed', `WEBVTT\n\n00:01.000 --> 00:02.000\n${long('&#1')}`],
	['white space', `1\n00:00:01,000 --> 00:00:02,000\na${long(' ')}b`],
	['names without text', `[00:00:01] ${long('Ada: ')}`],
	['a line of digits', `[00:00:01] a\n${long('1')}`],
	['a line of time separators', `[00:00:01] a\n${long('00:')}`],
])('is read or rejected, not searched again and again: %s', async (_, text) => {
	// Quadratic time would exceed the time limit of the test by far.
	const [result] = await Promise.allSettled([importTranscript(text)]);
	if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(FormatError);
	else expect(result.value.transcript.segments.length).toBeGreaterThan(0);
});

it('lets others run while it reads one caption of a megabyte', async () => {
	let turns = 0;
	const ticker = setInterval(() => (turns += 1), 0);
	await importTranscript(`WEBVTT\n\n00:01.000 --> 00:02.000\n${long('word ')}`);
	clearInterval(ticker);
	expect(turns).toBeGreaterThan(1);
});

it('does not compare names of channels by language where there are none', async () => {
	const compare = jest.spyOn(String.prototype, 'localeCompare');
	await importTranscript('00:00:02 b\n00:00:01 a\n'.repeat(50));
	expect(compare).not.toHaveBeenCalled();
	compare.mockRestore();
});

it('shows the start of a text without times without reading all of it', async () => {
	const replace = jest.spyOn(String.prototype, 'replace');
	const text = ` \n${long('No \n times. ')}`;
	await expect(importTranscript(text)).rejects.toThrow('The text "No times. No times.');
	const read = replace.mock.contexts.map((given) => String(given).length);
	replace.mockRestore();
	expect(Math.max(0, ...read)).toBeLessThan(1_000);
});

it('reads the punctuation of a day of words without other words being searched', async () => {
	const words = Array.from({ length: 50_000 }, (_, index) => ({
		word: `w${index}`,
		start: index,
		end: index + 0.5,
	}));
	const text = 'Something else entirely. '.repeat(20_000);
	const { transcript } = await importTranscript({ task: 'transcribe', text, words });
	expect(transcript.words).toHaveLength(words.length);
});
