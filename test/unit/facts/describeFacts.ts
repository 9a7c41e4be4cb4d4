import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { z } from 'zod/v4';

import { fieldDepartures, type Field } from '../../../facts/compare/fields';
import { requestDepartures } from '../../../facts/compare/requests';
import { unknownMeasures } from '../../../facts/compare/texts';
import { entriesOf, loadFacts } from '../../../facts/load';
import type { Facts, ParameterFact } from '../../../facts/schema';
import { toItemData } from '../../../nodes/shared/execution/toItemData';
import type { MappedField, MappedGroup } from '../../../nodes/shared/fields/mapped';
import { setAt } from '../../../nodes/shared/fields/setPath';
import { PAGES, ROOT } from '../../../scripts/docs/pages';

/** What the facts of a vendor are compared with. */
export interface Compared {
	/** The fields of the node that are parameters of requests. */
	fields: readonly Field[];
	/** The sandbox's schema of the request, if it has one. */
	request?: z.ZodType;
	/** The values of limits in the code of node and sandbox, by the name of the limit. */
	limits?: Readonly<Record<string, readonly number[]>>;
	/** The lists of facts that the sandbox has too. */
	lists?: Readonly<Record<string, Iterable<string>>>;
	/** The sides that enforce limits of texts and lists. */
	probes?: readonly Probe[];
	/** The base URL that the node uses for a host of the facts, by its service (if it has one) and its name. */
	baseUrl: (service: string | undefined, name: string) => string;
}

/** One side that enforces limits: whether it rejects a request with this value. */
interface Probe {
	side: 'node' | 'sandbox';
	reject: (fact: ParameterFact, value: unknown) => boolean;
}

/** Measures in texts that are not the vendor's: n8n's limit of a request. */
const OTHERS = new Set(['16 MB']);

const LIMITS = ['maxItems', 'maxWords', 'maxLength'] as const;

type Limit = (typeof LIMITS)[number];

/** Tests that nodes, sandbox and texts of a vendor are as its facts say; `name` is that of its facts, e.g. `assemblyai`. */
export function describeFacts(name: string, compared: Compared): void {
	const { fields, request, limits = {}, lists = {}, probes = [], baseUrl } = compared;
	const facts = loadFacts(name);

	it('has fields with the documented values, limits and states', () => {
		expect(fieldDepartures(facts, fields)).toEqual([]);
	});

	it('has a sandbox that accepts the documented values within the documented limits', () => {
		expect(request === undefined ? [] : requestDepartures(facts, request)).toEqual([]);
	});

	it('has a sandbox with the documented lists', () => {
		for (const [list, values] of Object.entries(lists)) {
			expect({ list, values: [...values].sort() }).toEqual({ list, values: entriesOf(facts, list).sort() });
		}
	});

	it('has the documented limits in the code of node and sandbox', () => {
		for (const [limit, values] of Object.entries(limits)) {
			const documented = facts.limits[limit]?.value;
			expect([limit, ...values]).toEqual([limit, ...values.map(() => documented)]);
		}
	});

	it('enforces the documented limits of texts and lists in node and sandbox', () => {
		const wrong = limitsOf(facts).flatMap(({ fact, limit, value }) =>
			probes.flatMap(({ side, reject }) => {
				const ignores = side === 'sandbox' && fact.ignoresExcess?.includes(limit) === true;
				const at = (size: number) => reject(fact, requestOf(fact, limit, size));
				const isRight = !at(value) && at(value + 1) === !ignores;
				return isRight ? [] : [`${side}: ${fact.path}, ${limit}`];
			}),
		);
		expect(wrong).toEqual([]);
	});

	it.each(facts.hosts)('sends requests to $url for $name', ({ name: host, service, url }) => {
		expect(baseUrl(service, host)).toBe(url);
	});

	it('mentions no measure that is not a fact', () => {
		const [vendor] = PAGES.filter((each) => each.name === name);
		if (vendor === undefined) throw new Error(`There is no vendor ${name}`);
		const texts = [
			readFileSync(join(ROOT, vendor.page), 'utf8'),
			...sourcesIn(join(ROOT, 'nodes', vendor.folder)).map(withoutComments),
		];
		const unknown = texts.flatMap((text) => unknownMeasures(facts, text)).filter((text) => !OTHERS.has(text));
		expect(unknown).toEqual([]);
	});
}

/** A request that is valid without the parameter, with this value of it. */
export function requestWith(base: IDataObject, { path }: ParameterFact, value: unknown): IDataObject {
	const request = structuredClone(base);
	setAt(request, path, value);
	return toItemData(request);
}

/** The limits that no schema and no field can express, so that rules of node and sandbox enforce them. */
function limitsOf(facts: Facts) {
	return facts.parameters.flatMap((fact) =>
		LIMITS.flatMap((limit) => {
			const value = fact[limit];
			return value === undefined ? [] : [{ fact, limit, value }];
		}),
	);
}

/** A value of the parameter that has exactly this size. */
function requestOf({ type, path }: ParameterFact, limit: Limit, size: number): unknown {
	const entry =
		limit === 'maxItems' ? 'en' : limit === 'maxWords' ? 'a '.repeat(size).trim() : 'a'.repeat(size);
	const entries = Array.from({ length: limit === 'maxItems' ? size : 1 }, () => entry);
	if (type === 'string') return entry;
	if (type === 'list') return entries;
	return entries.map((text) =>
		path === 'notification_config' ? { url: 'https://example.com/' } : { content: text },
	);
}

function sourcesIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => readFileSync(join(folder, file), 'utf8'));
}

function withoutComments(code: string): string {
	return code.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

/**
 * The parameters of a node, one for each path: if several fields set a member, the first one with options, else the
 * first one.
 */
export function fieldsOf(groups: readonly MappedGroup[]): Field[] {
	const byPath = new Map<string, Field>();
	for (const field of groups.flatMap((group) => group.fields).map(toField)) {
		const earlier = byPath.get(field.path);
		if (earlier === undefined || (earlier.options === undefined && field.options !== undefined)) {
			byPath.set(field.path, field);
		}
	}
	return [...byPath.values()];
}

function toField({ path, field, toValue }: MappedField): Field {
	const { minValue, maxValue } = field.typeOptions ?? {};
	const options = optionsOf(field).flatMap(({ name, value, description = '' }) => {
		const sent = field.type === 'options' && toValue ? toValue(value, {}) : value;
		return typeof sent === 'string' && sent !== '' ? [{ name, value: sent, description }] : [];
	});
	return {
		path,
		description: field.description ?? '',
		...(options.length > 0 ? { options } : {}),
		...(minValue === undefined ? {} : { min: minValue }),
		...(maxValue === undefined ? {} : { max: maxValue }),
	};
}

function optionsOf({ options = [] }: INodeProperties): INodePropertyOptions[] {
	return options.filter((option): option is INodePropertyOptions => 'value' in option && !('type' in option));
}
