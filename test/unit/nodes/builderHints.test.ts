import { NodeHelpers } from 'n8n-workflow';

import { loadPackage, type LoadedPackage } from '../../support/engine/node-types';

let loaded: LoadedPackage;

beforeAll(async () => {
	loaded = await loadPackage();
});

const described = () =>
	Object.values(loaded.nodes).map(({ type }) => NodeHelpers.getVersionedNodeType(type).description);

it('every node tells the AI workflow builder when to use it', () => {
	const hints = described().map(({ builderHint }) => builderHint?.searchHint ?? '');
	expect(hints.length).toBeGreaterThan(8);
	expect(hints.filter((hint) => hint.length < 100)).toEqual([]);
});

it('only names related nodes that exist', () => {
	const own = described().map(({ name }) => `${loaded.name}.${name}`);
	const related = described().flatMap(({ builderHint }) => builderHint?.relatedNodes ?? []);
	expect(related.length).toBeGreaterThan(8);
	const names = related.map(({ nodeType }) => nodeType).filter((name) => !name.startsWith('n8n-nodes-base.'));
	expect(names.filter((name) => !own.includes(name))).toEqual([]);
});

it('only names operations that the node, or the node of the trigger, has', () => {
	const names = new Set(
		described().flatMap(({ properties }) =>
			properties
				.filter(({ name }) => name === 'operation')
				.flatMap(({ options = [] }) => options.map(({ name }) => name)),
		),
	);
	const text = described()
		.map(({ builderHint }) => builderHint?.searchHint)
		.join(' ');
	const named = [...text.matchAll(/operation (\w+)/g)].map(([, name = '']) => name);
	expect(named.length).toBeGreaterThan(8);
	expect(named.filter((name) => !names.has(name))).toEqual([]);
});
