import { seededNumber } from '../../core/speech/random';
import type { SpokenWord } from '../../core/speech/words';
import { wordDelimiter, writingDirection } from '../languages';
import type { Alternative, Form, Result } from '../model';
import type { TranscriptionConfig } from '../request/config';
import { rewriteWord } from './filters';
import { spokenForm } from './spoken';

const MARKS = new Set('.,?!。、，！？؟،।');
const SENTENCE_ENDS = new Set('.?!。！？؟।');

const ENTITY_CLASSES: Readonly<Record<string, string>> = {
	date: 'date',
	date_of_birth: 'date',
	time: 'time',
	duration: 'measurement',
	money_amount: 'money',
	phone_number: 'telephone',
	number_sequence: 'cardinal',
	email_address: 'electronic',
};
const DIGIT_BY_DIGIT = new Set(['telephone', 'cardinal']);
const TAGS: Readonly<Record<string, string>> = { filler: 'disfluency', profanity: 'profanity' };

export interface ResultOptions {
	readonly language: string;
	readonly config: TranscriptionConfig;
	/** The label of a voice if speakers are separated. */
	readonly speaker: ((voice: string) => string) | null;
	/** The name of a channel (from 1) if channels are separated. */
	readonly channel: ((channel: number) => string) | null;
}

/** A spoken word without the punctuation around it, and the permitted punctuation after it. */
interface Token {
	readonly spoken: SpokenWord;
	readonly content: string;
	readonly marks: readonly string[];
	readonly volume: number | null;
	readonly tag: string | null;
}

/** Spoken words as words, punctuation and, if requested, entities in chronological order. */
export function toResults(words: readonly SpokenWord[], options: ResultOptions): Result[] {
	const tokens = toTokens(words, options.config);
	const results: Result[] = [];
	let i = 0;
	while (i < tokens.length) {
		const token = tokens[i];
		if (token === undefined) break;
		const run = options.config.enable_entities === true ? entityRun(tokens, i) : 1;
		const group = tokens.slice(i, i + run);
		const last = group.at(-1) ?? token;
		results.push(
			run > 1 || entityClass(token, options) !== null ? toEntity(group, options) : toWord(token, options),
		);
		results.push(...last.marks.map((mark) => toPunctuation(mark, last, options)));
		i += run;
	}
	return results;
}

function toTokens(words: readonly SpokenWord[], config: TranscriptionConfig): Token[] {
	const rewrite = rewriteWord(config);
	const permitted = config.punctuation_overrides?.permitted_marks ?? ['all'];
	const threshold = config.audio_filtering_config?.volume_threshold ?? null;
	const dropFillers = config.transcript_filtering_config?.remove_disfluencies === true;
	return words.flatMap((spoken, i) => {
		if (dropFillers && spoken.mark?.kind === 'filler') return [];
		const volume =
			threshold === null ? null : Number((20 + seededNumber(`${i}:${spoken.text}`) * 60).toFixed(1));
		if (volume !== null && threshold !== null && volume < threshold) return [];
		const parts = /^[^\p{L}\p{N}\p{Sc}]*(.*?)([^\p{L}\p{N}\p{Sc}%]*)$/su.exec(spoken.text);
		const marks = Array.from(parts?.[2] ?? '').filter(
			(mark) => MARKS.has(mark) && (permitted.includes('all') || permitted.includes(mark)),
		);
		const tag = TAGS[spoken.mark?.kind ?? ''] ?? null;
		return [{ spoken, content: rewrite(parts?.[1] ?? spoken.text), marks, volume, tag }];
	});
}

function entityClass(token: Token, { config }: ResultOptions): string | null {
	if (config.enable_entities !== true) return null;
	return ENTITY_CLASSES[token.spoken.mark?.kind ?? ''] ?? null;
}

/** The number of tokens of the entity that starts at `from`; 1 if there is none. */
function entityRun(tokens: readonly Token[], from: number): number {
	const mark = tokens[from]?.spoken.mark;
	if (mark === undefined || ENTITY_CLASSES[mark.kind] === undefined) return 1;
	let length = 1;
	while (tokens[from + length]?.spoken.mark?.run === mark.run) length += 1;
	return length;
}

function toWord(token: Token, options: ResultOptions): Result {
	return {
		alternatives: [alternative(token, token.content, options)],
		...place(token, options),
		end_time: seconds(token.spoken.end),
		start_time: seconds(token.spoken.start),
		type: 'word',
		...volume(token),
	};
}

function toPunctuation(mark: string, token: Token, options: ResultOptions): Result {
	const untagged = alternative({ ...token, tag: null }, mark, options);
	return {
		alternatives: [{ ...untagged, confidence: 1 }],
		attaches_to: 'previous',
		...place(token, options),
		end_time: seconds(token.spoken.end),
		...(SENTENCE_ENDS.has(mark) ? { is_eos: true } : {}),
		start_time: seconds(token.spoken.end),
		type: 'punctuation',
	};
}

function toEntity(group: readonly Token[], options: ResultOptions): Result {
	const first = group[0];
	const last = group.at(-1);
	if (first === undefined || last === undefined) throw new Error('an entity has at least one word');
	const entity_class = entityClass(first, options) ?? 'cardinal';
	// Punctuation within an entity is part of its written form.
	const written = group.map((token, i) => token.content + (i < group.length - 1 ? token.marks.join('') : ''));
	const forms = (contents: readonly string[]): Form[] => {
		const start = first.spoken.start;
		const step = (last.spoken.end - start) / contents.length;
		return contents.map((content, i) => ({
			alternatives: [alternative(first, content, options)],
			end_time: seconds(start + step * (i + 1)),
			start_time: seconds(start + step * i),
			type: 'word',
		}));
	};
	const spoken = written.flatMap((word) =>
		spokenForm(word, { language: options.language, digitByDigit: DIGIT_BY_DIGIT.has(entity_class) }),
	);
	return {
		alternatives: [alternative(first, written.join(wordDelimiter(options.language)), options)],
		...place(first, options),
		end_time: seconds(last.spoken.end),
		entity_class,
		spoken_form: forms(spoken),
		start_time: seconds(first.spoken.start),
		type: 'entity',
		...volume(first),
		written_form: forms(written),
	};
}

function alternative({ spoken, tag }: Token, content: string, options: ResultOptions): Alternative {
	return {
		confidence: Number(spoken.confidence.toFixed(2)),
		content,
		...(writingDirection(options.language) === 'right-to-left'
			? { display: { direction: 'rtl' as const } }
			: {}),
		language: options.language === 'multi' ? 'en' : options.language,
		...(options.channel !== null ? {} : { speaker: options.speaker?.(spoken.speaker) ?? 'UU' }),
		...(tag === null ? {} : { tags: [tag] }),
	};
}

function place({ spoken }: Token, { channel }: ResultOptions): { channel?: string } {
	return channel === null ? {} : { channel: channel(spoken.channel) };
}

function volume(token: Token): { volume?: number } {
	return token.volume === null ? {} : { volume: token.volume };
}

function seconds(ms: number): number {
	return Number((ms / 1000).toFixed(2));
}
