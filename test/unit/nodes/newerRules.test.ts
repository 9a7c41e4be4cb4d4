import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import {
	NodeHelpers,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { z } from 'zod/v4';

import { builtCredential } from '../../../scripts/built';
import { loadPackage } from '../../support/engine/node-types';

/*
 * Rules for community packages that n8n's repository has, but the published linter does not have yet. They are checked on
 * the descriptions that n8n loads, because the linter only sees literals.
 */

const ROOT = join(__dirname, '..', '..', '..');

/** From the rule `valid-node-categories`, without "AI", which `no-ai-codex-category` reserves for another SDK. */
const CATEGORIES = [
	'Data & Storage',
	'Finance & Accounting',
	'Marketing & Content',
	'Productivity',
	'Miscellaneous',
	'Sales',
	'Development',
	'Analytics',
	'Communication',
	'Utility',
];

const MAX_HINT_LENGTH = 120;

/** The rule demands 1.5; this is WCAG's minimum for graphics. */
const MIN_CONTRAST = 3;

/** From here on, n8n's published linter demands sorted options. */
const MIN_SORTED = 5;

const BACKGROUNDS = { light: '#ffffff', dark: '#2b2b2b' };

/** Types that the rule `non-required-fields-in-collection` accepts outside a collection. */
const NO_INPUT = ['collection', 'fixedCollection', 'notice', 'callout', 'hidden', 'curlImport'];

/** Fields that n8n's guidelines for user interfaces place outside a collection. */
const BY_GUIDELINE = ['resource', 'operation', 'returnAll', 'limit', 'simplify'];

/** The only optional fields outside a collection that neither select other fields nor follow a guideline. */
const MAIN_FIELDS = [
	// What most recordings need: the language, who speaks, and the model, which determines the language at Prosa.ai.
	'language',
	'model',
	'speakers',
	// The point of the operation: which rows, which days, which parts, which size, the file or only its link.
	'callbackContents',
	'chunkSize',
	'download',
	'rows',
	'since',
	'tags',
	'until',
	// Only shown with a custom URL, next to it.
	'callbackHeaderName',
	'callbackHeaderValue',
	// Deletes a running job: must be seen before the operation runs.
	'force',
];

const CODEX = readdirSync(join(ROOT, 'nodes'), { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.node.json'))
	.map((file) => join('nodes', file));

type Named = INodeProperties | INodePropertyOptions | INodePropertyCollection;

const isField = (option: Named): option is INodeProperties => 'type' in option;

/** A field and all fields in its collections. */
function withNested(field: INodeProperties): INodeProperties[] {
	const nested = (field.options ?? []).flatMap((option) => {
		if (isField(option)) return [option];
		return 'values' in option ? option.values : [];
	});
	return [field, ...nested.flatMap(withNested)];
}

const choicesOf = ({ type, options = [] }: INodeProperties): INodePropertyOptions[] =>
	type === 'options' || type === 'multiOptions'
		? options.flatMap((option) => ('value' in option && !isField(option) ? [option] : []))
		: [];

/** Names of the fields on which the visibility of other fields depends. */
function selectorsOf({ properties }: INodeTypeDescription): Set<string> {
	const conditions = properties
		.flatMap(withNested)
		.flatMap(({ displayOptions = {} }) => [
			...Object.keys(displayOptions.show ?? {}),
			...Object.keys(displayOptions.hide ?? {}),
		]);
	return new Set(conditions.map((name) => name.replace(/^\//, '')));
}

const repeated = (values: readonly unknown[]) =>
	values.filter((value, index) => values.indexOf(value) !== index);

/** Relative luminance by WCAG 2. */
function luminance(colour: string): number {
	const digits = colour.slice(1);
	const long = digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits;
	const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((start) => {
		const value = Number.parseInt(long.slice(start, start + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
	const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
	return (light + 0.05) / (dark + 0.05);
}

const coloursOf = (svg: string) =>
	[...svg.matchAll(/\b(?:fill|stroke|stop-color)="(#[0-9a-fA-F]{3,6})"/g)].map(([, colour = '']) => colour);

const iconSchema = z.object({ light: z.string(), dark: z.string() });

let descriptions: INodeTypeDescription[];
let fields: Array<{ node: string; field: INodeProperties }>;

beforeAll(async () => {
	const { nodes } = await loadPackage();
	descriptions = Object.values(nodes).map(({ type }) => NodeHelpers.getVersionedNodeType(type).description);
	fields = descriptions.flatMap(({ name, properties }) =>
		properties.flatMap(withNested).map((field) => ({ node: name, field })),
	);
	expect(fields.length).toBeGreaterThan(500);
});

const failing = (isWrong: (field: INodeProperties) => boolean) =>
	fields.filter(({ field }) => isWrong(field)).map(({ node, field }) => `${node}: ${field.name}`);

it.each(CODEX)('valid-node-categories, no-codex-subcategories, no-logic-or-flow-nodes: %s', (file) => {
	const codex = z
		.looseObject({ categories: z.array(z.enum(CATEGORIES)).min(1) })
		.parse(JSON.parse(readFileSync(join(ROOT, file), 'utf8')));
	expect(codex).not.toHaveProperty('subcategories');
});

it('valid-codex-categories: the codex is only in the .node.json', () => {
	const sources = CODEX.map((file) => readFileSync(join(ROOT, file).replace(/\.json$/, '.ts'), 'utf8'));
	expect(sources.filter((source) => /\bcodex\b/.test(source))).toEqual([]);
});

it('icon-contrast: every icon is visible in its theme', () => {
	const credentials = readdirSync(join(ROOT, 'credentials'))
		.filter((file) => file.endsWith('.credentials.ts'))
		.map((file) => ({
			folder: join(ROOT, 'credentials'),
			icon: builtCredential(file.replace('.credentials.ts', '')).icon,
		}));
	const nodes = CODEX.map((file) => {
		const source = readFileSync(join(ROOT, file).replace(/\.json$/, '.ts'), 'utf8');
		const [, light, dark] = /icon: \{ light: '(.+?)', dark: '(.+?)' \}/.exec(source) ?? [];
		return { folder: dirname(join(ROOT, file)), icon: { light, dark } };
	});
	const icons = [...credentials, ...nodes].flatMap(({ folder, icon }) => {
		const { light, dark } = iconSchema.parse(icon);
		expect(light).not.toBe(dark);
		const read = (path: string) => readFileSync(join(folder, path.replace(/^file:/, '')), 'utf8');
		return [
			{ path: light, colours: coloursOf(read(light)), background: BACKGROUNDS.light },
			{ path: dark, colours: coloursOf(read(dark)), background: BACKGROUNDS.dark },
		];
	});
	expect(icons.length).toBeGreaterThan(20);
	const weak = icons.filter(
		({ colours, background }) =>
			Math.max(0, ...colours.map((colour) => contrast(colour, background))) < MIN_CONTRAST,
	);
	expect(weak).toEqual([]);
});

it('icon-contrast: finds a black icon on a dark background', () => {
	expect(contrast('#000', BACKGROUNDS.dark)).toBeLessThan(MIN_CONTRAST);
	expect(contrast('#000', '#fff')).toBeCloseTo(21);
});

it('hint-max-length', () => {
	expect(failing(({ hint = '' }) => hint.length > MAX_HINT_LENGTH)).toEqual([]);
	const hints = readdirSync(join(ROOT, 'credentials'))
		.filter((file) => file.endsWith('.credentials.ts'))
		.flatMap((file) => builtCredential(file.replace('.credentials.ts', '')).properties)
		.map(({ hint = '' }) => hint);
	expect(hints.filter((hint) => hint.length > MAX_HINT_LENGTH)).toEqual([]);
});

it('single-credential-per-node', () => {
	expect(descriptions.filter(({ credentials = [] }) => credentials.length > 1)).toEqual([]);
});

it('non-required-fields-in-collection', () => {
	const outside = descriptions.flatMap((description) => {
		const selectors = selectorsOf(description);
		return description.properties.filter(
			({ name, type, required }) =>
				required !== true && !NO_INPUT.includes(type) && !BY_GUIDELINE.includes(name) && !selectors.has(name),
		);
	});
	expect([...new Set(outside.map(({ name }) => name))].sort()).toEqual([...MAIN_FIELDS].sort());
});

it('open-ended-node-fields: no optional JSON outside a collection', () => {
	const open = descriptions.flatMap(({ name, properties }) =>
		properties
			.filter(({ type, required }) => type === 'json' && required !== true)
			.map((field) => `${name}: ${field.name}`),
	);
	expect(open).toEqual([]);
});

it('require-param-default', () => {
	expect(failing((field) => !('default' in field))).toEqual([]);
});

it('no-asterisk-in-option-names, no-duplicate-param-options', () => {
	const names = (field: INodeProperties) => choicesOf(field).map(({ name }) => name);
	const values = (field: INodeProperties) => choicesOf(field).map(({ value }) => value);
	expect(failing((field) => names(field).some((name) => name.includes('*')))).toEqual([]);
	expect(failing((field) => repeated(names(field)).length > 0)).toEqual([]);
	expect(failing((field) => repeated(values(field)).length > 0)).toEqual([]);
});

it('options-sorted-alphabetically: long lists are sorted, except operations and the entry Automatic', () => {
	// The first operation is the one that most users need. Transcript is not part of the packages that are verified.
	const long = fields.filter(
		({ node, field }) =>
			node !== 'transcript' && field.name !== 'operation' && choicesOf(field).length >= MIN_SORTED,
	);
	expect(long.length).toBeGreaterThan(10);
	const unsorted = long.filter(({ field }) => {
		const names = choicesOf(field)
			.map(({ name }) => name)
			.filter((name) => name !== 'Automatic');
		const sorted = [...names].sort((left, right) =>
			left.localeCompare(right, undefined, { sensitivity: 'base' }),
		);
		return names.join() !== sorted.join();
	});
	expect(unsorted.map(({ node, field }) => `${node}: ${field.name}`)).toEqual([]);
});

it('node-class-description-name-camelcase, node-class-description-non-core-color, trigger names', () => {
	for (const { name, displayName, defaults, group } of descriptions) {
		expect(name).toMatch(/^[a-z][A-Za-z]+$/);
		expect(defaults).not.toHaveProperty('color');
		expect(name.endsWith('Trigger')).toBe(group.includes('trigger'));
		expect(displayName.endsWith(' Trigger')).toBe(group.includes('trigger'));
	}
});

it('no-hardcoded-ids: no account of a partner or reseller', () => {
	const bundle = readFileSync(join(ROOT, 'dist', 'bundle.js'), 'utf8');
	expect(bundle).not.toMatch(/\b(partner|affiliate|reseller|tenant|client)_?id['"]?\s*[:=]\s*['"]/i);
});

it('cred-class-name-suffix, cred-class-name-field-conventions', () => {
	const names = descriptions.flatMap(({ credentials = [] }) => credentials.map(({ name }) => name));
	expect(names.length).toBeGreaterThan(7);
	expect(names.filter((name) => !/^[a-z]\w*Api$/.test(name))).toEqual([]);
});

it('no-monorepo, require-mit-license, require-community-node-keyword', () => {
	const manifest = z
		.looseObject({ license: z.literal('MIT'), keywords: z.array(z.string()), repository: z.looseObject({}) })
		.parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
	expect(manifest.keywords).toContain('n8n-community-node-package');
	expect(manifest.repository).not.toHaveProperty('directory');
});
