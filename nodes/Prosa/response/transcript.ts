import { mapChecked } from '../../shared/transcript/check';
import type { Insights, Transcript } from '../../shared/transcript/model';
import { spreadSegments, type TimedSegment } from '../../shared/transcript/timedSegments';
import { dropUndefined, toSeconds } from '../../shared/transcript/values';
import { identity } from '../api/identity';
import { languageCode } from '../api/languages';
import { segmentSchema, type ProsaSegment, type ProsaSubmitAnswer } from '../api/schemas';

/** Stands for the ID in the answer of a waiting call that has none. */
export const NO_JOB = 'short-audio';

interface Piece {
	isFinal: boolean;
	channel: number;
	segment: TimedSegment;
}

/**
 * The vendor-neutral transcript of a complete job. Prosa.ai times segments only, so the words are spread over them.
 * Segments stand in order of time; the text is channel by channel, as the vendor advises. Partial results (no time,
 * superseded by later ones) are left out, and kept under `insights.other` where the job was asked for them.
 * @throws MisfitError
 */
export async function toTranscript(raw: ProsaSubmitAnswer): Promise<Transcript> {
	const pieces = await mapChecked(raw.result?.data ?? raw.data, 'result.data', segmentSchema, toPiece);
	const final = pieces.filter(({ isFinal }) => isFinal);
	const severalChannels = (raw.request?.channels ?? 1) > 1 || final.some(({ channel }) => channel > 0);
	const { words, segments } = await spreadSegments(
		// A channel says something only where there are several.
		final.map(({ segment }) => (severalChannels ? segment : { ...segment, channel: null })),
	);
	const end = segments.reduce((last, segment) => Math.max(last, segment.end), 0);
	const duration = raw.request?.duration;
	return {
		vendor: identity.id,
		jobId: raw.job_id ?? NO_JOB,
		language: languageCode(raw),
		duration: typeof duration === 'number' ? toSeconds(duration) : segments.length > 0 ? end : null,
		text: textOf(final),
		confidence: null,
		words,
		segments,
		insights: insightsOf(raw, pieces),
	};
}

function toPiece(raw: ProsaSegment): Piece {
	const { transcript, words, final, time_start, time_end, channel, speaker_tag, speaker, ...extras } = raw;
	const who = speaker_tag ?? speaker;
	const start = toSeconds(time_start ?? 0);
	return {
		isFinal: final !== false,
		channel: channel ?? 0,
		segment: dropUndefined({
			speaker: who === null || who === undefined ? null : String(who),
			channel: String(channel ?? 0),
			start,
			end: Math.max(start, toSeconds(time_end ?? 0)),
			text: (transcript ?? words ?? '').trim(),
			confidence: null,
			extras: Object.keys(extras).length === 0 ? undefined : extras,
		}),
	};
}

function textOf(pieces: readonly Piece[]): string {
	return [...pieces]
		.sort((a, b) => a.channel - b.channel || a.segment.start - b.segment.start)
		.map(({ segment }) => segment.text)
		.filter((text) => text !== '')
		.join(' ');
}

/** What the result holds besides its segments: no document shows the shape of the insights. */
function insightsOf(raw: ProsaSubmitAnswer, pieces: readonly Piece[]): Insights {
	const others = Object.fromEntries(Object.entries(raw.result ?? {}).filter(([name]) => name !== 'data'));
	const partial = pieces.filter(({ isFinal }) => !isFinal).map(({ segment }) => segment.text);
	const asked = raw.job_config?.include_partial_results === true;
	const other = { ...others, ...(asked && partial.length > 0 ? { partial_results: partial } : {}) };
	return Object.keys(other).length === 0 ? {} : { other };
}
