import { keepResult, keptResult } from '../../../nodes/shared/jobs/results';
import { createdJob } from '../../support/jobs';

describe('the result of a request that creates no job', () => {
	it('is kept for the same purchase and request', () => {
		const result = createdJob('');
		keepResult('d1', 'mark', result);
		expect(keptResult('d1', 'mark')).toBe(result);
	});

	it('is not the result of another purchase or request', () => {
		keepResult('d2', 'mark', createdJob(''));
		expect(keptResult('d3', 'mark')).toBeUndefined();
		expect(keptResult('d2', 'other')).toBeUndefined();
	});

	it('is kept until 200 others have come', () => {
		keepResult('first', '', createdJob(''));
		for (let other = 1; other < 200; other += 1) keepResult('other', String(other), createdJob(''));
		expect(keptResult('first', '')).toBeDefined();
		keepResult('other', '200', createdJob(''));
		expect(keptResult('first', '')).toBeUndefined();
	});
});
