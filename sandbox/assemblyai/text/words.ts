import type { Speech, SpokenWord } from '../../core/speech/words';
import type { Source, Word } from '../model';
import type { Params } from '../request/params';

/** The words of a transcript before redaction: trimmed, cleaned, spelled and labelled according to the parameters. */
export function transcriptWords(
	speech: Speech,
	params: Params,
	options: { speakerLabels: boolean },
): Source[] {
	const from = params.audio_start_from ?? 0;
	const to = params.audio_end_at ?? Number.POSITIVE_INFINITY;
	const kept = speech.words.filter(
		(word) =>
			word.start >= from && word.end <= to && (params.disfluencies === true || word.mark?.kind !== 'filler'),
	);
	const speakers = speakerNames(kept, params);
	return respell(kept, params).map((spoken) => ({
		spoken,
		word: label(formatted(spoken, params), spoken, params, {
			speaker: options.speakerLabels ? (speakers.get(spoken.speaker) ?? 'A') : null,
		}),
	}));
}

/** `A`, `B`, … in order of appearance; voices that exceed the expected number get the last label. */
function speakerNames(words: readonly SpokenWord[], params: Params): Map<string, string> {
	const most = params.speakers_expected ?? params.speaker_options?.max_speakers_expected ?? 26;
	const names = new Map<string, string>();
	for (const { speaker } of words) {
		if (names.has(speaker)) continue;
		names.set(speaker, String.fromCharCode(65 + Math.min(names.size, most - 1)));
	}
	return names;
}

function label(text: string, spoken: SpokenWord, params: Params, labels: { speaker: string | null }): Word {
	const { start, end, confidence } = spoken;
	const channel = String(spoken.channel);
	if (params.multichannel === true) {
		const speaker = labels.speaker === null ? channel : `${channel}${labels.speaker}`;
		return { text, start, end, confidence, channel, speaker };
	}
	if (params.dual_channel === true) return { text, start, end, confidence, channel, speaker: null };
	return { text, start, end, confidence, speaker: labels.speaker };
}

function formatted(spoken: SpokenWord, params: Params): string {
	let { text } = spoken;
	if (params.filter_profanity === true && spoken.mark?.kind === 'profanity') {
		text = text.replace(
			/^(\p{L})(\p{L}*)/u,
			(_, first: string, rest: string) => first + '*'.repeat(rest.length),
		);
	}
	if (params.punctuate === false) text = text.replace(/^["'(]+|[.,;:?!)"']+$/gu, '');
	if (params.format_text === false) text = text.toLowerCase();
	return text;
}

/** Custom spelling: `from` is case-insensitive and has one or several words; punctuation after it is kept. */
function respell(words: readonly SpokenWord[], params: Params): SpokenWord[] {
	const rules = (params.custom_spelling ?? []).flatMap(({ from, to }) =>
		from.map((each) => ({ from: each.toLowerCase().trim().split(/\s+/u), to: to.trim() })),
	);
	const result: SpokenWord[] = [];
	let i = 0;
	while (i < words.length) {
		const rule = rules.find(({ from }) => from.every((part, k) => bare(words[i + k]?.text ?? '') === part));
		const first = words[i];
		const last = words[i + (rule?.from.length ?? 1) - 1];
		if (first === undefined || last === undefined) break;
		if (rule === undefined) {
			result.push(first);
		} else {
			const after = /[^\p{L}\p{N}]*$/u.exec(last.text)?.[0] ?? '';
			result.push({ ...first, text: rule.to + after, end: last.end });
		}
		i += rule?.from.length ?? 1;
	}
	return result;
}

/** A word in lowercase without the punctuation around it. */
export function bare(text: string): string {
	return text.toLowerCase().replace(/^[^\p{L}\p{N}#*[]+|[^\p{L}\p{N}#*\]]+$/gu, '');
}
