import type { Facts } from '../../facts/schema';
import { table } from './table';

/** The part of a vendor's page that is generated from its facts: limits, parameters without a future, sources. */
export function factsSection(facts: Facts): string {
	const cited = ({ source, date }: { source: string; date?: string | undefined }) => {
		const { title, date: published, url } = facts.sources[source] ?? { title: source, date: '' };
		const name = url === undefined ? title : `[${title}](${url})`;
		return `${name}, ${date ?? published}`;
	};
	const outdated = facts.parameters.filter(({ state }) => state !== undefined);
	const models = (facts.lists.models ?? []).filter(({ state }) => state === 'deprecated');
	return [
		'## Limits',
		`Last compared with the sources on ${facts.checked}.`,
		table(
			['Limit', 'Value', 'Source'],
			Object.values(facts.limits).map((limit) => [
				limit.label,
				measure(limit.value, limit.unit),
				cited(limit),
			]),
		),
		...(outdated.length + models.length === 0
			? []
			: [
					'## Outdated parameters',
					table(
						['Parameter', 'State', 'Instead', 'Source'],
						[
							...outdated.map(({ path, state = '', replacement, ...fact }) => [
								`\`${path}\``,
								STATES[state] ?? state,
								replacement === undefined ? '' : `\`${replacement}\``,
								cited(fact),
							]),
							...models.map(({ value = '', ...fact }) => [
								`\`speech_models\`: \`${value}\``,
								STATES.deprecated ?? '',
								'',
								cited(fact),
							]),
						],
					),
				]),
	].join('\n\n');
}

const STATES: Readonly<Record<string, string>> = {
	deprecated: 'Deprecated',
	ignored: 'Has no effect',
	replaced: 'Rejected by newer servers',
};

/** A limit as in a text, e.g. `2.2 GB` or `4 hours`. */
function measure(value: number, unit: string): string {
	if (unit !== 'bytes') return `${value.toLocaleString('en')} ${value === 1 ? unit.replace(/s$/, '') : unit}`;
	return value >= 1e9 ? `${value / 1e9} GB` : `${value / 1e6} MB`;
}
