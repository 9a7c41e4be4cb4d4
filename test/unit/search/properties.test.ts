import fc from 'fast-check';

import { QuerySyntaxError, searchTranscript } from '../../../nodes/shared/search';
import { aTranscript, aWord } from '../../support/transcripts';

describe('search', () => {
	const vocabulary = [
		'alpha',
		'Beta',
		'beta,',
		'e-mail',
		"don't",
		'1,000',
		'東京',
		'ไทย',
		'Ω',
		'gamma.',
		'B',
	];
	const anyText = fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 40 });

	it('finds every word and every sequence of words at its position', async () => {
		await fc.assert(
			fc.asyncProperty(anyText, fc.nat(), fc.integer({ min: 1, max: 6 }), async (texts, at, length) => {
				const from = at % texts.length;
				const to = Math.min(texts.length, from + length);
				const words = texts.map((text, index) => aWord(text, index));
				const term = texts.slice(from, to).join(' ');
				const [result] = await searchTranscript(aTranscript(words), [term]);
				const covered = result?.hits.some((hit) => hit.wordIndexes.from <= from && hit.wordIndexes.to > from);
				expect(covered).toBe(true);
				for (const hit of result?.hits ?? []) {
					expect(hit.start).toBe(words[hit.wordIndexes.from]?.start);
					expect(hit.end).toBe(words[hit.wordIndexes.to - 1]?.end);
					expect(hit.text.toLowerCase().replace(/[.,]/g, '')).toBe(term.toLowerCase().replace(/[.,]/g, ''));
				}
			}),
		);
	});

	it('never finds a part of a word', async () => {
		const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), minLength: 1, maxLength: 4 });
		await fc.assert(
			fc.asyncProperty(fc.array(letters, { minLength: 1, maxLength: 30 }), letters, async (texts, term) => {
				const words = texts.map((text, index) => aWord(text, index));
				const [result] = await searchTranscript(aTranscript(words), [term]);
				expect(result?.hits.map(({ wordIndexes }) => wordIndexes.from)).toEqual(
					texts.flatMap((text, index) => (text === term ? [index] : [])),
				);
			}),
		);
	});

	it('accepts any text as a term', async () => {
		const words = ['a', 'b'].map((text, index) => aWord(text, index));
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: 'binary' }), fc.boolean(), async (term, partialWords) => {
				const [found] = await Promise.allSettled([
					searchTranscript(aTranscript(words), [term], { partialWords }),
				]);
				if (found.status === 'fulfilled') expect(found.value[0]?.term).toBe(term);
				else expect(found.reason).toBeInstanceOf(QuerySyntaxError);
			}),
		);
	});

	it('reads any sequence of operators, or says what is not understood', async () => {
		const piece = fc.constantFrom(
			'a',
			'b*',
			'"a b"',
			'AND',
			'OR',
			'NOT',
			'-a',
			'NEAR/2',
			'(',
			')',
			'"',
			'-',
			'*',
		);
		const words = ['a', 'b', 'a', 'c'].map((text, index) => aWord(text, index));
		await fc.assert(
			fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
				const term = pieces.join(' ');
				const [found] = await Promise.allSettled([searchTranscript(aTranscript(words), [term])]);
				if (found.status === 'rejected') {
					expect(found.reason).toMatchObject({ term, message: expect.any(String), hint: expect.any(String) });
					expect(found.reason).toBeInstanceOf(QuerySyntaxError);
					return;
				}
				const hits = found.value[0]?.hits ?? [];
				if (hits.length > 0) expect(found.value[0]?.found).toBe(true);
				for (const [index, hit] of hits.entries()) {
					expect(hit.start).toBeGreaterThanOrEqual(hits[index - 1]?.end ?? 0);
				}
			}),
		);
	});
});
