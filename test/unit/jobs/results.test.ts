import { keepResult, keptResult, lostResultError } from '../../../nodes/shared/jobs/results';
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

	it('is kept again without becoming two', () => {
		for (let other = 0; other < 199; other += 1) keepResult('other', String(other), createdJob(''));
		keepResult('twice', '', createdJob('first'));
		keepResult('twice', '', createdJob('second'));
		expect(keptResult('twice', '')?.job.jobId).toBe('second');
		expect(keptResult('other', '0')).toBeDefined();
	});

	it('becomes the newest when it is kept again', () => {
		keepResult('again', '', createdJob(''));
		for (let other = 0; other < 199; other += 1) keepResult('other', String(other), createdJob(''));
		keepResult('again', '', createdJob(''));
		keepResult('other', 'one more', createdJob(''));
		expect(keptResult('again', '')).toBeDefined();
	});

	const ofHours = (hours: number | null) =>
		createdJob('', { duration: hours === null ? null : hours * 3_600 });

	it('is kept until ten hours of recordings have come', () => {
		keepResult('hours', '0', ofHours(4));
		keepResult('hours', '1', ofHours(4));
		keepResult('hours', '2', ofHours(2));
		expect(keptResult('hours', '0')).toBeDefined();
		keepResult('hours', '3', ofHours(1));
		expect(keptResult('hours', '0')).toBeUndefined();
		expect(keptResult('hours', '1')).toBeDefined();
	});

	it('counts as a minute if its length is unknown', () => {
		keepResult('minute', '0', ofHours(null));
		keepResult('minute', '1', ofHours(10 - 1 / 60));
		expect(keptResult('minute', '0')).toBeDefined();
		keepResult('minute', '2', ofHours(null));
		expect(keptResult('minute', '0')).toBeUndefined();
		expect(keptResult('minute', '1')).toBeDefined();
	});

	it('is kept however long its recording is, as long as it is the newest', () => {
		keepResult('long', '0', ofHours(1));
		keepResult('long', '1', ofHours(24));
		expect(keptResult('long', '0')).toBeUndefined();
		expect(keptResult('long', '1')).toBeDefined();
	});
});

it('the error for a lost result states that the recording was transcribed', () => {
	expect(lostResultError('J1', 'Acme does not store results.')).toMatchObject({
		message: 'The vendor responded to an earlier attempt, whose result is no longer available',
		advice: 'Acme does not store results. To send the request again, start a new execution.',
		jobId: 'J1',
		hasJobEnded: true,
	});
});
