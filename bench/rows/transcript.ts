import { inChild } from '../lib/child';
import { longBlocks, longMs, makeJobs, resultSchema, rowsOf } from '../lib/longWork';
import { toRow, type Measurement } from '../lib/row';
import { alternate, median, ratios } from '../lib/statistics';

const WHATS = {
	transcript: 'response of the vendor to Transcript',
	captions: 'Transcript to captions',
	html: 'Transcript to HTML page',
	search: '100 searches in a Transcript',
	search1000: '1,000 searches in a Transcript',
};

/** Row 4 of the bench: long recordings. */
export const transcript: Measurement = {
	name: 'transcript',
	explanation: `A transcript of a day. _@deepgram/captions_ starts a caption after eight words and when the speaker changes, without rules for
lines, reading speed, pauses and sentences.`,
	measure: async (setting) => {
		const { sandbox, progress, rounds } = setting;
		const { hours, jobs } = await makeJobs(setting);
		const measure = (what: string) => async (round: number) => {
			progress.update(`transcript: ${what}, round ${round + 1} of ${rounds} …`);
			return await inChild('transcript.ts', { what, ...jobs }, resultSchema);
		};
		const about = (what: keyof typeof WHATS) => ({ key: `transcript.${what}`, name: WHATS[what], hours });
		const results = await alternate(rounds, {
			transcript: measure('transcript'),
			bareCall: measure('bareCall'),
			captions: measure('captions'),
			html: measure('html'),
			search: measure('search'),
			search1000: measure('search1000'),
			buildCues: measure('buildCues'),
			deepgram: measure('deepgram'),
		});
		await sandbox.reset();
		return [
			...rowsOf(setting, about('transcript'), results.transcript),
			...rowsOf(setting, about('captions'), results.captions),
			...rowsOf(setting, about('html'), results.html),
			...rowsOf(setting, about('search'), results.search),
			...rowsOf(setting, about('search1000'), results.search1000),
			toRow(setting, {
				key: 'transcript.transcript.overBareCall',
				title: `${hours} h, response to Transcript: duration relative to a plain request that reads the same response`,
				value: median(ratios(longMs(results.transcript), longMs(results.bareCall))),
				unit: '×',
				runs: { ourMs: longMs(results.transcript), bareMs: longMs(results.bareCall) },
			}),
			toRow(setting, {
				key: 'transcript.bareCall.block',
				title: `${hours} h: longest block of the event loop by a plain request`,
				value: median(longBlocks(results.bareCall)),
				unit: 'ms',
				runs: { longestBlockMs: longBlocks(results.bareCall) },
			}),
			toRow(setting, {
				key: 'transcript.captions.deepgram',
				title: `${hours} h: duration of our captions relative to @deepgram/captions`,
				value: median(ratios(longMs(results.buildCues), longMs(results.deepgram))),
				unit: '×',
				goal: { atMost: 1 },
				runs: { ourMs: longMs(results.buildCues), theirMs: longMs(results.deepgram) },
			}),
		];
	},
};
