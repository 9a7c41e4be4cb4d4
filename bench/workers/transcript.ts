import { srt } from '@deepgram/captions';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod/v4';

import type * as Captions from '../../nodes/shared/captions';
import { transcriptSchema, type Transcript, type Word } from '../../nodes/shared/transcript/model';
import { deepgramAnswer } from '../../test/support/captionMeasures';
import { createEngine, type NodeDefinition } from '../../test/support/engine/engine';
import { callerNode } from '../lib/benchNodes';
import { serve } from '../lib/child';
import { compiled } from '../lib/compiled';
import { timed, type Timing } from '../lib/eventLoop';
import { credentialsFor } from '../lib/vendors';

const taskSchema = z.object({
	what: z.enum([
		'transcript',
		'bareCall',
		'captions',
		'html',
		'search',
		'search1000',
		'buildCues',
		'deepgram',
	]),
	sandboxUrl: z.string(),
	shortJobId: z.string(),
	longJobId: z.string(),
});
type Task = z.infer<typeof taskSchema>;

interface Sample extends Timing {
	words: number;
}

serve(taskSchema, async (task): Promise<{ short: Sample; long: Sample }> => {
	const run = await runner(task);
	// Once, so that the code is compiled.
	await run(task.shortJobId);
	return { short: await run(task.shortJobId), long: await run(task.longJobId) };
});

async function runner({ what, sandboxUrl }: Task): Promise<(jobId: string) => Promise<Sample>> {
	const engine = await createEngine({
		credentials: credentialsFor(sandboxUrl),
		nodeTypes: { 'bench.caller': callerNode('assemblyAiTranscriptionApi') },
	});
	const execute = async (node: Omit<NodeDefinition, 'name'>, input?: INodeExecutionData[]) => {
		const { result, ...timing } = await timed(
			async () => await engine.runNode({ name: 'Node', ...node }, input),
		);
		if (result.status !== 'success') throw result.error ?? new Error(result.status);
		return { item: result.items('Node')[0], timing };
	};
	const ours = (parameters: IDataObject): Omit<NodeDefinition, 'name'> => ({
		type: 'n8n-nodes-transcription.assemblyAi',
		parameters: { resource: 'transcript', ...parameters },
	});
	const get = async (jobId: string) =>
		await execute(ours({ operation: 'get', jobId: { mode: 'id', value: jobId }, output: 'words' }));
	const transcriptOf = async (jobId: string): Promise<Transcript> =>
		transcriptSchema.parse((await get(jobId)).item?.json);

	if (what === 'bareCall') {
		return async (jobId) => {
			const url = `${sandboxUrl}/assemblyai/v2/transcript/${jobId}`;
			const { item, timing } = await execute({ type: 'bench.caller', parameters: { url } });
			return { ...timing, words: z.object({ words: z.array(z.unknown()) }).parse(item?.json).words.length };
		};
	}
	if (what === 'transcript') {
		return async (jobId) => {
			const { item, timing } = await get(jobId);
			return { ...timing, words: z.object({ words: z.array(z.unknown()) }).parse(item?.json).words.length };
		};
	}
	if (what === 'buildCues') {
		const { buildCues, toSrt } = await compiled<typeof Captions>(
			'nodes/shared/captions/index',
			'buildCues',
			'toSrt',
		);
		return async (jobId) => {
			const transcript = await transcriptOf(jobId);
			const { ms, longestBlockMs } = await timed(async () => toSrt(await buildCues(transcript, {})));
			return { ms, longestBlockMs, words: transcript.words.length };
		};
	}
	if (what === 'deepgram') {
		return async (jobId) => {
			const { words } = await transcriptOf(jobId);
			const answer = deepgramAnswer(words, true);
			const { ms, longestBlockMs } = await timed(async () => srt(answer));
			return { ms, longestBlockMs, words: words.length };
		};
	}
	return async (jobId) => {
		const transcript = await transcriptOf(jobId);
		const node = {
			captions: ours({ operation: 'getCaptions', transcriptSource: 'item', format: 'srt' }),
			html: ours({ operation: 'get', transcriptSource: 'item', output: 'html' }),
			search: ours({
				operation: 'searchWords',
				transcriptSource: 'item',
				terms: termsOf(transcript.words).join('\n'),
				options: { split: 'term' },
			}),
			search1000: ours({
				operation: 'searchWords',
				transcriptSource: 'item',
				terms: termsOf(transcript.words, 1000).join('\n'),
				options: { split: 'term', contextWords: 0 },
			}),
		}[what];
		const { timing } = await execute(node, [{ json: { ...transcript } }]);
		return { ...timing, words: transcript.words.length };
	};
}

/** Terms that occur: words, and phrases of three words. */
function termsOf(words: readonly Word[], length = 100): string[] {
	return Array.from({ length }, (_, index) => {
		const from = Math.floor((index * words.length) / (length + 1));
		return words
			.slice(from, from + (index % 3 === 0 ? 3 : 1))
			.map(({ text }) => text)
			.join(' ');
	});
}
