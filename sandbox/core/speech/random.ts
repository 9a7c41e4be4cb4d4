import { createHash } from 'node:crypto';

/** A sequence of numbers in [0, 1), always the same for the same seed (mulberry32 with a SHA-256 hash of the seed). */
export function seededRandom(seed: string): () => number {
	let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** A number, always the same for the same seed. */
export function seededNumber(seed: string): number {
	return seededRandom(seed)();
}
