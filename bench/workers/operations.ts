import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod/v4';

import { transcriptSchema, type Transcript, type Word } from '../../nodes/shared/transcript/model';
import { createEngine } from '../../test/support/engine/engine';
import { serve } from '../lib/child';
import { timed, type Timing } from '../lib/eventLoop';
import { OPERATIONS } from '../lib/operations';
import { credentialsFor } from '../lib/vendors';

const taskSchema = z.object({
	what: z.enum(OPERATIONS),
	sandboxUrl: z.string(),
	shortJobId: z.string(),
	longJobId: z.string(),
});
type Task = z.infer<typeof taskSchema>;

interface Sample extends Timing {
	words: number;
}

/** Parameters of the Transcript node; the tables of edits are as long as a person enters them. */
const PARAMETERS: Record<Task['what'], IDataObject> = {
	chunk: { operation: 'chunk', chunkSize: 1000, options: { overlap: 200 } },
	compare: { operation: 'compare', output: 'scores' },
	comparePage: { operation: 'compare', output: 'html' },
	differences: { operation: 'compare', output: 'differences' },
	convertDialogue: { operation: 'convert', output: 'dialogue' },
	convertDocx: { operation: 'convert', output: 'docx' },
	convertHtml: { operation: 'convert', output: 'html' },
	edit: {
		operation: 'edit',
		edits: {
			speakerTable: { A: 'Nadia', B: 'Ben' },
			glossary: { 'thank you': 'thanks', recording: 'tape' },
			removeFillers: true,
			remove: { rows: [{ start: '00:10:00', end: '00:12:00' }] },
			shift: 10,
		},
	},
	getCaptions: { operation: 'getCaptions', format: 'srt' },
	measure: { operation: 'measure' },
	merge: { operation: 'merge' },
	redact: {
		operation: 'edit',
		edits: {
			redactPatterns: ['card', 'email', 'iban', 'phone'],
			redactWords: ['please', 'project falcon*'],
		},
	},
	searchWords: { operation: 'searchWords', terms: 'please\nthank you\nrecord*\nplease NEAR/5 you' },
};

const PAIRS: ReadonlyArray<Task['what']> = ['compare', 'comparePage', 'differences', 'merge'];

serve(taskSchema, async (task): Promise<{ short: Sample; long: Sample }> => {
	const run = await runner(task);
	// Once, so that the code is compiled.
	await run(task.shortJobId);
	return { short: await run(task.shortJobId), long: await run(task.longJobId) };
});

async function runner({ what, sandboxUrl }: Task): Promise<(jobId: string) => Promise<Sample>> {
	const engine = await createEngine({ credentials: credentialsFor(sandboxUrl) });
	const execute = async (type: string, parameters: IDataObject, input?: INodeExecutionData[]) => {
		const node = {
			name: 'Node',
			type: `n8n-nodes-transcription.${type}`,
			parameters: { resource: 'transcript', ...parameters },
		};
		const { result, ...timing } = await timed(async () => await engine.runNode(node, input));
		if (result.status !== 'success') throw result.error ?? new Error(result.status);
		return { items: result.items('Node'), timing };
	};
	return async (jobId) => {
		const { items } = await execute('assemblyAi', {
			operation: 'get',
			jobId: { mode: 'id', value: jobId },
			output: 'words',
		});
		const transcript = transcriptSchema.parse(items[0]?.json);
		const input = PAIRS.includes(what) ? [transcript, byAnother(transcript)] : [transcript];
		const { items: output, timing } = await execute(
			'transcript',
			PARAMETERS[what],
			input.map((json) => ({ json: { ...json } })),
		);
		if (output.length === 0) throw new Error(`${what} returned nothing`);
		return { ...timing, words: transcript.words.length };
	};
}

/**
 * The transcript of another vendor: every 11th word is another one, every 23rd is missing, and every 37th is said
 * twice.
 */
function byAnother(transcript: Transcript): Transcript {
	const words = transcript.words.flatMap((word, index): Word[] => {
		if (index % 23 === 22) return [];
		if (index % 37 === 36) return [word, word];
		return [index % 11 === 10 ? { ...word, text: `${word.text.slice(0, 2)}${index % 97}` } : word];
	});
	return { ...transcript, vendor: 'another', jobId: 'another', words, segments: [] };
}
