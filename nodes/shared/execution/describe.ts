import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { alphabetical } from '../fields/alphabetical';
import type { Operation, Resource } from './operation';
import { withRequestOnly } from './requestOptions';

/**
 * The "Resource" and "Operation" menus and the fields of each operation, which are only shown for that operation.
 * @param resources in the order of the menu and of the node creator: the first is the default
 * @param moreOptions the vendor's own options (`VendorHttp.requestOptions`), added to the "Options" of every operation
 */
export function describeResources(
	resources: readonly Resource[],
	moreOptions: readonly INodeProperties[] = [],
): INodeProperties[] {
	const defaultResource = resources[0]?.value ?? '';
	const resourceMenu: INodeProperties = {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value }) => ({ name, value })),
		default: defaultResource,
	};
	return [
		resourceMenu,
		...resources.map(operationMenu),
		...resources.flatMap((resource) =>
			resource.operations.flatMap((operation) =>
				operation.properties.map((property) =>
					shownFor(resource, operation, withOptions(property, moreOptions)),
				),
			),
		),
	];
}

/**
 * The expression of the text below a node on the canvas: what its operation does, e.g. "Transcribe a recording". The
 * names of resource and operation alone would read `transcribe: transcript`.
 */
export function subtitleOf(resources: readonly Resource[]): string {
	const actions = Object.fromEntries(
		resources.flatMap((resource) =>
			resource.operations.map(({ value, action }) => [`${resource.value} ${value}`, action]),
		),
	);
	return `={{ (${JSON.stringify(actions)})[$parameter["resource"] + " " + $parameter["operation"]] }}`;
}

/** The default operation comes first, because most people need it; the others are in alphabetical order. */
function operationMenu(resource: Resource): INodeProperties {
	const { defaultOperation } = resource;
	const others = resource.operations.filter(({ value }) => value !== defaultOperation);
	const first = resource.operations.filter(({ value }) => value === defaultOperation);
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		options: [...first, ...alphabetical(others)].map(({ name, value, description, action }) => ({
			name,
			value,
			description,
			action,
		})),
		default: defaultOperation,
	};
}

function shownFor(resource: Resource, operation: Operation, property: INodeProperties): INodeProperties {
	const displayOptions: IDisplayOptions = {
		...property.displayOptions,
		show: {
			...property.displayOptions?.show,
			resource: [resource.value],
			operation: [operation.value],
		},
	};
	return { ...property, displayOptions };
}

function withOptions(property: INodeProperties, more: readonly INodeProperties[]): INodeProperties {
	if (property.name !== 'options' || more.length === 0) return property;
	const options = (property.options ?? []).filter((option): option is INodeProperties => 'type' in option);
	return {
		...property,
		options: alphabetical([...options, ...more.map(withRequestOnly)]),
	};
}
