import { mapChecked } from '../../shared/transcript/check';
import type { Transcript } from '../../shared/transcript/model';
import { segmentsFromWords } from '../../shared/transcript/segments';
import { joinWords } from '../../shared/transcript/words';
import { identity } from '../api/identity';
import { resultSchema, type SpeechmaticsTranscript } from '../api/schemas';
import { toInsights } from './insights';
import { spokenLanguages, identifiedLanguages } from './language';
import { UnmappedResults } from './unmapped';
import { inOrder, toTokens, toWords, type Delimiter } from './words';

/**
 * The vendor-neutral transcript of a json-v2 response. Punctuation marks are words of their own, entities are in their
 * written form, the speaker `UU` (unknown) becomes `null`. Speechmatics returns no confidence of the whole transcript.
 * Members without a place of their own are kept in `insights.other`.
 * @throws SchemaMismatchError
 */
export async function toTranscript(raw: SpeechmaticsTranscript): Promise<Transcript> {
	const unmapped = new UnmappedResults();
	const perResult = await mapChecked(flat(raw.results), 'results', resultSchema, (result) => {
		const made = toTokens(result);
		unmapped.note(result, made.length > 0);
		return made;
	});
	const ordered = inOrder(perResult.flat());
	const heard = spokenLanguages(ordered);
	const language = languageOf(raw, heard);
	const delimiter = delimiterOf(raw);
	const words = await toWords(ordered, delimiter, language);
	const segments = await segmentsFromWords(words);
	const turnsJoin = delimiter(language) === '' ? '' : ' ';
	return {
		vendor: identity.id,
		jobId: raw.job.id,
		language,
		duration: raw.job.duration ?? null,
		text: segments.length > 1 ? segments.map(({ text }) => text).join(turnsJoin) : joinWords(words),
		confidence: null,
		words,
		segments,
		insights: await toInsights(raw, unmapped.toJson(), heard),
	};
}

/** The first API reference shows the results as a list within a list; live responses are flat. */
function flat(results: readonly unknown[]): unknown[] {
	const [first] = results;
	return results.length === 1 && Array.isArray(first) ? first : [...results];
}

/** The language given with the job, the identified one, or that of most words. */
function languageOf(raw: SpeechmaticsTranscript, heard: readonly string[]): string | null {
	const requested = raw.metadata.transcription_config?.language;
	if (requested && requested !== 'auto' && requested !== 'multi') return requested;
	return identifiedLanguages(raw)[0]?.language ?? heard[0] ?? null;
}

function delimiterOf(raw: SpeechmaticsTranscript): Delimiter {
	const pack = raw.metadata.language_pack_info;
	const byLanguage = pack?.per_language_word_delimiters;
	const common = pack?.word_delimiter ?? ' ';
	return (language) => (language === null ? common : (byLanguage?.[language] ?? common));
}
