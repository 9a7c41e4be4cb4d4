import { existsSync } from 'fs';
import { join } from 'path';

/** The n8n of the demo and of most tests, and its Node.js. */
export const versions = { n8n: '2.41.1', node: '24.21.0' };

/** The Node.js of older n8n versions. */
const OLDER_NODE = '22.23.3';

/** The first n8n that requires Node.js 24 or later is between 2.21 and 2.41. */
const LAST_MINOR_OF_OLDER_NODE = 20;

/** The n8n versions that `npm run test:versions` tests, each installed from a lockfile in this folder; oldest first. */
export const testedVersions = [
	'1.100.1',
	'1.113.3',
	'1.123.81',
	'2.0.3',
	'2.4.8',
	'2.20.12',
	'2.41.1',
] as const;

/** The version of Node.js with which this n8n runs. Throws an `Error` if it is not a version. */
export function nodeFor(n8n: string): string {
	const [major, minor] = parts(n8n);
	return major < 2 || (major === 2 && minor <= LAST_MINOR_OF_OLDER_NODE) ? OLDER_NODE : versions.node;
}

/** Whether a version is this one or a later one; both are e.g. `1.123.81`. */
export function isAtLeast(version: string, floor: string): boolean {
	const [major, minor] = parts(version);
	const [floorMajor, floorMinor] = parts(floor);
	return major > floorMajor || (major === floorMajor && minor >= floorMinor);
}

/**
 * The folder with the package.json and the lockfile of an n8n. A version without one is installed with the pins of
 * `versions.n8n` and without a lockfile.
 */
export function pinsOf(n8n: string): { folder: string; hasLockfile: boolean } {
	const folder = join(__dirname, `n8n-${n8n}`);
	return existsSync(folder)
		? { folder, hasLockfile: true }
		: { folder: join(__dirname, `n8n-${versions.n8n}`), hasLockfile: false };
}

function parts(version: string): [major: number, minor: number] {
	const [, major, minor] = /^(\d+)\.(\d+)\.\d+/.exec(version) ?? [];
	if (major === undefined || minor === undefined) {
		throw new Error(`"${version}" is not a version of n8n, such as ${versions.n8n}`);
	}
	return [Number(major), Number(minor)];
}
