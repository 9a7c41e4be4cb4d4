import { mapYielding } from '../../shared/core/eventLoop';
import type { Word } from '../../shared/transcript/model';
import { spaceReader } from '../../shared/transcript/spacing';
import { channelOf, toConfidence, toSeconds } from '../../shared/transcript/values';
import type { Piece, Result } from '../api/schemas';

/** Speechmatics' label of an unknown speaker. */
const UNKNOWN_SPEAKER = 'UU';

/** A word before it is known whether it has a space before it. */
export interface Token {
	word: Omit<Word, 'spaceBefore'>;
	/** Which neighbouring words it is joined to without a space. */
	attaches: 'previous' | 'next' | 'both' | 'none';
	language: string | null;
	/** Set for the words of an entity, whose written form has its own spaces. */
	spaceBefore?: boolean;
}

/** The words of one result: those of the written form of an entity, else one; none for a result without content. */
export function toTokens(result: Result): Token[] {
	const channel = channelOf(result.channel);
	const first = result.alternatives?.[0];
	const written = result.written_form ?? [];
	if (result.type !== 'entity' || written.length === 0) {
		const token = toToken(result, channel, result.entity_class ?? undefined);
		return token ? [token] : [];
	}
	const spaceBefore = spaceReader(first?.content ?? '');
	const tokens: Token[] = [];
	for (const piece of written) {
		const token = toToken(piece, channel, result.entity_class ?? 'entity');
		if (!token) continue;
		const spaced = spaceBefore(token.word.text);
		const speaker = token.word.speaker ?? toSpeaker(first?.speaker);
		const word = { ...token.word, speaker };
		// The space before the entity depends on the previous word, as for any word.
		tokens.push(tokens.length === 0 || !first ? { ...token, word } : { ...token, word, spaceBefore: spaced });
	}
	return tokens;
}

function toToken(piece: Piece, channel: string | null, entity: string | undefined): Token | undefined {
	const best = piece.alternatives?.[0];
	if (!best) return undefined;
	const isMark = piece.type === 'punctuation';
	const start = toSeconds(piece.start_time);
	return {
		word: {
			text: best.content,
			start,
			end: Math.max(start, toSeconds(piece.end_time)),
			confidence: toConfidence(best.confidence),
			speaker: toSpeaker(best.speaker),
			channel,
			kind: isMark ? 'punctuation' : 'word',
			timing: 'exact',
			...(best.tags && best.tags.length > 0 ? { tags: [...best.tags] } : {}),
			...(entity === undefined ? {} : { entity }),
		},
		attaches: isMark ? attachesTo(piece.attaches_to) : 'none',
		language: best.language ?? null,
	};
}

function toSpeaker(label: string | null | undefined): string | null {
	return !label || label === UNKNOWN_SPEAKER ? null : label;
}

function attachesTo(value: string | null | undefined): Token['attaches'] {
	return value === 'next' || value === 'both' || value === 'none' ? value : 'previous';
}

/** What separates words in a language: a space, or nothing as in Chinese and Japanese. */
export type Delimiter = (language: string | null) => string;

/** The words with their spaces, by `attaches_to`, the delimiter of the language, and the previous word of the channel. */
export async function toWords(
	tokens: readonly Token[],
	delimiter: Delimiter,
	transcriptLanguage: string | null,
): Promise<Word[]> {
	const before = new Map<string | null, Token>();
	return await mapYielding(tokens, (given, index) => {
		const previous = before.get(given.word.channel);
		const token = inheritSpeaker(given, previous);
		const { word, language } = token;
		before.set(word.channel, token);
		const own = language !== null && language !== transcriptLanguage;
		return {
			...word,
			spaceBefore: token.spaceBefore ?? (index > 0 && isSpaced(previous, token, delimiter)),
			...(own ? { language } : {}),
		};
	});
}

/** A mark without a speaker gets that of its word; otherwise captions would put it after another word. */
function inheritSpeaker(token: Token, previous: Token | undefined): Token {
	const joins = token.attaches === 'previous' || token.attaches === 'both';
	if (!previous || !joins || token.word.speaker !== null) return token;
	return { ...token, word: { ...token.word, speaker: previous.word.speaker } };
}

function isSpaced(previous: Token | undefined, token: Token, delimiter: Delimiter): boolean {
	if (token.attaches === 'previous' || token.attaches === 'both') return false;
	if (previous?.attaches === 'next' || previous?.attaches === 'both') return false;
	if (delimiter(token.language) !== '') return true;
	// Between two languages, the one with spaces decides.
	return previous !== undefined && delimiter(previous.language) !== '';
}

/**
 * Words of several channels in the order of time, so that answers follow questions; each mark stays with its word.
 * Without channels, the order of Speechmatics is kept.
 */
export function inOrder(tokens: Token[]): Token[] {
	if (!tokens.some(({ word }) => word.channel !== null)) return tokens;
	const units: Token[][] = [];
	const open = new Map<string | null, Token[]>();
	for (const token of tokens) {
		const unit = open.get(token.word.channel);
		const last = unit?.at(-1);
		const joins =
			token.attaches === 'previous' ||
			token.attaches === 'both' ||
			last?.attaches === 'next' ||
			last?.attaches === 'both';
		if (unit && joins) {
			unit.push(token);
		} else {
			const fresh = [token];
			units.push(fresh);
			open.set(token.word.channel, fresh);
		}
	}
	const start = (unit: readonly Token[]) => unit[0]?.word.start ?? 0;
	return units.sort((a, b) => start(a) - start(b)).flat();
}
