import type { Result } from '../model';
import { toTurns } from './sentences';

/**
 * `format=txt`: running text, turns under `SPEAKER: …` where speakers are told apart, after `<channel>: ` where
 * channels are (as the vendor's own formatter has it).
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
