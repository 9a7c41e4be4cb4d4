import { languageName } from '../language';
import type { Transcript } from '../model';
import { readableDuration } from './clock';
import type { Voices } from './speakers';

/** A property of the recording, for readers. */
export type MetadataEntry = readonly [name: string, value: string];

/** What a reader wants to know about a transcript before reading it; unknown values are omitted. */
export function metadataEntries(transcript: Transcript, voices: Voices): MetadataEntry[] {
	const entries: MetadataEntry[] = [];
	const duration = totalDuration(transcript);
	if (duration > 0) entries.push(['Duration', readableDuration(duration)]);
	const languages = languagesOf(transcript);
	if (languages.length > 0)
		entries.push([languages.length > 1 ? 'Languages' : 'Language', languages.join(', ')]);
	const labelled = voices.list.filter(({ label }) => label !== null);
	if (labelled.length > 0) entries.push(['Speakers', String(labelled.length)]);
	let words = 0;
	for (const { kind } of transcript.words) if (kind === 'word') words += 1;
	if (words > 0) entries.push(['Words', words.toLocaleString('en')]);
	if (transcript.confidence !== null) entries.push(['Confidence', percent(transcript.confidence)]);
	entries.push(['Transcribed by', transcript.vendor], ['Job ID', transcript.jobId]);
	return entries.filter(([, value]) => value !== '');
}

/** Duration of the recording in seconds, or the end of the last word or segment if the vendor provides no duration. */
export function totalDuration(transcript: Pick<Transcript, 'duration' | 'words' | 'segments'>): number {
	const lastWord = transcript.words.at(-1)?.end ?? 0;
	const lastSegment = transcript.segments.reduce((end, segment) => Math.max(end, segment.end), 0);
	return Math.max(transcript.duration ?? 0, lastWord, lastSegment);
}

/** `0.9314` as `93%`. */
export function percent(share: number): string {
	return `${Math.round(share * 100)}%`;
}

function languagesOf({ language, insights }: Transcript): string[] {
	const detected = insights.languages?.map((each) => each.language) ?? [];
	const codes = detected.length > 1 ? detected : language === null ? detected : [language];
	return [...new Set(codes)].map(languageName);
}
