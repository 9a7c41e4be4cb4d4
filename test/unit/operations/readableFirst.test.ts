import { readableFirst } from '../../../nodes/shared/operations/readableFirst';

it('puts what people read first, and words last', () => {
	const json = { vendor: 'a', words: [], jobId: 'b', recording: 'c', insights: {}, text: 'd', segments: [] };
	expect(Object.entries(readableFirst(json))).toEqual([
		['recording', 'c'],
		['text', 'd'],
		['segments', []],
		['insights', {}],
		['vendor', 'a'],
		['jobId', 'b'],
		['words', []],
	]);
});

it('adds nothing', () => {
	expect(readableFirst({ jobId: 'b', captions: 'c' })).toEqual({ jobId: 'b', captions: 'c' });
	expect(Object.keys(readableFirst({ jobId: 'b', captions: 'c' }))).toEqual(['captions', 'jobId']);
});
