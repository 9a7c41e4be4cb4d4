import type { UnderstandingRequest } from '../request/params';

type Formatting = NonNullable<UnderstandingRequest['custom_formatting']>;

const MONTHS = 'January February March April May June July August September October November December'.split(
	' ',
);
const DATE = new RegExp(`\\b(${MONTHS.join('|')}) (\\d{1,2}), (\\d{4})`, 'g');
const PHONE = /\b\d{3}[ -]\d{3,4}(?:[ -]\d{4})?\b/g;
const EMAIL = /\b[\w.+-]+@[\w-]+\.[\w.-]*\w/g;

/** Maps spoken text to its form in the requested pattern (`mm/dd/yyyy`, `(xxx)xxx-xxxx`, …). */
export function formattings(text: string, task: Formatting): Record<string, string> {
	const mapping: Record<string, string> = {};
	if (typeof task.date === 'string') {
		for (const [said, month = '', day = '', year = ''] of text.matchAll(DATE)) {
			mapping[said] = task.date
				.replace(/yyyy/i, year)
				.replace(/yy/i, year.slice(-2))
				.replace(/mm/i, String(MONTHS.indexOf(month) + 1).padStart(2, '0'))
				.replace(/dd/i, day.padStart(2, '0'));
		}
	}
	if (typeof task.phone_number === 'string') {
		for (const [said] of text.matchAll(PHONE)) {
			const digits = said.replace(/\D/g, '').split('');
			// A number that is shorter than the pattern stays unmodified.
			if ((task.phone_number.match(/x/gi) ?? []).length !== digits.length) continue;
			mapping[said] = task.phone_number.replace(/x/gi, () => digits.shift() ?? '');
		}
	}
	if (typeof task.email === 'string') {
		for (const [said] of text.matchAll(EMAIL)) mapping[said] = said.toLowerCase();
	}
	return mapping;
}

export function formatText(text: string, mapping: Record<string, string>): string {
	return Object.entries(mapping).reduce((result, [said, written]) => result.replaceAll(said, written), text);
}
