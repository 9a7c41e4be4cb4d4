import { EventLoopYielder } from './eventLoop';
import { isRecord } from './json';

/** Number of characters to parse at once, which takes about a millisecond. */
const PIECE = 128 * 1024;

/** Deeper objects and lists are parsed at once; no vendor nests long lists deeper. */
const MAX_DEPTH = 8;

/**
 * Parses JSON like `JSON.parse`, but in pieces, yielding to the event loop: `JSON.parse` of the transcript of a day would
 * block n8n for a quarter of a second.
 * @throws SyntaxError for invalid JSON
 */
export async function parseLongJson(given: string, piece = PIECE): Promise<unknown> {
	// RFC 8259, section 8.1, allows parsers to ignore a byte order mark; some proxies add one.
	const text = given.startsWith('\ufeff') ? given.slice(1) : given;
	if (text.length <= piece) {
		const value: unknown = JSON.parse(text);
		return value;
	}
	return await new Pieces(text, piece).whole();
}

const CHAR = {
	quote: 0x22,
	comma: 0x2c,
	colon: 0x3a,
	backslash: 0x5c,
	openList: 0x5b,
	closeList: 0x5d,
	openObject: 0x7b,
	closeObject: 0x7d,
};

/**
 * Walks through the text and finds the ends of values. A run of values that is no longer than a piece is parsed by
 * `JSON.parse`; a longer object or list is split.
 */
class Pieces {
	private readonly yielder = new EventLoopYielder();

	private at = 0;

	private depth = 0;

	constructor(
		private readonly text: string,
		private readonly piece: number,
	) {}

	async whole(): Promise<unknown> {
		// The caller has just assembled the text, which took a while.
		await this.yielder.yield();
		this.skipBlanks();
		const value = await this.value();
		this.skipBlanks();
		if (this.at < this.text.length) throw this.unexpected();
		return value;
	}

	private async value(): Promise<unknown> {
		await this.yielder.pause();
		const char = this.text.charCodeAt(this.at);
		const isContainer = char === CHAR.openList || char === CHAR.openObject;
		if (isContainer && this.depth < MAX_DEPTH && this.endOfValue(this.piece) === undefined) {
			this.depth += 1;
			const value = char === CHAR.openList ? await this.list() : await this.object();
			this.depth -= 1;
			return value;
		}
		const end = this.endOfValue(Infinity) ?? this.text.length;
		const value: unknown = JSON.parse(this.text.slice(this.at, end));
		this.at = end;
		return value;
	}

	private async object(): Promise<unknown> {
		const entries: Array<[string, unknown]> = [];
		this.at += 1;
		this.skipBlanks();
		while (!this.takes(CHAR.closeObject)) {
			if (entries.length > 0) this.expect(CHAR.comma);
			const run = this.members();
			if (run !== undefined) {
				for (const entry of run) entries.push(entry);
				await this.yielder.pause();
				this.skipBlanks();
				continue;
			}
			if (this.text.charCodeAt(this.at) !== CHAR.quote) throw this.unexpected();
			const key = await this.value();
			this.expect(CHAR.colon);
			entries.push([String(key), await this.value()]);
			this.skipBlanks();
		}
		return Object.fromEntries(entries);
	}

	private async list(): Promise<unknown[]> {
		const list: unknown[] = [];
		this.at += 1;
		this.skipBlanks();
		while (!this.takes(CHAR.closeList)) {
			if (list.length > 0) this.expect(CHAR.comma);
			const run = this.values();
			if (run === undefined) list.push(await this.value());
			else for (const value of run) list.push(value);
			await this.yielder.pause();
			this.skipBlanks();
		}
		return list;
	}

	/** The next values of a list that fit into a piece; `undefined` if the first does not. */
	private values(): unknown[] | undefined {
		const run = this.run(() => true);
		const values: unknown = run === undefined ? undefined : JSON.parse(`[${run}]`);
		return Array.isArray(values) ? values : undefined;
	}

	/** The next members of an object that fit into a piece; `undefined` if the first does not. */
	private members(): Array<[string, unknown]> | undefined {
		const run = this.run((last) => this.skipsKey(last));
		const members: unknown = run === undefined ? undefined : JSON.parse(`{${run}}`);
		return isRecord(members) ? Object.entries(members) : undefined;
	}

	/**
	 * The text of the next values with the commas between them, no longer than a piece; `undefined` if the first is longer.
	 * @param toValue moves to the value of the next element; `false` if that is not possible before the given position
	 */
	private run(toValue: (last: number) => boolean): string | undefined {
		const start = this.at;
		const last = start + this.piece;
		let end: number | undefined;
		while (toValue(last)) {
			const next = this.endOfValue(last - this.at);
			if (next === undefined) break;
			end = next;
			this.at = next;
			this.skipBlanks();
			if (!this.takes(CHAR.comma)) break;
			this.skipBlanks();
		}
		this.at = end ?? start;
		return end === undefined ? undefined : this.text.slice(start, end);
	}

	private skipsKey(last: number): boolean {
		if (this.text.charCodeAt(this.at) !== CHAR.quote) return false;
		this.at = endOfString(this.text, this.at) + 1;
		this.skipBlanks();
		if (this.at >= last || !this.takes(CHAR.colon)) return false;
		this.skipBlanks();
		return true;
	}

	/**
	 * End of the value that starts here; `undefined` if it is longer than `limit` characters, truncated or missing.
	 */
	private endOfValue(limit: number): number | undefined {
		const { text } = this;
		const last = Math.min(text.length, this.at + limit);
		let depth = 0;
		for (let at = this.at; at < last; at += 1) {
			const char = text.charCodeAt(at);
			if (char === CHAR.quote) {
				at = endOfString(text, at);
				if (depth === 0) return at - this.at < limit ? at + 1 : undefined;
			} else if (char === CHAR.openObject || char === CHAR.openList) {
				depth += 1;
			} else if (char === CHAR.closeObject || char === CHAR.closeList) {
				// At depth 0, the end of the enclosing list or object also ends a number or keyword.
				if (depth === 0) return at > this.at ? at : undefined;
				depth -= 1;
				if (depth === 0) return at + 1;
			} else if (depth === 0 && (char === CHAR.comma || isBlank(char))) {
				return at > this.at ? at : undefined;
			}
		}
		return undefined;
	}

	private skipBlanks(): void {
		while (isBlank(this.text.charCodeAt(this.at))) this.at += 1;
	}

	private takes(char: number): boolean {
		if (this.text.charCodeAt(this.at) !== char) return false;
		this.at += 1;
		return true;
	}

	private expect(char: number): void {
		this.skipBlanks();
		if (!this.takes(char)) throw this.unexpected();
		this.skipBlanks();
	}

	private unexpected(): SyntaxError {
		return new SyntaxError(`Unexpected token in JSON at position ${this.at}`);
	}
}

/**
 * Position of the quotation mark that ends the string that starts here; the end of the text if there is none. It is
 * searched for, because a long string would take seconds to walk through.
 */
function endOfString(text: string, start: number): number {
	for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
		let before = end;
		while (text.charCodeAt(before - 1) === CHAR.backslash) before -= 1;
		if ((end - before) % 2 === 0) return end;
	}
	return text.length;
}

/** Whether a character is one of the four white space characters of JSON. */
function isBlank(char: number): boolean {
	return char === 0x20 || char === 0x0a || char === 0x0d || char === 0x09;
}
