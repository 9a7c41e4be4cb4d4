import type { INodePropertyOptions } from 'n8n-workflow';

import { alphabetical } from '../../shared/fields/alphabetical';

interface Language {
	/** As Botlhale AI writes it; Tshivenda is `vr-ZA` in all its lists, not `ve-ZA`. */
	code: string;
	name: string;
	region: string;
	/** A limitation of this language. */
	note?: string;
}

const NOT_DETECTED = 'Not detected automatically';

/** Languages of speech to text, section "Languages" of Botlhale AI's API page of March 2025. */
const CURRENT: readonly Language[] = [
	{ code: 'af-ZA', name: 'Afrikaans', region: 'South Africa' },
	{ code: 'en-ZA', name: 'English', region: 'South Africa' },
	{ code: 'xh-ZA', name: 'isiXhosa', region: 'South Africa' },
	{ code: 'zu-ZA', name: 'isiZulu', region: 'South Africa' },
	{ code: 'rw-RW', name: 'Kinyarwanda', region: 'Rwanda', note: `${NOT_DETECTED}, no diarization` },
	{ code: 'sw-KE', name: 'Kiswahili', region: 'Kenya', note: NOT_DETECTED },
	{ code: 'nso-ZA', name: 'Sepedi', region: 'South Africa' },
	{ code: 'st-ZA', name: 'Sesotho', region: 'South Africa' },
	{ code: 'tn-ZA', name: 'Setswana', region: 'South Africa' },
	{ code: 'vr-ZA', name: 'Tshivenda', region: 'South Africa' },
	{ code: 'ts-ZA', name: 'Xitsonga', region: 'South Africa' },
];

/** Languages in the list of 2023 that are missing in the one of 2025. */
const EARLIER: readonly Language[] = [
	{ code: 'ka-KE', name: 'Kikamba', region: 'Kenya', note: 'Not in the documentation since 2023' },
	{ code: 'ki-KE', name: 'Kikuyu', region: 'Kenya', note: 'Not in the documentation since 2023' },
];

/** The options of the language field, by name. */
export const LANGUAGES: INodePropertyOptions[] = alphabetical(
	[...CURRENT, ...EARLIER].map(({ code, name, region, note }) => ({
		name: `${name} (${region})`,
		value: code,
		...(note === undefined ? {} : { description: note }),
	})),
);

const CODES = new Map([...CURRENT, ...EARLIER].map(({ code, name }) => [name.toLowerCase(), code]));

/** The code of a language, which results contain as a name (`English`) or a code (`nso-ZA`); otherwise the text itself. */
export function languageCode(given: string | null | undefined): string | null {
	const text = given?.trim() ?? '';
	if (text === '' || text === '-') return null;
	return CODES.get(text.toLowerCase()) ?? text;
}
