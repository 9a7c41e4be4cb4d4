import { toTranscript } from '../../../nodes/AssemblyAi/response/transcript';

const completed = { id: 'job', status: 'completed', text: 'Hello.', words: null };

const understood = (summary: unknown) => ({
	...completed,
	speech_understanding: {
		request: { summarization: { summary_type: 'bullets' } },
		response: { summarization: { status: 'success', summary_type: 'bullets', effort: 'low', summary } },
	},
});

const PARTS = [
	{ start: 240, end: 8000, text: 'A patient calls.', headline: 'The call' },
	{ start: 8000, end: 20000, text: 'The appointment is moved.', headline: 'The change' },
];

it('returns the summary of speech understanding as "summary"', async () => {
	const { insights } = await toTranscript(understood(PARTS));
	expect(insights.summary).toBe('The call: A patient calls.\nThe change: The appointment is moved.');
	expect(insights.other).toHaveProperty('speech_understanding.response.summarization.summary', PARTS);
});

it.each([
	['none', undefined],
	['null', null],
	['an empty list', []],
	['a list of other values', [7]],
])('returns no summary for %s', async (_what, summary) => {
	expect((await toTranscript(understood(summary))).insights).not.toHaveProperty('summary');
});

it('prefers the summary of the transcript itself', async () => {
	const { insights } = await toTranscript({ ...understood(PARTS), summary: '- A call.' });
	expect(insights.summary).toBe('- A call.');
});
