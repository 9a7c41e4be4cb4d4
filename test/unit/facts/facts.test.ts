import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { fieldDepartures, numbersIn, type Field } from '../../../facts/compare/fields';
import { requestDepartures } from '../../../facts/compare/requests';
import { measuresIn, unknownMeasures } from '../../../facts/compare/texts';
import { brokenReferences, entriesOf, loadFacts } from '../../../facts/load';
import type { Facts, ParameterFact } from '../../../facts/schema';
import { PAGES, ROOT } from '../../../scripts/docs/pages';
import { codeLimits } from './codeLimits';
import { hostOf } from './hosts';
import { probes } from './probes';
import { sandboxLists } from './sandboxLists';
import { COMPARED } from './vendors';

/** Measures in texts that are not the vendor's: n8n's limit of a request. */
const OTHERS = new Set(['16 MB']);

const LIMITS = ['maxItems', 'maxWords', 'maxLength'] as const;

type Limit = (typeof LIMITS)[number];

it('covers every vendor', () => {
	expect(COMPARED.map(({ name }) => name).sort()).toEqual(PAGES.map(({ name }) => name).sort());
});

describe.each(COMPARED)('$name', ({ name, folder, fields, request }) => {
	const facts = loadFacts(name);

	it('has fields with the documented values, limits and states', () => {
		expect(fieldDepartures(facts, fields)).toEqual([]);
	});

	it('has a sandbox that accepts the documented values within the documented limits', () => {
		expect(request === undefined ? [] : requestDepartures(facts, request)).toEqual([]);
	});

	it('has a sandbox with the documented lists', () => {
		for (const [list, values] of Object.entries(sandboxLists[name] ?? {})) {
			expect({ list, values: [...values].sort() }).toEqual({ list, values: entriesOf(facts, list).sort() });
		}
	});

	it('has the documented limits in the code of node and sandbox', () => {
		const documented = Object.keys(codeLimits[name] ?? {}).map((limit) => [
			limit,
			facts.limits[limit]?.value,
		]);
		const used = Object.entries(codeLimits[name] ?? {}).flatMap(([limit, values]) =>
			values.map((value) => [limit, value]),
		);
		expect(used).toEqual(used.map(([limit]) => documented.find(([each]) => each === limit)));
	});

	it('enforces the documented limits of texts and lists in node and sandbox', () => {
		const wrong = limitsOf(facts).flatMap(({ fact, limit, value }) =>
			(probes[name] ?? []).flatMap(({ side, reject }) => {
				const ignores = side === 'sandbox' && fact.ignoresExcess?.includes(limit) === true;
				const at = (size: number) => reject(fact, requestOf(fact, limit, size));
				const isRight = !at(value) && at(value + 1) === !ignores;
				return isRight ? [] : [`${side}: ${fact.path}, ${limit}`];
			}),
		);
		expect(wrong).toEqual([]);
	});

	it.each(facts.hosts)('sends requests to $url for the region $name', ({ name: region, service, url }) => {
		expect(hostOf(service ?? name, region)).toBe(url);
	});

	it('mentions no measure that is not a fact', () => {
		const page = readFileSync(join(ROOT, 'docs', `${name}.md`), 'utf8');
		const texts = [page, ...sourcesIn(join(ROOT, 'nodes', folder)).map(withoutComments)];
		const unknown = texts.flatMap((text) => unknownMeasures(facts, text)).filter((text) => !OTHERS.has(text));
		expect(unknown).toEqual([]);
	});
});

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

