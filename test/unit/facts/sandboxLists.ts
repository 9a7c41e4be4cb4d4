import { LANGUAGE_CODES } from '../../../sandbox/assemblyai/request/languages';
import { SPEECH_MODELS } from '../../../sandbox/assemblyai/request/rules';
import { LANGUAGES as BOTLHALE_LANGUAGES } from '../../../sandbox/botlhale/languages';
import { LANGUAGE_PACKS } from '../../../sandbox/speechmatics/languages';

const codes = (packs: typeof LANGUAGE_PACKS) => packs.map(({ code }) => code);

/** The lists of facts that the sandbox has too, by vendor. */
export const sandboxLists: Readonly<Record<string, Readonly<Record<string, Iterable<string>>>>> = {
	assemblyai: { languages: LANGUAGE_CODES, models: SPEECH_MODELS },
	botlhale: { languages: BOTLHALE_LANGUAGES.keys() },
	speechmatics: {
		languages: codes(LANGUAGE_PACKS),
		identified: codes(LANGUAGE_PACKS.filter(({ identifiable }) => identifiable)),
		translated: codes(LANGUAGE_PACKS.filter(({ translatable }) => translatable)),
	},
};
