import { allEnded } from '../../../nodes/shared/core/allEnded';
import { elapsedMs, inVirtualTime, takes } from '../../support/virtualTime';

it('returns all results in order', async () => {
	expect(await allEnded([Promise.resolve(1), Promise.resolve(2)])).toEqual([1, 2]);
});

it('fails with the first error after all have ended', async () => {
	const fails = async () => await Promise.reject(new Error('First'));
	await inVirtualTime(async () => {
		await expect(allEnded([takes(5_000), fails()])).rejects.toThrow('First');
		expect(elapsedMs()).toBe(5_000);
	});
});
