import { languageTag } from './language';
import type { Word } from './model';

/**
 * Sounds that fill a pause. Sounds that answer, e.g. `mhm`, and words with another meaning, e.g. `like`, are not
 * listed.
 */
const FILLERS: Readonly<Record<string, string>> = {
	af: 'uh uhm um eh ehm',
	cs: 'ehm eee hmm',
	da: 'øh øhm hmm',
	de: 'äh ähh ähm ähem öh öhm ehm hm hmm',
	en: 'uh uhh uhm um umm er erm hm hmm',
	es: 'eh eeh em emm ehm mmm',
	fi: 'öö ööö hmm',
	fr: 'euh euhm heu hum hmm',
	hu: 'öö ööö hmm',
	id: 'ee eee eh em emm ehm hm hmm',
	it: 'ehm uhm mh mmm',
	ja: 'えー えーと えーっと えっと ええと あのー',
	ko: '음 으음',
	ms: 'eh em emm ehm hm hmm',
	nl: 'eh uh uhm ehm hm hmm',
	no: 'eh øh hmm',
	nb: 'eh øh hmm',
	pl: 'yyy eee yhm hmm',
	pt: 'hum ahn ãh ahm hmm',
	ru: 'э ээ эээ эм хм ммм',
	sv: 'eh öh hmm',
	tr: 'ıı ııı hmm',
	zh: '呃',
};

/** Sounds that are a word in no language of the list, for a transcript without a known language. */
const ANYWHERE = 'uhm ehm erm hmm umm ähm';

/** Languages whose speakers use the English fillers as well. */
const LIKE_ENGLISH = new Set(['zu', 'xh', 'st', 'tn', 'nso', 'ss', 've', 'ts', 'nr']);

/** The label of Speechmatics for a filler. */
const FILLER_TAG = 'disfluency';

const EDGES = /^[^\p{L}\p{N}]+|(?<![^\p{L}\p{N}])[^\p{L}\p{N}]+$/gu;

/**
 * Returns a function that checks whether a word is a hesitation sound, by the vendor's label or by the list of its
 * language.
 */
export function createFillerTest(language: string | null): (word: Word) => boolean {
	const lists = new Map<string | null, ReadonlySet<string>>();
	return (word) => {
		if (word.kind !== 'word') return false;
		if (word.tags?.includes(FILLER_TAG) === true) return true;
		const spoken = word.language ?? language;
		let list = lists.get(spoken);
		if (list === undefined) {
			list = fillersOf(spoken);
			lists.set(spoken, list);
		}
		return list.has(word.text.replace(EDGES, '').toLowerCase());
	};
}

function fillersOf(code: string | null): ReadonlySet<string> {
	const language = languageTag(code)?.split('-')[0] ?? '';
	const known = LIKE_ENGLISH.has(language) ? FILLERS.en : FILLERS[language === 'cmn' ? 'zh' : language];
	return new Set((known ?? ANYWHERE).split(' '));
}
