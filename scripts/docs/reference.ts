import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

import { table } from './table';

/**
 * The reference part of a vendor's page, generated from the node's description: operations with their fields, and each
 * group of parameters once.
 */
export function referenceOf(action: INodeTypeDescription, trigger: INodeTypeDescription): string {
	const resources = optionsOf(action.properties.find(({ name }) => name === 'resource'));
	const groups = groupsOf(action);
	return [
		'## Operations',
		table(
			['Resource', 'Operation', 'Description'],
			resources.flatMap((resource) =>
				operationsOf(action, resource.value).map((operation) => [
					resource.name,
					operation.name,
					operation.description ?? '',
				]),
			),
		),
		...resources.flatMap((resource) =>
			operationsOf(action, resource.value).flatMap((operation) => [
				`### ${resource.name}: ${operation.name}`,
				fieldsOf(action, groups, resource.value, operation.value),
			]),
		),
		'## Fields that can be added',
		'The node only sends the fields that you add.',
		...groups.flatMap(({ heading, group }) => [`### ${heading}`, fieldTable(innerFields(group))]),
		'## Trigger',
		`Starts a workflow when ${action.displayName} sends a callback, e.g. because a job has completed or failed.`,
		fieldTable(trigger.properties.filter(({ type }) => type !== 'notice')),
	].join('\n\n');
}

type Value = INodePropertyOptions['value'];

function optionsOf(property: INodeProperties | undefined): INodePropertyOptions[] {
	return (property?.options ?? []).filter(
		(option): option is INodePropertyOptions => 'value' in option && !('type' in option),
	);
}

function shownFor(property: INodeProperties, resource: Value, operation?: Value): boolean {
	const show = property.displayOptions?.show;
	const fits = (key: string, value: Value | undefined) =>
		value === undefined || show?.[key] === undefined || show[key].includes(value);
	return show?.resource !== undefined && fits('resource', resource) && fits('operation', operation);
}

function operationsOf(node: INodeTypeDescription, resource: Value): INodePropertyOptions[] {
	return node.properties
		.filter((property) => property.name === 'operation' && shownFor(property, resource))
		.flatMap(optionsOf);
}

/** Collections that several operations share; "Options" and "Filters" differ for each operation. */
function isGroup(property: INodeProperties): boolean {
	return property.type === 'collection' && property.name !== 'options' && property.name !== 'filters';
}

function fieldsOf(
	node: INodeTypeDescription,
	sections: readonly GroupSection[],
	resource: Value,
	operation: Value,
): string {
	const fields = node.properties.filter(
		(property) =>
			property.name !== 'operation' &&
			property.type !== 'notice' &&
			property.displayOptions?.show?.['@tool'] === undefined &&
			shownFor(property, resource, operation),
	);
	const links = fields
		.filter(isGroup)
		.flatMap((group) =>
			sections
				.filter((section) => contentsOf(section.group) === contentsOf(group))
				.map(({ heading }) => `[${group.displayName}](#${anchor(heading)})`),
		);
	return [
		fieldTable(fields.filter((field) => !isGroup(field))),
		...(links.length > 0 ? [`More fields: ${links.join(', ')}.`] : []),
	].join('\n\n');
}

/** A collection that operations share, with the heading of its table. */
interface GroupSection {
	heading: string;
	group: INodeProperties;
}

/** Each collection once; if operations have different ones of the same name, the heading names the operations. */
function groupsOf(node: INodeTypeDescription): GroupSection[] {
	const distinct = new Map<string, INodeProperties[]>();
	for (const group of node.properties.filter(isGroup)) {
		const key = contentsOf(group);
		distinct.set(key, [...(distinct.get(key) ?? []), group]);
	}
	const names = [...distinct.values()].map(([group]) => group?.displayName);
	return [...distinct.values()].flatMap((alike) => {
		const [group] = alike;
		if (group === undefined) return [];
		const isOnly = names.filter((name) => name === group.displayName).length === 1;
		const heading = isOnly
			? group.displayName
			: `${group.displayName} of ${alike.flatMap((each) => operationNames(node, each)).join(', ')}`;
		return [{ heading, group }];
	});
}

function operationNames(node: INodeTypeDescription, property: INodeProperties): string[] {
	return optionsOf(node.properties.find(({ name }) => name === 'resource'))
		.filter(({ value }) => shownFor(property, value))
		.flatMap((resource) =>
			operationsOf(node, resource.value)
				.filter(({ value }) => shownFor(property, resource.value, value))
				.map(({ name }) => `${resource.name}: ${name}`),
		);
}

function contentsOf(group: INodeProperties): string {
	return JSON.stringify([group.displayName, group.options]);
}

/**
 * The fields of a collection. A field may be there several times, under different conditions. The default of a field is
 * its value when it is added. For the vendor's parameters and for switches, this is not what applies without the field.
 */
function innerFields(property: INodeProperties): INodeProperties[] {
	const fields = (property.options ?? []).filter((option): option is INodeProperties => 'type' in option);
	const isOfVendor = property.name === 'additionalFields';
	return [...new Map(fields.map((field) => [field.name, field])).values()].map((field) =>
		isOfVendor || field.default === true ? { ...field, default: undefined } : field,
	);
}

function fieldTable(fields: readonly INodeProperties[]): string {
	const rows = fields.flatMap((field) => [
		[field.displayName, `\`${field.name}\``, describe(field)],
		...(field.type === 'collection'
			? innerFields(field).map((inner) => [`— ${inner.displayName}`, `\`${inner.name}\``, describe(inner)])
			: []),
	]);
	return table(['Field', 'Parameter', 'Description'], rows);
}

/** Long lists, e.g. of languages, are shortened: the editor shows all entries. */
const LONGEST_LIST = 12;

function describe(field: INodeProperties): string {
	const names = optionsOf(field).map(({ name }) => name);
	const list =
		names.length > LONGEST_LIST
			? `${names.slice(0, LONGEST_LIST).join(', ')} and ${names.length - LONGEST_LIST} more`
			: names.join(', ');
	const text = field.description ?? field.hint ?? '';
	const byDefault = field.default;
	const isStated = /\bDefaults?\b/.test(text);
	return [
		sentence(text),
		list === '' ? '' : sentence(`One of: ${list}`),
		!isStated && (typeof byDefault === 'number' || typeof byDefault === 'boolean')
			? sentence(`Default: ${String(byDefault)}`)
			: '',
	]
		.filter((part) => part !== '')
		.join(' ');
}

function sentence(text: string): string {
	const plain = text.replace(/<a href="([^"]+)">([^<]+)<\/a>/g, '[$2]($1)').trim();
	return plain === '' || /[.!?]$/.test(plain) ? plain : `${plain}.`;
}

function anchor(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N} -]/gu, '')
		.replaceAll(' ', '-');
}