describe('a departure is found', () => {
	const assemblyai = COMPARED.find(({ name }) => name === 'assemblyai');
	const fields = assemblyai?.fields ?? [];

	/** The facts with one parameter changed. */
	const changed = (path: string, change: Partial<ParameterFact>): Facts => {
		const facts = loadFacts('assemblyai');
		return {
			...facts,
			parameters: facts.parameters.map((fact) => (fact.path === path ? { ...fact, ...change } : fact)),
		};
	};

	it.each<[string, string, Partial<ParameterFact>, string]>([
		[
			'a new value',
			'boost_param',
			{ values: ['low', 'default', 'high', 'max'] },
			'boost_param does not offer max',
		],
		[
			'a removed value',
			'boost_param',
			{ values: ['low', 'high'] },
			'boost_param offers default against the facts',
		],
		[
			'a new limit',
			'content_safety_confidence',
			{ max: 90 },
			'content_safety_confidence has the maximum 100 instead of 90',
		],
		[
			'a new number in a text',
			'keyterms_prompt',
			{ maxItems: 500 },
			'keyterms_prompt mentions 1000, which is not a fact about it',
		],
		[
			'a deprecation',
			'punctuate',
			{ state: 'deprecated' },
			'punctuate is not called deprecated in its help text',
		],
		[
			'a revocation',
			'auto_chapters',
			{ state: undefined },
			'auto_chapters is called deprecated in its help text',
		],
		['a model without it', 'prompt', { without: [] }, 'prompt excludes Universal 2 in its help text'],
		['a new parameter', 'topics', { path: 'themes' }, 'themes has no field'],
		[
			'a removed parameter',
			'topics',
			{ path: 'themes' },
			'topics has a field, but there is no fact about it',
		],
	])('in the fields: %s', (_what, path, change, departure) => {
		expect(fieldDepartures(changed(path, change), fields)).toContain(departure);
	});

	it('in the options: a new language, another name, a deprecated model', () => {
		const facts = loadFacts('assemblyai');
		const languages = [...(facts.lists.languages ?? []), { code: 'xx', name: 'Xish', source: 'openapi' }];
		const renamed = languages.map((each) => (each.code === 'de' ? { ...each, name: 'Deutsch' } : each));
		const models = (facts.lists.models ?? []).map((model) => ({ ...model, state: 'deprecated' }));
		const departures = fieldDepartures(
			{ ...facts, lists: { ...facts.lists, languages: renamed, models } },
			fields,
		);
		expect(departures).toEqual(
			expect.arrayContaining([
				'language_code does not offer xx',
				'language_code calls de German instead of Deutsch',
				'speech_models does not call universal-2 deprecated',
			]),
		);
	});

	it.each<[string, string, Partial<ParameterFact>, string]>([
		[
			'a new value',
			'boost_param',
			{ values: ['low', 'default', 'high', 'max'] },
			'boost_param does not accept max',
		],
		['a removed value', 'boost_param', { values: ['low', 'high'] }, 'boost_param accepts default'],
		['a new limit', 'temperature', { max: 2 }, 'temperature has the maximum 1 instead of 2'],
		['another type', 'temperature', { type: 'string' }, 'temperature has the type number instead of string'],
		['a new parameter', 'topics', { path: 'themes' }, 'themes is not accepted'],
		[
			'a removed parameter',
			'topics',
			{ path: 'themes' },
			'topics is accepted, but there is no fact about it',
		],
	])('in the sandbox: %s', (_what, path, change, departure) => {
		const schema = assemblyai?.request;
		expect(schema === undefined ? [] : requestDepartures(changed(path, change), schema)).toContain(departure);
	});

	it('in texts', () => {
		const facts = loadFacts('assemblyai');
		expect(unknownMeasures(facts, 'Files of up to 2.2 GB or 10 hours, 3 GB by URL, 35 characters')).toEqual([
			'3 GB',
		]);
		expect(measuresIn('at intervals of 10\n  seconds')).toEqual([
			{ text: '10 seconds', measure: '10 seconds' },
		]);
		expect(numbersIn('up to 1,000 with up to six words each, e.g. 16000 Hz, Universal 3.5')).toEqual([
			1000, 6, 16_000,
		]);
	});

	it('in a facts file itself', () => {
		const facts = changed('topics', {
			source: 'nowhere',
			replacement: 'nothing',
			valuesOf: 'things',
			without: ['x'],
		});
		expect(brokenReferences(facts)).toEqual([
			'unknown source nowhere',
			'topics: unknown list things',
			'topics: unknown replacement nothing',
			'topics: unknown model x',
		]);
	});

	it('in a field that accepts any text', () => {
		const open: Field = { path: 'boost_param', description: '' };
		const others = fields.filter(({ path }) => path !== open.path);
		expect(fieldDepartures(loadFacts('assemblyai'), [...others, open])).toEqual([
			'boost_param has values, but its field accepts any text',
		]);
	});
});
