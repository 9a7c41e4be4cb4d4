import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { searchWordsOperation } from '../../../nodes/shared/operations/searchWords';
import { compareOperation } from '../../../nodes/Transcript/actions/compare.operation';
import { mergeOperation } from '../../../nodes/Transcript/actions/merge.operation';
import { importSource } from '../../../nodes/Transcript/source';
import { fakeExecution, fakeItem } from '../../support/jobs';
import { aTranscript, aWord } from '../../support/transcripts';

/** Fifty times the same word, of which another transcript has every third one differently. */
const transcriptOf = (isOther: boolean) =>
	aTranscript(
		Array.from({ length: 50 }, (_, at) => aWord(isOther && at % 2 === 0 ? `other${at}` : 'refund', at)),
		{ vendor: isOther ? 'other' : 'one' },
	);

const INPUT: INodeExecutionData[] = [false, true].map((isOther) => ({ json: { ...transcriptOf(isOther) } }));

function execution(type: string, parameters: IDataObject, input: INodeExecutionData[]) {
	return fakeExecution({
		type,
		parameters: { source: 'item', ...parameters },
		functions: {
			getInputData: () => input,
			continueOnFail: () => false,
			getExecutionCancelSignal: () => undefined,
			getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		},
	});
}

/** Both transcripts, each of its item. */
function withInput(type: string, parameters: IDataObject) {
	const made = execution(type, parameters, INPUT);
	const parameter = made.context.getNodeParameter.bind(made.context);
	Object.assign(made.context, {
		getNodeParameter: (name: string, at: number, fallback: unknown) =>
			name === 'transcript' ? INPUT[at]?.json : parameter(name, at, fallback),
	});
	return made;
}

describe.each([
	['the node', 'n8n-nodes-transcription.transcript', 50, 25],
	['a tool of an AI agent', 'n8n-nodes-transcription.transcriptTool', 20, 20],
])('%s', (_, type, mostHits, mostDoubts) => {
	const isTool = type.endsWith('Tool');

	it('returns the number of all matches of a term, and as many of them as its reader can take', async () => {
		const [first] = INPUT;
		const call = fakeItem(
			execution(
				type,
				{ terms: 'refund', 'options.split': 'term', transcript: first?.json, options: { split: 'term' } },
				INPUT,
			),
		);
		const [item] = await searchWordsOperation(importSource).execute(call);
		expect(item?.json).toMatchObject({ term: 'refund', count: 50 });
		expect(item?.json.hits).toHaveLength(mostHits);
	});

	it('returns as many differences as its reader can take', async () => {
		const { context } = withInput(type, { output: 'differences', options: {} });
		const items = await compareOperation.executeAll(context);
		expect(items).toHaveLength(mostDoubts);
		expect(items[0]?.json).toMatchObject({ type: 'substitution', expected: 'refund' });
	});

	it('returns a merged transcript that its reader can take', async () => {
		const { context } = withInput(type, { options: { minAgreement: 1 }, 'options.minAgreement': 1 });
		const [item] = await mergeOperation.executeAll(context);
		expect(item?.json).toMatchObject({ vendor: 'merge', text: expect.stringContaining('refund') });
		expect('words' in (item?.json ?? {})).toBe(!isTool);
		expect(item?.json.doubts).toHaveLength(mostDoubts);
		expect(item?.json.moreDoubts).toBe(isTool ? 5 : undefined);
	});
});
