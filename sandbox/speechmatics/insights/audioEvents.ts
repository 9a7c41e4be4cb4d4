import { seededNumber } from '../../core/speech/random';

export const EVENT_TYPES = ['applause', 'laughter', 'music'] as const;

interface AudioEvent {
	type: string;
	start_time: number;
	end_time: number;
	confidence: number;
	channel?: string;
}

/** One generated event per type, always the same for a recording; on the first channel if channels are separated. */
export function audioEvents(options: {
	types: readonly string[];
	seed: string;
	/** Seconds. */
	duration: number;
	channel: string | null;
}) {
	const { duration, channel } = options;
	const events = options.types
		.map((type): AudioEvent => {
			const random = seededNumber(`${options.seed}:${type}`);
			const start = round(random * duration * 0.9);
			return {
				type,
				start_time: start,
				end_time: round(Math.min(duration, start + 0.5)),
				confidence: round(0.6 + random * 0.39),
				...(channel === null ? {} : { channel }),
			};
		})
		.sort((a, b) => a.start_time - b.start_time);
	const summary = Object.fromEntries(
		events.map(({ type, start_time, end_time }) => [
			type,
			{ count: 1, total_duration: round(end_time - start_time) },
		]),
	);
	return {
		audio_events: events,
		audio_event_summary: { overall: summary, channels: channel === null ? {} : { [channel]: summary } },
	};
}

function round(value: number): number {
	return Number(value.toFixed(2));
}
