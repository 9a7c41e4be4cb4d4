import { createHash } from 'node:crypto';
import type { Speech } from '../../core/speech/words';
import type { TranscriptionConfig } from '../request/config';

export interface Speakers {
	/** The label of a voice. */
	label(voice: string): string;
	/** The `speakers` of the transcript, for `get_speakers`. */
	readonly list: ReadonlyArray<{ label: string; speaker_identifiers: string[] }>;
}

/**
 * `S1`, `S2`, … in order of appearance; voices with an identifier in the config get its label. In the sandbox, an
 * identifier represents a voice of one recording.
 */
export function nameSpeakers(speech: Speech, seed: string, config: TranscriptionConfig): Speakers {
	const known = new Map(
		(config.speaker_diarization_config?.speakers ?? []).flatMap(({ label, speaker_identifiers }) =>
			speaker_identifiers.map((identifier) => [identifier, label]),
		),
	);
	const labels = new Map<string, string>();
	const list: Array<{ label: string; speaker_identifiers: string[] }> = [];
	for (const { speaker: voice } of speech.words) {
		if (labels.has(voice)) continue;
		const identifier = createHash('sha256').update(`${seed}:${voice}`).digest('base64');
		const label = known.get(identifier) ?? `S${labels.size + 1}`;
		labels.set(voice, label);
		list.push({ label, speaker_identifiers: [identifier] });
	}
	return { label: (voice) => labels.get(voice) ?? 'UU', list };
}

/** The name of a channel (from 1): its label or its number. Additional labels are ignored. */
export function channelName(
	config: TranscriptionConfig,
	pattern: 'Channel 1' | 'channel_1',
): (channel: number) => string {
	return (channel) =>
		config.channel_diarization_labels?.[channel - 1] ?? pattern.replace('1', String(channel));
}
