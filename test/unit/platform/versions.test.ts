import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { isAtLeast, nodeFor, pinsOf, testedVersions, versions } from '../../../platform/versions';

it.each(testedVersions)('n8n %s has a lockfile', (version) => {
	const { folder, hasLockfile } = pinsOf(version);
	expect(hasLockfile).toBe(true);
	expect(existsSync(join(folder, 'package-lock.json'))).toBe(true);
});

it('another n8n has the pins of the newest tested one, without its lockfile', () => {
	expect(pinsOf('2.99.0')).toEqual({ ...pinsOf(versions.n8n), hasLockfile: false });
});

it.each([
	['1.100.1', /^22\./],
	['2.0.3', /^22\./],
	['2.20.12', /^22\./],
	['2.41.1', /^24\./],
	['3.0.0', /^24\./],
])('n8n %s runs on Node.js %s', (version, node) => {
	expect(nodeFor(version)).toMatch(node);
});

it('says what a version is', () => {
	expect(() => nodeFor('latest')).toThrow('"latest" is not a version of n8n, such as 2.41.1');
});

it.each([
	['1.113.3', '1.113.0', true],
	['1.100.1', '1.113.0', false],
	['2.0.3', '1.113.0', true],
	['1.123.81', '2.0.0', false],
])('%s is at least %s: %s', (version, floor, answer) => {
	expect(isAtLeast(version, floor)).toBe(answer);
});
