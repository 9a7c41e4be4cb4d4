import type { Result } from '../model';
import { toTurns } from './sentences';

/**
 * `format=txt`: plain text. Turns start with `SPEAKER: …` if speakers are separated, and with `<channel>: ` if channels
 * are separated, as in the vendor's own formatter.
 */
export function toText(results: readonly Result[]): string {
	const turns = toTurns(results);
	if (turns.some((turn) => turn.channel !== null)) {
		return turns.map((turn) => `${turn.channel ?? ''}: ${turn.text}`).join('\n');
	}
	if (turns.every((turn) => turn.speaker === null || turn.speaker === 'UU')) {
		return turns.map((turn) => turn.text).join(' ');
	}
	return turns.map((turn) => `SPEAKER: ${turn.speaker ?? 'UU'}\n${turn.text}`).join('\n');
}
