import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { alphabetical } from '../fields/alphabetical';
import type { Operation, Resource } from './operation';

/**
 * The "Resource" and "Operation" menus and the fields of each operation, which are only shown for that operation.
 * @param moreOptions the vendor's own options (`VendorHttp.requestOptions`), added to the "Options" of every operation
 */
export function describeResources(
	resources: readonly Resource[],
	defaultResource: string,
	moreOptions: readonly INodeProperties[] = [],
): INodeProperties[] {
	const resourceMenu: INodeProperties = {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: alphabetical(resources.map(({ name, value }) => ({ name, value }))),
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

function operationMenu(resource: Resource): INodeProperties {
	const { defaultOperation } = resource;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		options: alphabetical(
			resource.operations.map(({ name, value, description, action }) => ({
				name,
				value,
				description,
				action,
			})),
		),
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
		options: alphabetical([...options, ...more]),
	};
}
