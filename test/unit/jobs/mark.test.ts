import { isMark, markOf, marksOfExecution } from '../../../nodes/shared/jobs/mark';
import { fakeExecution, fakeItem } from '../../support/jobs';

const DIGEST = '1f0e9a2b00000000';

describe('the mark of a job', () => {
	it('consists of execution, run, item and the start of the digest', () => {
		const item = fakeItem(fakeExecution(), { itemIndex: 7, runIndex: 2 });
		expect(markOf(item, DIGEST)).toBe('n8n:1234:2.7:1f0e9a2b');
	});

	it('starts like the marks of all jobs of its execution, and of no other execution', () => {
		const mark = markOf(fakeItem(fakeExecution()), DIGEST);
		expect(mark.startsWith(marksOfExecution('1234'))).toBe(true);
		expect(mark.startsWith(marksOfExecution('123'))).toBe(false);
	});

	it('is at most 60 characters long', () => {
		const execution = fakeExecution({ functions: { getExecutionId: () => '1'.repeat(20) } });
		const item = fakeItem(execution, { itemIndex: 999_999_999, runIndex: 999_999_999 });
		expect(markOf(item, DIGEST).length).toBeLessThanOrEqual(60);
	});

	it('differs from the ID of a vendor', () => {
		expect(isMark(markOf(fakeItem(fakeExecution()), DIGEST))).toBe(true);
		expect(isMark('0a1b-n8n:')).toBe(false);
	});
});
