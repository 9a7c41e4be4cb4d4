import { seal, unseal } from '../../../nodes/shared/webhook/seal';

const TOKEN = 'ab'.repeat(32);

/** A text sealed with "secret" for "12". */
const SEALED = '9fd01af56727428c9cb8efba84ddb2586abdfb';

it.each(['', 'a', TOKEN, TOKEN.toUpperCase(), 'ff', 'abc', 'ünïcode \u{1f600}', 'x'.repeat(300)])(
	'returns %j unchanged',
	(text) => {
		expect(unseal('secret', '12', seal('secret', '12', text))).toBe(text);
	},
);

it('has lower-case hexadecimal digits only, at most 98 for a token of n8n', () => {
	expect(seal('secret', '12', TOKEN)).toMatch(/^[0-9a-f]{98}$/);
	expect(seal('secret', '12', 'Ünïcode /?&')).toMatch(/^[0-9a-f]+$/);
});

it('stays the same in later versions, because vendors store it', () => {
	expect(seal('secret', '12', 'abcd')).toBe(SEALED);
	expect(seal('secret', '12', 'Ü')).toBe('81d89cc9bab6f1c74844d3c30fa91b307e8277');
});

it('contains nothing of the text', () => {
	const sealed = seal('secret', '12', TOKEN);
	expect(sealed).not.toContain('abab');
	expect(new Set(sealed.match(/.{8}/g)).size).toBeGreaterThan(10);
});

it('is the same for the same input, and another for any other', () => {
	const sealed = seal('secret', '12', TOKEN);
	expect(seal('secret', '12', TOKEN)).toBe(sealed);
	for (const other of [
		seal('secret2', '12', TOKEN),
		seal('secret', '13', TOKEN),
		seal('secret', '12', 'ab'),
	]) {
		expect(other).not.toBe(sealed);
		expect(other.slice(0, 32)).not.toBe(sealed.slice(0, 32));
	}
});

it('opens with the same secret and purpose only', () => {
	const sealed = seal('secret', '12', TOKEN);
	expect(unseal('Secret', '12', sealed)).toBeUndefined();
	expect(unseal('secret', '1', sealed)).toBeUndefined();
	expect(unseal('', '12', sealed)).toBeUndefined();
});

it('opens no more if a single digit was changed, added or removed', () => {
	const sealed = seal('secret', '12', TOKEN);
	for (let index = 0; index < sealed.length; index += 1) {
		const digit = sealed[index] === '0' ? '1' : '0';
		expect(unseal('secret', '12', sealed.slice(0, index) + digit + sealed.slice(index + 1))).toBeUndefined();
	}
	expect(unseal('secret', '12', `${sealed}00`)).toBeUndefined();
	expect(unseal('secret', '12', sealed.slice(0, -2))).toBeUndefined();
	expect(unseal('secret', '12', sealed.toUpperCase())).toBeUndefined();
});

it.each([
	'',
	'a',
	'zz',
	'00'.repeat(16),
	'00'.repeat(17),
	'f'.repeat(8_194),
	`x${SEALED}`,
	`${SEALED}\n`,
	`${SEALED}0`,
	`${'0'.repeat(97)}g`,
])('does not open %j', (sealed) => {
	expect(unseal('secret', '12', sealed)).toBeUndefined();
});
