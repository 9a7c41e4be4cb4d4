/** Language codes from the lists of 2025 and 2023, with the names in newer data responses. */
export const LANGUAGES: ReadonlyMap<string, string> = new Map([
	['en-ZA', 'English'],
	['zu-ZA', 'isiZulu'],
	['xh-ZA', 'isiXhosa'],
	['st-ZA', 'Sesotho'],
	['tn-ZA', 'Setswana'],
	['nso-ZA', 'Sepedi'],
	['vr-ZA', 'Tshivenda'],
	['ts-ZA', 'Xitsonga'],
	['af-ZA', 'Afrikaans'],
	['sw-KE', 'Kiswahili'],
	['rw-RW', 'Kinyarwanda'],
	['ka-KE', 'Kikamba'],
	['ki-KE', 'Kikuyu'],
]);

export function isLanguage(code: string): boolean {
	return LANGUAGES.has(code);
}

/** The vendor's code of an ISO 639 language, or `null` if it has none. */
export function codeOf(language: string): string | null {
	return [...LANGUAGES.keys()].find((code) => code.split('-')[0] === language) ?? null;
}

export function nameOf(code: string): string {
	return LANGUAGES.get(code) ?? 'English';
}
