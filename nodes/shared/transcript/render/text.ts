import { Breather } from '../../items/slices';
import type { Transcript } from '../model';
import { turnsOf } from '../segments';

/** The words alone: the vendor's running text, or one line a turn where it gives none. */
export async function renderText(transcript: Transcript): Promise<string> {
	if (transcript.text.trim() !== '') return transcript.text;
	const breather = new Breather();
	const lines: string[] = [];
	for (const turn of await turnsOf(transcript)) {
		await breather.pause();
		lines.push(turn.text.trim());
	}
	return lines.filter((line) => line !== '').join('\n');
}
