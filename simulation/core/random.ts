/**
 * Random numbers that are the same for the same seed (sfc32, seeded by a hash of a text). A fork is an independent
 * stream, so that drawing more numbers in one place does not affect another.
 */
export class Random {
	private a: number;

	private b: number;

	private c: number;

	private counter = 1;

	constructor(private readonly seed: string) {
		[this.a, this.b, this.c] = hashesOf(seed);
		for (let turn = 0; turn < 12; turn += 1) this.next();
	}

	fork(name: string): Random {
		return new Random(`${this.seed}/${name}`);
	}

	/** From 0 up to, but not including, 1. */
	next(): number {
		const sum = (this.a + this.b + this.counter) | 0;
		this.counter = (this.counter + 1) | 0;
		this.a = this.b ^ (this.b >>> 9);
		this.b = (this.c + (this.c << 3)) | 0;
		this.c = (this.c << 21) | (this.c >>> 11);
		this.c = (this.c + sum) | 0;
		return (sum >>> 0) / 2 ** 32;
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	/** An integer from `min` to `max`, both included. */
	whole(min: number, max: number): number {
		return min + Math.floor(this.next() * (max - min + 1));
	}

	/** A time in ms, evenly distributed. */
	between(min: number, max: number): number {
		return Math.round(min + this.next() * (max - min));
	}

	pick<T>(list: readonly [T, ...T[]]): T {
		return list[Math.floor(this.next() * list.length)] ?? list[0];
	}

	/** One of the values, with a probability proportional to its weight. */
	weighted<T>(choices: readonly [Weighted<T>, ...Array<Weighted<T>>]): T {
		const total = choices.reduce((sum, [weight]) => sum + weight, 0);
		let rest = this.next() * total;
		for (const [weight, value] of choices) {
			rest -= weight;
			if (rest < 0) return value;
		}
		return choices[0][1];
	}
}

export type Weighted<T> = readonly [weight: number, value: T];

/** Three 32-bit hashes of a text (FNV-1a with different starts, mixed). */
function hashesOf(text: string): [number, number, number] {
	let [a, b, c] = [0x811c9dc5, 0x1b873593, 0x85ebca6b];
	for (let at = 0; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		a = Math.imul(a ^ code, 0x01000193);
		b = Math.imul(b ^ code, 0xcc9e2d51);
		c = Math.imul(c ^ code, 0xc2b2ae35);
	}
	return [a ^ (a >>> 15), b ^ (b >>> 13), c ^ (c >>> 16)];
}
