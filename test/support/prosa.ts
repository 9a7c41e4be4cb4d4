import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FIXTURES = join(__dirname, '..', 'fixtures', 'prosa');

/** The bytes of a vendor sample. */
export function prosaBytes(name: string): Buffer {
	return readFileSync(join(FIXTURES, name));
}

/** A vendor sample that is JSON. */
export function prosaSample(name: string): unknown {
	return JSON.parse(prosaBytes(name).toString('utf8'));
}
