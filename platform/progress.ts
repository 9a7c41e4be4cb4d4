/** Tells a person what is going on. */
export interface Progress {
	/** One finished line. */
	say(text: string): void;
	/** The same line over and over: rewritten in a terminal, printed now and then elsewhere. */
	update(text: string): void;
}

/** How often a moving line is printed where it can't be rewritten (a CI log), in milliseconds. */
const LOG_EVERY_MS = 15_000;

/** Progress on stderr, so that stdout stays free for results. */
export function consoleProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
	let moving = false;
	let lastPrinted = 0;
	return {
		say(text) {
			stream.write(moving ? `\r\u001b[2K${text}\n` : `${text}\n`);
			moving = false;
			lastPrinted = 0;
		},
		update(text) {
			if (stream.isTTY) {
				stream.write(`\r\u001b[2K${text}`);
				moving = true;
			} else if (Date.now() - lastPrinted > LOG_EVERY_MS) {
				stream.write(`${text}\n`);
				lastPrinted = Date.now();
			}
		},
	};
}
