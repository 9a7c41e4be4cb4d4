import type { Transcript } from '../transcript/model';
import { withWords } from './changes';
import { removeFillers } from './fillers';
import type { TimeRange } from './insights';
import { checkEntities, redact, type MuteRange, type RedactionRules } from './redact';
import { replaceWords, type Replacement } from './replace';
import { assignSpeakers, nameSpeakers, type Assignment, type SpeakerName } from './speakers';
import { cut, outside, shift } from './times';

/** What to change, in the order in which it is changed. Absent edits change nothing. */
export interface Edits {
	/** Times are those of the given transcript. */
	assignments?: readonly Assignment[];
	names?: readonly SpeakerName[];
	/** Part that is kept; times are those of the given transcript. */
	keep?: TimeRange | undefined;
	/** Parts that are removed; times are those of the given transcript. */
	remove?: readonly TimeRange[];
	/** Whether what follows a removed part moves to its start. */
	closeGaps?: boolean;
	/** Seconds. */
	shift?: number;
	/** Language of the fillers to remove; `null`: that of the transcript. */
	fillers?: { language: string | null } | undefined;
	replacements?: readonly Replacement[];
	redaction?: RedactionRules | undefined;
}

/** An edited transcript, and what was done. */
export interface Edited {
	transcript: Transcript;
	/** Labels for which there is a name, but no speaker. */
	unknownSpeakers: string[];
	replaced: number;
	fillersRemoved: number;
	redacted: number;
	/** Times of the returned transcript in which the recording says something that is redacted. */
	mute: MuteRange[];
}

/**
 * Applies edits in a fixed order: speakers by time, names, cuts, shift, fillers, replacements, redaction. Text, words,
 * segments and insights of the result agree with each other. Linear in words, and yields to n8n's event loop.
 * @throws NoEntitiesError see `checkEntities`
 */
export async function edit(given: Transcript, edits: Edits): Promise<Edited> {
	const { assignments = [], names = [], keep, remove = [], closeGaps = true, replacements = [] } = edits;
	if (edits.redaction) checkEntities(given, edits.redaction);
	let transcript = await withWords(given);
	if (assignments.length > 0) transcript = await assignSpeakers(transcript, assignments);
	const named = await nameSpeakers(transcript, names);
	transcript = await cut(named.transcript, [...(keep ? outside(keep) : []), ...remove], closeGaps);
	transcript = await shift(transcript, edits.shift ?? 0);
	const plain = edits.fillers
		? await removeFillers(transcript, edits.fillers.language)
		: { transcript, count: 0 };
	const replaced =
		replacements.length > 0 ? await replaceWords(plain.transcript, replacements) : { ...plain, count: 0 };
	const redacted = edits.redaction
		? await redact(replaced.transcript, edits.redaction)
		: { transcript: replaced.transcript, count: 0, mute: [] };
	return {
		transcript: redacted.transcript,
		unknownSpeakers: named.unknown,
		replaced: replaced.count,
		fillersRemoved: plain.count,
		redacted: redacted.count,
		mute: redacted.mute,
	};
}
