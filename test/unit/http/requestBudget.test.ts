import { rateField } from '../../../nodes/shared/http/rateField';
import { RequestBudget, TooManyRequests } from '../../../nodes/shared/http/requestBudget';

const START = 1_700_000_000_000;

describe('a budget of requests', () => {
	it('allows so many in a minute', () => {
		const budget = new RequestBudget(2);
		budget.spend(START);
		budget.spend(START + 30_000);
		expect(() => budget.spend(START + 59_999)).toThrow(new TooManyRequests());
		expect(() => budget.spend(START + 59_999)).toThrow('Too many callbacks');
	});

	it('allows another one as soon as the first is a minute old', () => {
		const budget = new RequestBudget(2);
		budget.spend(START);
		budget.spend(START + 30_000);
		expect(() => budget.spend(START + 60_000)).not.toThrow();
		expect(() => budget.spend(START + 89_999)).toThrow(TooManyRequests);
		expect(() => budget.spend(START + 90_000)).not.toThrow();
	});

	it('allows all of them again after a minute without requests', () => {
		const budget = new RequestBudget(2);
		for (const at of [START, START, START + 60_000, START + 60_000]) budget.spend(at);
		expect(() => budget.spend(START + 60_000)).toThrow(TooManyRequests);
	});

	it('is not spent by a check, or by a request that is refused', () => {
		const budget = new RequestBudget(1);
		budget.check(START);
		budget.check(START);
		budget.spend(START);
		expect(() => budget.check(START + 1)).toThrow(TooManyRequests);
		expect(() => budget.spend(START + 59_999)).toThrow(TooManyRequests);
		expect(() => budget.check(START + 60_000)).not.toThrow();
	});
});

it('the field for the rate of a credential has no limit by default', () => {
	expect(rateField('Acme')).toMatchObject({
		displayName: 'Requests per Minute',
		name: 'requestsPerMinute',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
	});
	expect(rateField('Acme').description).toContain('requests per minute to Acme');
});
