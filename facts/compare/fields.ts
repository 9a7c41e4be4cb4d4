import { valuesOf } from '../load';
import type { Facts, ParameterFact } from '../schema';

interface Option {
	value: string;
	name: string;
	description: string;
}

/** A field of the editor, as far as facts determine it. */
export interface Field {
	path: string;
	description: string;
	/** `undefined` if any value can be entered. */
	options?: readonly Option[] | undefined;
	min?: number | undefined;
	max?: number | undefined;
}

/** Where the fields of a vendor's node differ from its facts, one sentence each. */
export function fieldDepartures(facts: Facts, fields: readonly Field[]): string[] {
	const known = new Map(facts.parameters.map((parameter) => [parameter.path, parameter]));
	const shown = new Set(fields.map(({ path }) => path));
	return [
		...facts.parameters
			.filter(({ path, field }) => field !== false && !shown.has(path))
			.map(({ path }) => `${path} has no field`),
		...fields.flatMap((field) => {
			const fact = known.get(field.path);
			if (fact === undefined) return [`${field.path} has a field, but there is no fact about it`];
			return departuresOf(facts, fact, field).map((what) => `${field.path} ${what}`);
		}),
	];
}

function departuresOf(facts: Facts, fact: ParameterFact, field: Field): string[] {
	if (fact.field === false) return ['has a field, but the facts say that it has none'];
	return [
		...optionDepartures(facts, fact, field),
		...rangeDeparture('minimum', fact.fieldMin ?? fact.min, field.min),
		...rangeDeparture('maximum', fact.fieldMax ?? fact.max, field.max),
		...stateDepartures(fact, field),
		...modelDepartures(facts, fact, field),
		...numbersIn([field, ...(field.options ?? [])].map(({ description }) => description).join(' '))
			.filter((number) => !numbersOf(fact).includes(number))
			.map((number) => `mentions ${number}, which is not a fact about it`),
	];
}

function optionDepartures(facts: Facts, fact: ParameterFact, { options }: Field): string[] {
	const values = valuesOf(facts, fact);
	if (options === undefined) {
		return values === undefined || fact.open === true ? [] : ['has values, but its field accepts any text'];
	}
	const offered = new Set(options.map(({ value }) => value));
	const documented = new Set(values?.filter((value) => fact.fieldWithout?.includes(value) !== true));
	return [
		...[...offered]
			.filter((value) => !documented.has(value))
			.map((value) => `offers ${value} against the facts`),
		...[...documented].filter((value) => !offered.has(value)).map((value) => `does not offer ${value}`),
		...options.flatMap((option) => entryDepartures(facts, fact, option)),
	];
}

/** An option has the name of the entry in the list, and is called deprecated if the entry is. */
function entryDepartures(facts: Facts, { valuesOf: list = '' }: ParameterFact, option: Option): string[] {
	const entry = facts.lists[list]?.find(({ code, value }) => (code ?? value) === option.value);
	if (entry === undefined) return [];
	const { name = option.name, state } = entry;
	const isDeprecated = /\bdeprecated\b/i.test(option.description);
	return [
		...(plain(option.name).startsWith(plain(name))
			? []
			: [`calls ${option.value} ${option.name} instead of ${name}`]),
		...(isDeprecated === (state === 'deprecated')
			? []
			: [`${isDeprecated ? 'calls' : 'does not call'} ${option.value} deprecated`]),
	];
}

const plain = (name: string) => name.toLowerCase();

function rangeDeparture(name: string, fact: number | undefined, field: number | undefined): string[] {
	return fact === field ? [] : [`has the ${name} ${field ?? 'none'} instead of ${fact ?? 'none'}`];
}

const STATES = {
	deprecated: /\bdeprecated\b/i,
	ignored: /\b(ignores this parameter|has no effect)\b/i,
	replaced: /\bNewer (models|accounts) require\b/,
} as const;

/** The help text says what the vendor says about the parameter's future, and nothing else. */
function stateDepartures({ state }: ParameterFact, { description }: Field): string[] {
	return Object.entries(STATES).flatMap(([name, pattern]) => {
		const isSaid = pattern.test(description);
		if (isSaid === (name === state)) return [];
		return [isSaid ? `is called ${name} in its help text` : `is not called ${name} in its help text`];
	});
}

/** The help text names the models without the parameter, and no others: a list of those that have it goes out of date. */
function modelDepartures(facts: Facts, { without = [] }: ParameterFact, { description }: Field): string[] {
	const models = (facts.lists.models ?? []).flatMap(({ value, name }) =>
		value === undefined || name === undefined ? [] : [{ value, name }],
	);
	return models
		.flatMap(({ value, name }) => {
			const isNamed = new RegExp(
				`\\bNot available in [^.]*${name.replaceAll('.', '\\.')}(?![\\w.]*\\d)`,
			).test(description);
			if (isNamed === without.includes(value)) return [];
			return [`${isNamed ? 'excludes' : 'does not exclude'} ${name} in its help text`];
		})
		.concat(
			/Universal \d(\.\d+)? (Pro )?(models )?only/i.test(description)
				? ['is limited to a model in its help text']
				: [],
		);
}

const NUMBER_WORDS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const LIMIT = new RegExp(
	`(?:up to|at least|at most|(?:more|less|smaller|fewer) than|limited to) (\\d[\\d,.]*\\d|\\d|${NUMBER_WORDS.join('|')})\\b`,
	'gi',
);

/** Numbers of a text that state a limit, e.g. 1000 and 6 in "up to 1,000 with up to six words each", and long numbers. */
export function numbersIn(text: string): number[] {
	const limits = [...text.matchAll(LIMIT)].map(([, found = '']) => toNumber(found));
	const long = [...text.matchAll(/(?<![\w.,-])\d{3,}(?![\w-])/g)].map(([found]) => Number(found));
	return [...new Set([...limits, ...long])];
}

function toNumber(text: string): number {
	const word = NUMBER_WORDS.indexOf(text.toLowerCase());
	return word >= 0 ? word + 1 : Number(text.replaceAll(',', ''));
}

function numbersOf({
	min,
	max,
	minItems,
	maxItems,
	maxWords,
	maxLength,
	numbers = [],
}: ParameterFact): number[] {
	return [min, max, minItems, maxItems, maxWords, maxLength, ...numbers].filter(
		(number) => number !== undefined,
	);
}
