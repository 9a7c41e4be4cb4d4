import type { Facts } from '../schema';

const MEASURE =
	/(?<![\w.,-])(\d[\d,.]*)[\s-]+(GB|MB|KB|milliseconds|hours?|minutes?|seconds?|days?|words?|characters?|terms)\b/g;

const UNITS: Record<string, readonly [string, number]> = {
	GB: ['bytes', 1e9],
	MB: ['bytes', 1e6],
	KB: ['bytes', 1e3],
	bytes: ['bytes', 1],
	days: ['seconds', 86_400],
	hours: ['seconds', 3600],
	minutes: ['seconds', 60],
	seconds: ['seconds', 1],
	milliseconds: ['seconds', 0.001],
};

/** The measures in a text, e.g. `{ text: '2.2 GB', measure: '2200000000 bytes' }`. */
export function measuresIn(text: string): Array<{ text: string; measure: string }> {
	return [...text.matchAll(MEASURE)].map(([found, number = '', unit = '']) => ({
		text: found.replace(/\s+/g, ' '),
		measure: normalized(Number(number.replaceAll(',', '')), unit),
	}));
}

function normalized(value: number, unit: string): string {
	const plural = unit.endsWith('s') || unit.endsWith('B') ? unit : `${unit}s`;
	const [name, factor] = UNITS[plural] ?? [plural, 1];
	return `${Number((value * factor).toPrecision(12))} ${name}`;
}

/** The measures in a text that the facts do not contain, so that they may be out of date. */
export function unknownMeasures(facts: Facts, text: string): string[] {
	const known = new Set([
		...Object.values(facts.limits).map(({ value, unit }) => normalized(value, unit)),
		...facts.parameters.flatMap(({ maxWords, maxLength }) => [
			...(maxWords === undefined ? [] : [`${maxWords} words`]),
			...(maxLength === undefined ? [] : [`${maxLength} characters`]),
		]),
	]);
	return measuresIn(text).flatMap(({ text: found, measure }) => (known.has(measure) ? [] : [found]));
}
