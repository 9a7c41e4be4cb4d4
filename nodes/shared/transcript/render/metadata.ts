import { languageName } from '../language';
import type { Transcript } from '../model';
import { length } from './clock';
import type { Voices } from './speakers';

/** A line about the recording: what, and its value. */
export type Fact = readonly [name: string, value: string];

/** What a reader wants to know of a transcript before reading it; unknown things are left out. */
export function factsOf(transcript: Transcript, voices: Voices): Fact[] {
	const facts: Fact[] = [];
	const duration = wholeLength(transcript);
	if (duration > 0) facts.push(['Duration', length(duration)]);
	const languages = languagesOf(transcript);
	if (languages.length > 0)
		facts.push([languages.length > 1 ? 'Languages' : 'Language', languages.join(', ')]);
	const labelled = voices.list.filter(({ label }) => label !== null);
	if (labelled.length > 0) facts.push(['Speakers', String(labelled.length)]);
	let words = 0;
	for (const { kind } of transcript.words) if (kind === 'word') words += 1;
	if (words > 0) facts.push(['Words', words.toLocaleString('en')]);
	if (transcript.confidence !== null) facts.push(['Confidence', percent(transcript.confidence)]);
	facts.push(['Transcribed by', transcript.vendor], ['Job', transcript.jobId]);
	return facts.filter(([, value]) => value !== '');
}

/** Seconds of the recording, or up to the end of what is heard in it where the vendor gives no length. */
export function wholeLength(transcript: Pick<Transcript, 'duration' | 'words' | 'segments'>): number {
	const lastWord = transcript.words.at(-1)?.end ?? 0;
	const lastSegment = transcript.segments.reduce((end, segment) => Math.max(end, segment.end), 0);
	return Math.max(transcript.duration ?? 0, lastWord, lastSegment);
}

/** `0.9314` as `93%`. */
export function percent(share: number): string {
	return `${Math.round(share * 100)}%`;
}

function languagesOf({ language, insights }: Transcript): string[] {
	const heard = insights.languages?.map((each) => each.language) ?? [];
	const codes = heard.length > 1 ? heard : language === null ? heard : [language];
	return [...new Set(codes)].map(languageName);
}
