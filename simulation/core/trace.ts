import { createHash } from 'node:crypto';

/** The events of a life, line by line, with the virtual time since its beginning. */
export class Trace {
	private readonly lines: string[] = [];

	constructor(
		private readonly clock: { readonly now: number },
		private readonly began = clock.now,
	) {}

	add(who: string, what: string): void {
		const seconds = ((this.clock.now - this.began) / 1000).toFixed(3);
		this.lines.push(`${seconds.padStart(10)}  ${who.padEnd(9)} ${what}`);
	}

	get text(): string {
		return this.lines.join('\n');
	}

	/** The same for two lives with the same events at the same times. */
	get hash(): string {
		return createHash('sha256').update(this.text).digest('hex').slice(0, 16);
	}
}
