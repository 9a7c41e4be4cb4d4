import type { Notes } from '../../core/speech/words';
import type { Utterance, Word } from '../model';
import type { UnderstandingRequest } from '../request/params';
import { toUtterances } from '../text/utterances';
import { actionItems, understandingSummary } from './digest';
import { formatText, formattings } from './formatting';
import { renameSpeakers, speakerMapping } from './speakers';
import { translateWords } from './translation';

export interface Understood {
	/** The content of `speech_understanding.response`: one member per task, in the order of the request. */
	response: Record<string, unknown>;
	words: Word[];
	utterances: Utterance[] | null;
	translatedTexts: Record<string, string> | null;
}

/** Executes the tasks of `speech_understanding.request`; speakers are renamed before texts are translated or formatted. */
export function understand(
	request: UnderstandingRequest,
	transcript: { words: Word[]; utterances: Utterance[] | null; text: string; notes: Notes | null },
): Understood {
	const mapping = isSet(request.speaker_identification)
		? speakerMapping(transcript.words, request.speaker_identification)
		: null;
	const words = mapping === null ? transcript.words : renameSpeakers(transcript.words, mapping);
	let utterances = transcript.utterances === null ? null : toUtterances(words);
	let translatedTexts: Record<string, string> | null = null;
	const response: Record<string, unknown> = {};
	for (const task of Object.keys(request)) {
		if (task === 'speaker_identification' && mapping !== null) {
			response[task] = { mapping, effort: 'low', status: 'success' };
		} else if (task === 'translation' && isSet(request.translation)) {
			const languages = request.translation.target_languages;
			translatedTexts = byLanguage(languages, (to) => translateWords(words, to, transcript.notes));
			if (request.translation.match_original_utterance === true && utterances !== null) {
				utterances = utterances.map((utterance) => ({
					...utterance,
					translated_texts: byLanguage(languages, (to) =>
						translateWords(words, to, transcript.notes, utterance),
					),
				}));
			}
			response[task] = { status: 'success' };
		} else if (task === 'custom_formatting' && isSet(request.custom_formatting)) {
			const formats = formattings(transcript.text, request.custom_formatting);
			const formatted = utterances?.map(({ speaker, text, confidence, start, end }) => ({
				speaker,
				text: formatText(text, formats),
				confidence,
				start,
				end,
			}));
			response[task] = {
				mapping: formats,
				formatted_text: formatText(transcript.text, formats),
				...(request.custom_formatting.format_utterances === true && formatted !== undefined
					? { formatted_utterances: formatted }
					: {}),
				status: 'success',
			};
		} else if (task === 'summarization' && isSet(request.summarization)) {
			response[task] = understandingSummary(words, transcript.notes, request.summarization);
		} else if (task === 'action_items' && isSet(request.action_items)) {
			response[task] = actionItems(words, request.action_items);
		}
	}
	return { response, words, utterances, translatedTexts };
}

function byLanguage(languages: readonly string[], translate: (to: string) => string): Record<string, string> {
	return Object.fromEntries(languages.map((language) => [language, translate(language)]));
}

function isSet<T>(value: T | null | undefined): value is T {
	return value !== undefined && value !== null;
}
