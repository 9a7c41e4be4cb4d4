import { EventLoopYielder } from '../../core/eventLoop';
import { oneLine } from '../../core/oneLine';
import type { Transcript } from '../model';
import { turnsOf } from '../segments';
import { clock } from './clock';
import { paragraphsOf } from './paragraphs';
import { voicesOf } from './speakers';

export interface DialogueOptions {
	/** `[00:01:05]` before each line. Default: on. */
	times?: boolean;
	/** `Speaker A:` before each line, if the vendor identifies speakers or channels. Default: on. */
	speakers?: boolean;
}

/**
 * One line per turn, `[00:01:05] Speaker A: …`; a long turn is split into several lines at sentence ends. White space
 * within a turn is collapsed, so that no text can look like a separate line.
 */
export async function renderDialogue(
	transcript: Transcript,
	{ times = true, speakers = true }: DialogueOptions = {},
): Promise<string> {
	const yielder = new EventLoopYielder();
	const turns = await turnsOf(transcript);
	const voices = voicesOf(turns);
	const lines: string[] = [];
	for (const turn of turns) {
		await yielder.pause();
		const label = speakers ? (voices.list[voices.indexOf(turn)]?.label ?? null) : null;
		for (const { start, text } of await paragraphsOf(transcript, turn, yielder)) {
			const time = times ? `[${clock(start)}] ` : '';
			const who = label === null ? '' : `${oneLine(label)}: `;
			lines.push(`${time}${who}${oneLine(text)}`);
		}
	}
	return lines.join('\n');
}
