import { inChild } from '../lib/child';
import { makeJobs, resultSchema, rowsOf } from '../lib/longWork';
import { OPERATIONS, type Operation } from '../lib/operations';
import type { Measurement } from '../lib/row';
import { alternate } from '../lib/statistics';

const NAMES: Record<Operation, string> = {
	chunk: 'Chunk',
	compare: 'Compare two transcripts: scores',
	comparePage: 'Compare two transcripts: HTML page',
	differences: 'Compare two transcripts: differences',
	convertDialogue: 'Convert to text with speakers',
	convertDocx: 'Convert to a Word document',
	convertHtml: 'Convert to an HTML page',
	edit: 'Edit: names, glossary, fillers, cut, shift',
	getCaptions: 'Get Captions',
	measure: 'Measure',
	merge: 'Merge two transcripts',
	redact: 'Edit: redaction of patterns and words',
	searchWords: 'Search Words: four terms with operators',
};

/** The operations of the Transcript node with long recordings. */
export const operations: Measurement = {
	name: 'operations',
	explanation: `The operations of the Transcript node, with a transcript of 24 hours as the input item. Compare and Merge take a second transcript in which every 11th word is different, every 23rd is missing and every 37th is repeated. Blocks of the event loop do not include the time in which another process had the processor.`,
	measure: async (setting) => {
		const { sandbox, progress, rounds } = setting;
		const { hours, jobs } = await makeJobs(setting);
		const measure = (what: Operation) => async (round: number) => {
			progress.update(`operations: ${what}, round ${round + 1} of ${rounds} …`);
			return await inChild('operations.ts', { what, ...jobs }, resultSchema);
		};
		const results = await alternate(
			rounds,
			Object.fromEntries(OPERATIONS.map((what) => [what, measure(what)])),
		);
		await sandbox.reset();
		return OPERATIONS.flatMap((what) =>
			rowsOf(setting, { key: `operations.${what}`, name: NAMES[what], hours }, results[what] ?? []),
		);
	},
};
