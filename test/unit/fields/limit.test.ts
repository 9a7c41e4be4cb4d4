import { readLimit } from '../../../nodes/shared/fields/limit';
import { fakeExecution } from '../../support/jobs';

const limitOf = (limit: unknown) => {
	const { context } = fakeExecution({ parameters: { returnAll: false, limit } });
	return readLimit({ context, itemIndex: 0 });
};

it.each([1, 50, '7'])('is a number: %p', (limit) => {
	expect(limitOf(limit)).toBe(Number(limit));
});

it('is infinite if all results are requested', () => {
	const { context } = fakeExecution({ parameters: { returnAll: true } });
	expect(readLimit({ context, itemIndex: 0 })).toBe(Infinity);
});

it.each([0, -1, 1.5, 'many'])('must be a whole number of at least 1: %p', (limit) => {
	expect(() => limitOf(limit)).toThrow(/^"Limit" must/);
});
