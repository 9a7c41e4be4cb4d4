import { perRun } from '../../../nodes/shared/http/perRun';
import { Semaphore } from '../../../nodes/shared/http/semaphore';

it('has one value for each run', () => {
	const valuesOf = perRun((): string[] => []);
	const [one, other] = [new Semaphore(1), new Semaphore(1)];
	valuesOf(one).push('first');
	expect([valuesOf(one), valuesOf(other)]).toEqual([['first'], []]);
});

it('has a value of its own for each call without a run', () => {
	const valuesOf = perRun((): string[] => []);
	valuesOf(undefined).push('first');
	expect(valuesOf(undefined)).toEqual([]);
});
