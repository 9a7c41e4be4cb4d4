import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isJsonObject, parseJson } from '../../shared/core/json';
import { trimmedText } from '../../shared/core/trimmedText';
import type { Edits } from '../../shared/edit/edit';
import type { TimeRange } from '../../shared/edit/insights';
import { PATTERNS, type PatternId } from '../../shared/edit/patterns';
import type { RedactionRules } from '../../shared/edit/redact';
import {
	booleanField,
	enumField,
	groupField,
	multiEnumField,
	numberField,
	textField,
	textListField,
} from '../../shared/fields/define';
import { readGroup, type GroupValues } from '../../shared/fields/group';
import { isBlank } from '../../shared/fields/numeric';
import { fieldError, readOptions, type ParameterSource } from '../../shared/fields/parameters';
import { cell, rowsField, rowsOf } from '../../shared/fields/rows';

const from = cell('start', 'From', 'e.g. 00:01:05', 'Seconds, or hours, minutes and seconds');
const to = cell('end', 'To', 'e.g. 00:02:10', 'Seconds, or hours, minutes and seconds');

/** A table that an expression returns, because the editor takes no expression for rows. */
function tableField(name: string, displayName: string, description: string): INodeProperties {
	return { displayName, name, type: 'json', default: '', description };
}

const speakerTable = tableField(
	'speakerTable',
	'Speaker Names (JSON)',
	'Names from an expression: an object such as {"A": "Nadia"}, or rows with "label" and "name"',
);

const glossary = tableField(
	'glossary',
	'Replace Words (JSON)',
	'A glossary from an expression: an object such as {"cube er netties": "Kubernetes"}, or rows with "find" and "replaceWith"',
);

/** The rows that hold a time, with their labels. */
const assignRows = rowsField(
	'assignSpeakers',
	'Assign Speaker by Time',
	'Parts of the recording to assign to another speaker, e.g. to split a speaker',
	'Part',
	[
		from,
		to,
		cell('name', 'Name', 'e.g. Nadia', 'Speaker to assign the part to'),
		cell(
			'label',
			'Only Words Of',
			'e.g. A',
			'Speaker label in the transcript. If empty, all words in the part are assigned.',
		),
	],
);
const keepRows = rowsField(
	'keep',
	'Keep Time Range',
	'Part of the recording to keep; the rest is removed',
	'Part',
	[from, to],
);
const removeRows = rowsField('remove', 'Remove Time Ranges', 'Parts of the recording to remove', 'Part', [
	from,
	to,
]);

const fields = groupField('edits', 'Edits', [
	assignRows,
	booleanField(
		'closeGaps',
		'Close Gaps',
		'Whether to move what follows a removed part to the start of that part. Default: on.',
	),
	{ ...keepRows, typeOptions: { multipleValues: false } },
	textListField(
		'redactEntities',
		'Redact Entities',
		'Types of entities to redact, as the transcript names them, or * for all. Entity detection must have been on when the recording was transcribed.',
		'e.g. person_name',
	),
	multiEnumField(
		'redactPatterns',
		'Redact Patterns',
		'Numbers and addresses to redact, even if they are dictated digit by digit. Check digits are verified where they exist.',
		PATTERNS.map(({ id, name }) => ({ name, value: id })),
	),
	textListField(
		'redactWords',
		'Redact Words',
		'Words and phrases to redact. Not case-sensitive. An asterisk at the end matches any ending.',
		'e.g. project falcon*',
	),
	enumField(
		'mask',
		'Redaction Mask',
		'What replaces a redacted passage. Default: Kind.',
		[
			{ name: 'Fixed Text', value: 'fixed', description: '[REDACTED]' },
			{ name: 'Hash Signs', value: 'hash', description: 'One # for each letter and digit' },
			{ name: 'Kind', value: 'kind', description: 'What was said, e.g. [CARD] or [PERSON_NAME]' },
		],
		'kind',
	),
	textField(
		'fillerLanguage',
		'Filler Language',
		'Language of the sounds that "Remove Fillers" removes. Default: the language of the transcript.',
		'e.g. en',
	),
	booleanField('removeFillers', 'Remove Fillers', 'Whether to remove hesitation sounds such as "um"'),
	removeRows,
	rowsField(
		'replace',
		'Replace Words',
		'Words and phrases to replace everywhere. Not case-sensitive.',
		'Replacement',
		[
			cell('find', 'Find', 'e.g. cube er netties', 'An asterisk at the end matches any ending'),
			cell('replaceWith', 'Replace With', 'e.g. Kubernetes', 'If empty, the words are removed'),
		],
	),
	glossary,
	numberField(
		'shift',
		'Shift Times (Seconds)',
		'Time to add to all times. A negative value removes that much from the start.',
		{ minValue: -604_800, maxValue: 604_800, numberPrecision: 3 },
		0,
	),
	rowsField('speakerNames', 'Speaker Names', "Names that replace the transcript's speaker labels", 'Name', [
		cell(
			'label',
			'Label',
			'e.g. A',
			'Label of a speaker or a channel. Two labels with the same name become one speaker.',
		),
		cell('name', 'Name', 'e.g. Nadia'),
	]),
	speakerTable,
]);

