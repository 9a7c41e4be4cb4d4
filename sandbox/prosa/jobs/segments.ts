import { toSentences, type Sentence, type Speech, type SpokenWord } from '../../core/speech/words';
import type { Settings } from '../settings';
import type { SubmitConfig } from './submit';

type SegmentSettings = Pick<
	Settings,
	'segmentText' | 'segmentSpeaker' | 'singleSpeaker' | 'segmentChannel' | 'segmentOrder'
>;

/** `result.data` of a job: one item per sentence, preceded by partial items (with times 0) if they were requested. */
export function toSegments(
	speech: Speech,
	config: Pick<
		SubmitConfig,
		'speaker_count' | 'include_filler' | 'include_partial_results' | 'auto_punctuation'
	>,
	settings: SegmentSettings,
): Array<Record<string, unknown>> {
	const words = config.include_filler
		? speech.words
		: speech.words.filter((word) => word.mark?.kind !== 'filler');
	const count = config.speaker_count ?? 0;
	const included = count > 1 || (count === 1 && settings.singleSpeaker === 'included');
	const tags = speakerTags(words, count);
	const segments: Array<Record<string, unknown>> = [];
	for (const sentence of ordered(sentencesByChannel(words), settings.segmentOrder)) {
		const text = config.auto_punctuation === true ? sentence.text : withoutPunctuation(sentence.text);
		const channel = settings.segmentChannel === 'present' ? { channel: sentence.channel - 1 } : {};
		const speaker = included ? { [settings.segmentSpeaker]: tags.get(sentence.speaker) ?? 1 } : {};
		if (config.include_partial_results) {
			const partial = text.split(' ').slice(0, 2).join(' ');
			segments.push({
				[settings.segmentText]: partial,
				final: false,
				time_start: 0,
				time_end: 0,
				...channel,
				...speaker,
			});
		}
		segments.push({
			[settings.segmentText]: text,
			final: true,
			time_start: sentence.start / 1000,
			time_end: sentence.end / 1000,
			...channel,
			...speaker,
		});
	}
	return segments;
}

/** Channels are transcribed separately: speech on another channel does not interrupt a sentence. */
function sentencesByChannel(words: readonly SpokenWord[]): Sentence[] {
	const channels = [...new Set(words.map((word) => word.channel))].sort((a, b) => a - b);
	return channels.flatMap((channel) => toSentences(words.filter((word) => word.channel === channel)));
}

/** `mixed`: by number within the channel, starting with the last channel. Clients must not rely on this order. */
function ordered(sentences: readonly Sentence[], order: Settings['segmentOrder']): Sentence[] {
	if (order === 'sorted') return [...sentences];
	const counts = new Map<number, number>();
	const numbered = sentences.map((sentence) => {
		const number = counts.get(sentence.channel) ?? 0;
		counts.set(sentence.channel, number + 1);
		return { sentence, number };
	});
	return numbered
		.sort((a, b) => a.number - b.number || b.sentence.channel - a.sentence.channel)
		.map(({ sentence }) => sentence);
}

/** Speakers are numbered from 1 in order of appearance, up to the requested number. */
function speakerTags(words: readonly SpokenWord[], count: number): Map<string, number> {
	const tags = new Map<string, number>();
	for (const { speaker } of words) {
		if (!tags.has(speaker)) tags.set(speaker, (tags.size % Math.max(1, count)) + 1);
	}
	return tags;
}

function withoutPunctuation(text: string): string {
	return text.replace(/[.,!?;:]+(?=\s|$)/gu, '');
}
