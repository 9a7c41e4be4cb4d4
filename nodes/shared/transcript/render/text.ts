import { EventLoopYielder } from '../../core/eventLoop';
import type { Transcript } from '../model';
import { turnsOf } from '../segments';

/** The spoken text only: the vendor's running text, or one line per turn if it provides none. */
export async function renderText(transcript: Transcript): Promise<string> {
	if (transcript.text.trim() !== '') return transcript.text;
	const yielder = new EventLoopYielder();
	const lines: string[] = [];
	for (const turn of await turnsOf(transcript)) {
		await yielder.pause();
		lines.push(turn.text.trim());
	}
	return lines.filter((line) => line !== '').join('\n');
}
