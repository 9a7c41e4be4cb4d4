import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { fieldDepartures, numbersIn, type Field } from '../../../facts/compare/fields';
import { requestDepartures } from '../../../facts/compare/requests';
import { measuresIn, unknownMeasures } from '../../../facts/compare/texts';
import { brokenReferences, loadFacts } from '../../../facts/load';
import type { Facts, ParameterFact } from '../../../facts/schema';
import { paramsSchema } from '../../../sandbox/assemblyai/request/params';
import { PAGES } from '../../../scripts/docs/pages';
import { ASSEMBLYAI_FIELDS } from './assemblyAiFields';

it.each(PAGES)('the facts of $name are compared with its node', ({ name }) => {
	expect(existsSync(join(__dirname, `${name}.test.ts`))).toBe(true);
});

describe('a departure is found', () => {
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
		expect(fieldDepartures(changed(path, change), ASSEMBLYAI_FIELDS)).toContain(departure);
	});

	it('in the options: a new language, another name, a deprecated model', () => {
		const facts = loadFacts('assemblyai');
		const languages = [...(facts.lists.languages ?? []), { code: 'xx', name: 'Xish', source: 'openapi' }];
		const renamed = languages.map((each) => (each.code === 'de' ? { ...each, name: 'Deutsch' } : each));
		const models = (facts.lists.models ?? []).map((model) => ({ ...model, state: 'deprecated' }));
		const departures = fieldDepartures(
			{ ...facts, lists: { ...facts.lists, languages: renamed, models } },
			ASSEMBLYAI_FIELDS,
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
		expect(requestDepartures(changed(path, change), paramsSchema)).toContain(departure);
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
		const others = ASSEMBLYAI_FIELDS.filter(({ path }) => path !== open.path);
		expect(fieldDepartures(loadFacts('assemblyai'), [...others, open])).toEqual([
			'boost_param has values, but its field accepts any text',
		]);
	});
});
