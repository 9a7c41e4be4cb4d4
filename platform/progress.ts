/** Reports progress to the user. */
export interface Progress {
	/** Prints one line. */
	say(text: string): void;
	/** Updates the current line: rewritten in a terminal, printed at intervals elsewhere. */
	update(text: string): void;
}

/** Interval of updates in milliseconds if the line cannot be rewritten, e.g. in a CI log. */
const LOG_EVERY_MS = 15_000;

/** Reports progress on stderr, so that stdout contains only results. */
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
