import { mapChecked } from '../../shared/transcript/check';
import type { Insights, Transcript } from '../../shared/transcript/model';
import { spreadSegments, type TimedSegment } from '../../shared/transcript/timedSegments';
import { dropUndefined, toSeconds } from '../../shared/transcript/values';
import { identity } from '../api/identity';
import { languageCode } from '../api/languages';
import { segmentSchema, type ProsaSegment, type ProsaSubmitResponse } from '../api/schemas';

/** Job ID for a response to a server-side wait that has none. */
export const NO_JOB = 'short-audio';

interface Piece {
	isFinal: boolean;
	channel: number;
	segment: TimedSegment;
}

/**
 * The vendor-neutral transcript of a complete job. Prosa.ai returns times of segments only, so the words are spread
 * over them. Segments are in order of time; the text is channel by channel, as the vendor recommends. Partial results
 * (without times, superseded by later ones) are omitted, and kept in `insights.other` if the job requested them.
 * @throws SchemaMismatchError
 */
export async function toTranscript(raw: ProsaSubmitResponse): Promise<Transcript> {
	const pieces = await mapChecked(raw.result?.data ?? raw.data, 'result.data', segmentSchema, toPiece);
	const final = pieces.filter(({ isFinal }) => isFinal);
	const severalChannels = (raw.request?.channels ?? 1) > 1 || final.some(({ channel }) => channel > 0);
	const { words, segments } = await spreadSegments(
		// A single channel is not worth naming.
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

/** The members of the result other than its segments; the form of the insights is not documented. */
function insightsOf(raw: ProsaSubmitResponse, pieces: readonly Piece[]): Insights {
	const others = Object.fromEntries(Object.entries(raw.result ?? {}).filter(([name]) => name !== 'data'));
	const partial = pieces.filter(({ isFinal }) => !isFinal).map(({ segment }) => segment.text);
	const asked = raw.job_config?.include_partial_results === true;
	const other = { ...others, ...(asked && partial.length > 0 ? { partial_results: partial } : {}) };
	return Object.keys(other).length === 0 ? {} : { other };
}
