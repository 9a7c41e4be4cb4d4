import type { Insights, Segment, Transcript, Word } from '../../../nodes/shared/transcript/model';
import type { TranscriptResponse } from '../../../nodes/shared/transcript/response';
import type { Accepts, Expect, Not, OptionalKeys, Same } from '../../support/types';

/** A word of a vendor that provides as little as possible. */
interface BareWord {
	text: string;
	start: number;
	end: number;
	confidence: null;
	speaker: null;
	channel: null;
	kind: 'word';
	timing: 'estimated';
	spaceBefore: boolean;
}

/** A transcript of such a vendor. */
interface BareTranscript {
	vendor: string;
	jobId: string;
	language: null;
	duration: null;
	text: string;
	confidence: null;
	words: BareWord[];
	segments: never[];
	insights: Record<never, never>;
}

type With<T, Changes> = Omit<T, keyof Changes> & Changes;

export type TranscriptChecks = [
	// What the vendor does not provide is null, or an empty list. Vendors do not know what the recording is called here.
	Expect<Same<OptionalKeys<Transcript>, 'recording'>>,
	Expect<Same<Transcript['words'], Word[]>>,
	Expect<Same<Transcript['segments'], Segment[]>>,
	Expect<Same<Transcript['insights'], Insights>>,
	Expect<Same<Transcript['text'], string>>,
	Expect<Same<Transcript['language'], string | null>>,
	Expect<Same<Transcript['duration'], number | null>>,
	Expect<Same<Transcript['confidence'], number | null>>,
	Expect<Accepts<Transcript, BareTranscript>>,
	Expect<Not<Accepts<Transcript, Omit<BareTranscript, 'language'>>>>,
	Expect<Not<Accepts<Transcript, With<BareTranscript, { language: undefined }>>>>,
	Expect<Not<Accepts<Transcript, With<BareTranscript, { words: null }>>>>,
	Expect<Not<Accepts<Transcript, With<BareTranscript, { text: null }>>>>,
	// The vendor's response is returned with the same transcript.
	Expect<Same<TranscriptResponse['transcript'], Transcript>>,
];

export type WordChecks = [
	Expect<Same<Word['kind'], 'word' | 'punctuation'>>,
	Expect<Same<Word['timing'], 'exact' | 'estimated'>>,
	Expect<Same<Word['confidence'], number | null>>,
	Expect<Same<Word['speaker'], string | null>>,
	Expect<Same<Word['channel'], string | null>>,
	Expect<Same<OptionalKeys<Word>, 'language' | 'tags' | 'entity'>>,
	Expect<Accepts<Word, BareWord>>,
	// Every word has a time, which is estimated if the vendor provides times for segments only.
	Expect<Not<Accepts<Word, With<BareWord, { start: null }>>>>,
	Expect<Not<Accepts<Word, Omit<BareWord, 'timing'>>>>,
	Expect<Not<Accepts<Word, With<BareWord, { kind: 'silence' }>>>>,
];

export type SegmentChecks = [
	Expect<Same<Segment['words'], { from: number; to: number }>>,
	Expect<Same<Segment['speaker'], string | null>>,
	Expect<Same<OptionalKeys<Segment>, 'language' | 'emotion' | 'sentiment' | 'translations' | 'extras'>>,
];

export type InsightsChecks = [
	// Each insight is present only if the vendor provides it.
	Expect<Same<OptionalKeys<Insights>, keyof Insights>>,
	Expect<
		Same<
			keyof Insights,
			| 'summary'
			| 'chapters'
			| 'topics'
			| 'sentiment'
			| 'entities'
			| 'keyPhrases'
			| 'translations'
			| 'audioEvents'
			| 'contentSafety'
			| 'actionItems'
			| 'languages'
			| 'warnings'
			| 'other'
		>
	>,
	Expect<Same<NonNullable<Insights['sentiment']>[number]['sentiment'], 'positive' | 'neutral' | 'negative'>>,
];
