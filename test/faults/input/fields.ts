import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { hasTimeLimit, type Case, type VendorTable } from '../model';

/** A field of an operation, and the parameters that set its value. */
export interface Field {
	/** `job:create from a URL` */
	operation: string;
	from: Case;
	/** `Options › Retries` */
	title: string;
	/** The display names of the path to the field. */
	labels: string[];
	/** Parameters of the operation with this value; the others are set so that the field is read. */
	fill(value: unknown): Record<string, unknown>;
}

type Put = (value: unknown) => unknown;

/** Few and fast requests, so that a run ends soon whatever the value of a field. */
const OPTIONS = { retries: 0, requestTimeout: 10 };
const TIME_LIMIT = 0.004;

/** Every field of every operation of a vendor's action node, including those in collections. */
export function fieldsOf(vendor: VendorTable, description: INodeTypeDescription): Field[] {
	return Object.entries(vendor.operations).flatMap(([operation, cases]) =>
		cases
			.filter(({ list }) => list === undefined)
			.flatMap((from) => fieldsOfCase(operation, from, description)),
	);
}

function fieldsOfCase(operation: string, from: Case, description: INodeTypeDescription): Field[] {
	const base = baseOf(operation, from);
	const own = { typeVersion: 1 };
	const all = NodeHelpers.getNodeParameters(description.properties, base, true, false, own, description);
	return description.properties
		.filter(({ name, type }) => !['resource', 'operation'].includes(name) && type !== 'notice')
		.filter((property) => NodeHelpers.displayParameter(all ?? base, property, own, description))
		.flatMap((property) =>
			leavesOf(property).map(({ labels, put }): Field => ({
				operation: from.name === undefined ? operation : `${operation} ${from.name}`,
				from,
				title: labels.join(' › '),
				labels,
				fill: (value) => {
					const made = put(value);
					const before = base[property.name];
					const isGroup = isObject(made) && isObject(before) && property.type === 'collection';
					return {
						...base,
						[property.name]: isGroup && made !== value ? Object.assign({}, before, made) : made,
					};
				},
			})),
		);
}

function baseOf(operation: string, from: Case): INodeParameters {
	const [resource = '', value = ''] = operation.split(':');
	return {
		resource,
		operation: value,
		...from.parameters,
		options: {
			...from.options,
			...OPTIONS,
			...(hasTimeLimit(operation, from) ? { timeLimit: TIME_LIMIT } : {}),
		},
	};
}

/** The field itself, and each field in it. */
function leavesOf(property: INodeProperties): Array<{ labels: string[]; put: Put }> {
	const { displayName, type, options = [] } = property;
	const whole = { labels: [displayName], put: (value: unknown) => value };
	const inside = (fields: INodeProperties[], put: (name: string, value: unknown) => unknown) =>
		fields.flatMap((field) =>
			leavesOf(field).map((leaf) => ({
				labels: [displayName, ...leaf.labels],
				put: (value: unknown) => put(field.name, leaf.put(value)),
			})),
		);
	if (type === 'collection') {
		return [whole, ...inside(options.filter(isField), (name, value) => ({ [name]: value }))];
	}
	if (type === 'fixedCollection') {
		return [
			whole,
			...options.filter(isRows).flatMap((rows) =>
				inside(rows.values, (name, value) => ({
					[rows.name]:
						property.typeOptions?.multipleValues === true ? [{ [name]: value }] : { [name]: value },
				})),
			),
		];
	}
	if (type === 'resourceLocator') {
		const modes = (property.modes ?? []).map(({ name }) => name);
		return [
			// n8n itself rejects null before the node runs.
			{ ...whole, put: (value: unknown) => value ?? '' },
			...modes.map((mode) => ({
				labels: [displayName],
				put: (value: unknown) => ({ __rl: true, mode, value }),
			})),
		];
	}
	return [whole];
}

function isField(option: object): option is INodeProperties {
	return 'type' in option;
}

function isRows(option: object): option is INodePropertyCollection {
	return 'values' in option;
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
