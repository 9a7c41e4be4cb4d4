import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { factsSchema, type Facts, type ParameterFact } from './schema';

/**
 * The facts of a vendor, by the name of its sandbox, e.g. `assemblyai`. @throws ZodError, or Error for a wrong
 * reference
 */
export function loadFacts(vendor: string): Facts {
	const facts = factsSchema.parse(JSON.parse(readFileSync(join(__dirname, `${vendor}.json`), 'utf8')));
	const wrong = brokenReferences(facts);
	if (wrong.length > 0) throw new Error(`facts/${vendor}.json: ${wrong.join('; ')}`);
	return facts;
}

/** References in a facts file that lead nowhere, and facts that occur twice. */
export function brokenReferences(facts: Facts): string[] {
	const paths = facts.parameters.map(({ path }) => path);
	const models = new Set((facts.lists.models ?? []).map(({ value }) => value));
	const cited = [
		...facts.hosts,
		...facts.parameters,
		...Object.values(facts.lists).flat(),
		...Object.values(facts.limits),
	];
	return [
		...cited.flatMap(({ source }) => (source in facts.sources ? [] : [`unknown source ${source}`])),
		...paths.flatMap((path, index) => (paths.indexOf(path) === index ? [] : [`${path} occurs twice`])),
		...facts.parameters.flatMap(({ path, valuesOf, replacement, without = [], field, note }) => [
			...(valuesOf === undefined || valuesOf in facts.lists ? [] : [`${path}: unknown list ${valuesOf}`]),
			...(replacement === undefined || paths.some((each) => `${each}.`.startsWith(`${replacement}.`))
				? []
				: [`${path}: unknown replacement ${replacement}`]),
			...without.flatMap((model) => (models.has(model) ? [] : [`${path}: unknown model ${model}`])),
			...(field === false && note === undefined ? [`${path} has no field and no note`] : []),
		]),
	];
}

/** The values that the vendor documents for a parameter; `undefined` if it accepts any. */
export function valuesOf(facts: Facts, { values, valuesOf: list }: ParameterFact): string[] | undefined {
	if (values === undefined && list === undefined) return undefined;
	return [...(values ?? []), ...(list === undefined ? [] : entriesOf(facts, list))];
}

/** The codes or values of a list. */
export function entriesOf(facts: Facts, list: string): string[] {
	return (facts.lists[list] ?? []).flatMap(({ code, value }) => code ?? value ?? []);
}