/** What to change, as the editor shows it. */
export const editsField: INodeProperties = { ...fields, placeholder: 'Add edit' };

/** The edits of an item. @throws NodeOperationError that names the field */
export function readEdits(call: ParameterSource): Edits {
	const values = readGroup(call, readByGroup);
	const tables = readOptions(call, editsField.name, editsField.displayName);
	const parts = (field: INodeProperties) =>
		rowsOf(values[field.name]).map((row) => ({ row, ...rangeOf(call, field, row) }));
	const kept = singleRow(tables.keep);
	return {
		assignments: parts(assignRows).map(({ row, start, end }) => ({
			start,
			end,
			name: required(call, assignRows, 'Name', row.name),
			label: trimmedText(row.label) || undefined,
		})),
		names: [
			...rowsOf(values.speakerNames).map(
				({ label, name }) => [trimmedText(label), trimmedText(name)] as const,
			),
			...tableOf(call, speakerTable, tables.speakerTable, 'label', 'name'),
		].flatMap(([label, name]) => (label === '' || name === '' ? [] : { label, name })),
		keep: kept && rangeOf(call, keepRows, kept),
		remove: parts(removeRows).map(({ start, end }) => ({ start, end })),
		closeGaps: values.closeGaps !== false,
		shift: typeof values.shift === 'number' ? values.shift : 0,
		fillers:
			values.removeFillers === true
				? { language: typeof values.fillerLanguage === 'string' ? values.fillerLanguage : null }
				: undefined,
		replacements: [
			...rowsOf(values.replace).map(
				({ find, replaceWith }) => [trimmedText(find), trimmedText(replaceWith)] as const,
			),
			...tableOf(call, glossary, tables.glossary, 'find', 'replaceWith'),
		].flatMap(([find, replaceWith]) => (find === '' ? [] : { find, replaceWith })),
		redaction: redactionOf(values),
	};
}

/** The fields other than tables, which may be lists, and the single row of the part to keep. */
const readByGroup: INodeProperties = {
	...editsField,
	options: (editsField.options ?? []).filter(
		({ name }) => ![speakerTable, glossary, keepRows].some((field) => field.name === name),
	),
};

/** The editor stores a single row as an object. */
function singleRow(value: unknown): IDataObject | undefined {
	const row: unknown = isJsonObject(value) && 'rows' in value ? value.rows : value;
	return isJsonObject(row) ? row : rowsOf(row)[0];
}

const MASKS = ['kind', 'hash', 'fixed'] as const;

function redactionOf({
	redactEntities,
	redactPatterns,
	redactWords,
	mask,
}: GroupValues): RedactionRules | undefined {
	const list = (value: unknown): string[] =>
		Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
	const wanted = list(redactPatterns);
	const patterns = PATTERNS.flatMap(({ id }): PatternId[] => (wanted.includes(id) ? [id] : []));
	const rules = { patterns, words: list(redactWords), entities: list(redactEntities) };
	if (Object.values(rules).every((each) => each.length === 0)) return undefined;
	return { ...rules, mask: MASKS.find((each) => each === mask) ?? 'kind' };
}

const CLOCK = /^(?:(?:\d{1,3}:)?\d{1,2}:)?\d+(?:[.,]\d+)?$/u;

function rangeOf(call: ParameterSource, field: INodeProperties, row: IDataObject): TimeRange {
	const label = `Edits: ${field.displayName}`;
	const [start = 0, end = 0] = (['start', 'end'] as const).map((name) => {
		const given = row[name];
		const text = String(
			typeof given === 'number' ? given : required(call, field, name === 'start' ? 'From' : 'To', given),
		);
		if (!CLOCK.test(text)) {
			throw fieldError(call, label, `has a time that could not be read: ${text.slice(0, 40)}`, TIME_HINT);
		}
		return text
			.replace(',', '.')
			.split(':')
			.reduce((sum, part) => sum * 60 + Number(part), 0);
	});
	if (end <= start) throw fieldError(call, label, 'has an end that is not after its start', TIME_HINT);
	return { start, end };
}

const TIME_HINT = 'Enter seconds such as 65.5, or hours, minutes and seconds such as 00:01:05.5.';

function required(call: ParameterSource, field: INodeProperties, column: string, value: unknown): string {
	const text = trimmedText(value);
	if (text === '')
		throw fieldError(call, `Edits: ${field.displayName}`, `must have a value for "${column}" in each row`);
	return text;
}

/** The rows of a table: an object, or a list of objects with these two members, also as JSON text. */
function tableOf(
	call: ParameterSource,
	field: INodeProperties,
	given: unknown,
	keyName: string,
	valueName: string,
): Array<readonly [string, string]> {
	if (isBlank(given)) return [];
	const table = typeof given === 'string' ? parseJson(given) : given;
	if (Array.isArray(table) && table.every(isJsonObject)) {
		return table.map((row) => [trimmedText(row[keyName]), trimmedText(row[valueName])]);
	}
	if (isJsonObject(table))
		return Object.entries(table).map(([key, value]) => [key.trim(), trimmedText(value)]);
	throw fieldError(
		call,
		`Edits: ${field.displayName}`,
		'must be an object or a list of rows',
		`Enter an object such as {"…": "…"}, or rows with "${keyName}" and "${valueName}".`,
	);
}
