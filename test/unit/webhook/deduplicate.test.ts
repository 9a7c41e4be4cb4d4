import { Deduplicator } from '../../../nodes/shared/webhook/deduplicate';

const START = 1_700_000_000_000;

const SIX_HOURS = 6 * 60 * 60 * 1_000;

describe('a delivery', () => {
	it('is new once', () => {
		const deliveries = new Deduplicator();
		expect(deliveries.isNew('a', START)).toBe(true);
		expect(deliveries.isNew('a', START)).toBe(false);
		expect(deliveries.isNew('b', START)).toBe(true);
	});

	it('is a repetition for six hours', () => {
		const deliveries = new Deduplicator();
		deliveries.isNew('a', START);
		expect(deliveries.isNew('a', START + SIX_HOURS - 1)).toBe(false);
		expect(deliveries.isNew('a', START + SIX_HOURS)).toBe(true);
		expect(deliveries.isNew('a', START + SIX_HOURS + 1)).toBe(false);
	});

	it('is new again if it could not be handled', () => {
		const deliveries = new Deduplicator();
		deliveries.isNew('a', START);
		deliveries.isNew('b', START);
		deliveries.forget('a');
		expect(deliveries.isNew('a', START)).toBe(true);
		expect(deliveries.isNew('b', START)).toBe(false);
	});

	it('is remembered among ten thousand others', () => {
		const deliveries = new Deduplicator();
		for (let number = 0; number < 10_000; number += 1) deliveries.isNew(`${number}`, START);
		expect(deliveries.isNew('0', START)).toBe(false);
		deliveries.isNew('one more', START);
		expect(deliveries.isNew('1', START)).toBe(false);
		expect(deliveries.isNew('0', START)).toBe(true);
	});
});
