import { SecretCache } from '../../../nodes/shared/webhook/secretCache';

const START = 1_700_000_000_000;

function credential(...first: string[]) {
	let secrets = first;
	let opened = 0;
	return {
		read: async () => {
			opened += 1;
			return await Promise.resolve(secrets);
		},
		change: (...next: string[]) => (secrets = next),
		opened: () => opened,
	};
}

describe('SecretCache', () => {
	it('decrypts the credential once for successive callbacks', async () => {
		const known = new SecretCache();
		const { read, opened } = credential('first', 'previous');
		for (const header of ['first', 'previous', 'first']) {
			expect(await known.verify('trigger', header, read, START)).toBe(true);
		}
		expect(opened()).toBe(1);
	});

	it('decrypts it for each callback with an unknown secret, and rejects the callback', async () => {
		const known = new SecretCache();
		const { read, opened } = credential('first');
		expect(await known.verify('trigger', 'first', read, START)).toBe(true);
		for (const header of ['other', '', undefined, ['first'], 'first, first']) {
			expect(await known.verify('trigger', header, read, START)).toBe(false);
		}
		expect(opened()).toBe(6);
	});

	it('accepts a new secret immediately, and a removed one for less than a second', async () => {
		const known = new SecretCache();
		const { read, change } = credential('first');
		expect(await known.verify('trigger', 'first', read, START)).toBe(true);
		change('second');
		expect(await known.verify('trigger', 'first', read, START + 999)).toBe(true);
		expect(await known.verify('trigger', 'first', read, START + 1_000)).toBe(false);
		change('third');
		expect(await known.verify('trigger', 'third', read, START + 1_001)).toBe(true);
		expect(await known.verify('trigger', 'second', read, START + 1_002)).toBe(false);
	});

	it('rejects every callback if no secret is set', async () => {
		const known = new SecretCache();
		const { read } = credential();
		expect(await known.verify('trigger', '', read, START)).toBe(false);
		expect(await known.verify('trigger', undefined, read, START)).toBe(false);
	});

	it('keeps triggers separate, and only the last thousand', async () => {
		const known = new SecretCache();
		const first = credential('first');
		await known.verify('trigger 0', 'first', first.read, START);
		expect(await known.verify('trigger 1', 'first', credential('second').read, START)).toBe(false);
		for (let number = 1; number <= 1_000; number += 1) {
			await known.verify(`trigger ${number}`, 'second', credential('second').read, START);
		}
		await known.verify('trigger 0', 'first', first.read, START);
		expect(first.opened()).toBe(2);
	});
});
