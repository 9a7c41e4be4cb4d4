import type { IDataObject } from 'n8n-workflow';

import { trimmedText } from '../../../shared/core/trimmedText';
import { isSetAt, listAt, rule, valueAt, wordCount, type Rule } from '../../../shared/fields/exclusions';
import { atMost, cellOf, CONFIG, FILTERING, inEveryRow, isOn, languageOf, textAt } from './members';
import { isBrokenPattern } from './pattern';

const MARKS = `${CONFIG}.punctuation_overrides.permitted_marks`;

/** Sources: docs pages "Custom dictionary" and "Formatting". */
export const vocabularyRules: readonly Rule[] = [
	atMost(`${CONFIG}.additional_vocab`, 1000, 'entries'),
	inEveryRow(
		`${CONFIG}.additional_vocab`,
		(row) => trimmedText(cellOf(row, 'content')) === '',
		'must have a term in each row',
		'Complete or remove the row.',
	),
	inEveryRow(
		`${CONFIG}.additional_vocab`,
		(row) => wordCount(cellOf(row, 'content')) > 6 || trimmedText(cellOf(row, 'content')).length > 4000,
		'has an entry of more than 6 words or 4,000 characters, which Speechmatics ignores',
		'Shorten it.',
	),
	rule(
		MARKS,
		(config) => listAt(config, MARKS).some((mark) => mark !== 'all' && !/^.$/su.test(String(mark))),
		'must have one character per entry, or "all"',
		'Enter each mark separately.',
	),
	rule(
		`${CONFIG}.punctuation_overrides.sensitivity`,
		(config) =>
			isSetAt(config, `${CONFIG}.punctuation_overrides.sensitivity`) &&
			Array.isArray(valueAt(config, MARKS)) &&
			listAt(config, MARKS).length === 0,
		'cannot be combined with "Punctuation: None"',
		'Remove one of the two.',
	),
	rule(
		`${FILTERING}.remove_disfluencies`,
		(config) => isOn(config, `${FILTERING}.remove_disfluencies`) && !mayBeEnglish(config),
		'works only with "Language" set to English',
		'Remove this field: filler words are recognized in English only.',
	),
	rule(
		`${FILTERING}.replacements`,
		(config) => listAt(config, `${FILTERING}.replacements`).some((row) => textCell(row, 'from') === ''),
		'must have a value for "From" in each row',
		'Complete or remove the row.',
	),
	rule(
		`${FILTERING}.replacements`,
		(config) =>
			listAt(config, `${FILTERING}.replacements`).some((row) => typeof cellOf(row, 'to') !== 'string'),
		'must have a value for "To" in each row, which may be empty',
		'Add "to" to the row.',
	),
	inEveryRow(
		`${FILTERING}.replacements`,
		(row) => isBrokenPattern(textCell(row, 'from')),
		'contains an incomplete regular expression',
		'Close each bracket, or put a backslash before it. Text without slashes at both ends is not a regular expression.',
	),
];

/** A cell as it is: a pattern may start or end with a space. Empty for anything but text. */
function textCell(row: unknown, key: string): string {
	const value = cellOf(row, key);
	return typeof value === 'string' ? value : '';
}

/** Whether English may be spoken, judging by the language. */
function mayBeEnglish(config: IDataObject): boolean {
	const codes = languageOf(config).split('_');
	// `tl` is a bilingual pack of Tagalog and English.
	const isEnglish = ['', 'en', 'auto', 'multi', 'tl'].some((code) => codes.includes(code));
	return isEnglish || textAt(config, `${CONFIG}.domain`) === 'bilingual-en';
}
