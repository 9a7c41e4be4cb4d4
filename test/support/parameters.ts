import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

/** The selected "Resource" and "Operation"; both are absent for a trigger. */
export interface OperationValues {
	resource?: string;
	operation?: string;
}

/** Every operation of a node; one without names for a node that has none. */
export function operationsOf({ properties }: Pick<INodeTypeDescription, 'properties'>): OperationValues[] {
	const resources = valuesOf(properties.filter(({ name }) => name === 'resource'));
	if (resources.length === 0) return [{}];
	return resources.flatMap((resource) =>
		valuesOf(
			properties.filter((property) => property.name === 'operation' && fits(property, 'resource', resource)),
		).map((operation) => ({ resource, operation })),
	);
}

function valuesOf(menus: readonly INodeProperties[]): string[] {
	return menus.flatMap(({ options = [] }) =>
		options.flatMap((option) =>
			'value' in option && typeof option.value === 'string' ? [option.value] : [],
		),
	);
}

/** The fields of one operation, whether they show at first or not; of a trigger, all fields. */
export function fieldsOfOperation(
	{ properties }: Pick<INodeTypeDescription, 'properties'>,
	{ resource, operation }: OperationValues,
): INodeProperties[] {
	return fieldsOf(properties, resource, operation);
}

function fieldsOf(
	properties: readonly INodeProperties[],
	resource: unknown,
	operation: unknown,
): INodeProperties[] {
	return properties.filter(
		(property) => fits(property, 'resource', resource) && fits(property, 'operation', operation),
	);
}

function fits({ displayOptions }: INodeProperties, name: string, value: unknown): boolean {
	const wanted: unknown[] | undefined = displayOptions?.show?.[name];
	return wanted === undefined || wanted.includes(value);
}

/**
 * Parameters that the operation does not have, e.g. `options.speed`. n8n ignores them in silence, so a test or an
 * example that sets one does not do what it says.
 */
export function unknownParameters(
	description: Pick<INodeTypeDescription, 'properties'>,
	parameters: Readonly<Record<string, unknown>>,
): string[] {
	const { properties } = description;
	const chosen = (name: string, fields: INodeProperties[]) =>
		parameters[name] ?? fields.find((field) => field.name === name)?.default;
	const resource = chosen('resource', properties);
	const operation = chosen(
		'operation',
		properties.filter((property) => fits(property, 'resource', resource)),
	);
	const fields = fieldsOf(properties, resource, operation);
	return Object.entries(parameters).flatMap(([name, value]) => {
		const found = fields.filter((field) => field.name === name);
		if (found.length === 0) return [name];
		const inner = found.flatMap(namesInside);
		if (inner.length === 0 || typeof value !== 'object' || value === null || Array.isArray(value)) return [];
		return Object.keys(value)
			.filter((key) => !inner.includes(key))
			.map((key) => `${name}.${key}`);
	});
}

function namesInside({ type, options = [] }: INodeProperties): string[] {
	return type === 'collection' || type === 'fixedCollection' ? options.map(({ name }) => name) : [];
}
