import { z } from 'zod/v4';

import { valuesOf } from '../load';
import type { Facts, ParameterFact } from '../schema';

/** The part of JSON Schema that describes a member of a request. */
interface Shape {
	type?: string | undefined;
	properties?: Record<string, Shape> | undefined;
	items?: Shape | undefined;
	anyOf?: Shape[] | undefined;
	enum?: unknown[] | undefined;
	const?: unknown;
	minimum?: number | undefined;
	maximum?: number | undefined;
	minItems?: number | undefined;
	maxItems?: number | undefined;
	maxLength?: number | undefined;
}

const bound = z.number().optional();

const shapeSchema: z.ZodType<Shape> = z.looseObject({
	type: z.string().optional(),
	get properties() {
		return z.record(z.string(), shapeSchema).optional();
	},
	get items() {
		return shapeSchema.optional();
	},
	get anyOf() {
		return z.array(shapeSchema).optional();
	},
	enum: z.array(z.unknown()).optional(),
	minimum: bound,
	maximum: bound,
	minItems: bound,
	maxItems: bound,
	maxLength: bound,
});

/** Objects that a single fact describes: their rows are part of the field. */
const WHOLE: ReadonlyArray<ParameterFact['type']> = ['rows', 'list'];

/**
 * Where the sandbox's schema of a request differs from the facts, one sentence each. Limits that a schema does not have
 * are left to the sandbox's rules.
 */
export function requestDepartures(facts: Facts, request: z.ZodType): string[] {
	const schema = shapeSchema.parse(z.toJSONSchema(request, { io: 'input', unrepresentable: 'any' }));
	const known = new Map(facts.parameters.map((parameter) => [parameter.path, parameter]));
	const found = new Map<string, Shape>();
	collect(schema, '', known, found);
	return [
		...[...known.keys()].filter((path) => !found.has(path)).map((path) => `${path} is not accepted`),
		...[...found].flatMap(([path, shape]) => {
			const fact = known.get(path);
			if (fact === undefined) return [`${path} is accepted, but there is no fact about it`];
			return departuresOf(facts, fact, shape).map((what) => `${path} ${what}`);
		}),
	];
}

/** Collects the members of an object; an object without a fact of its own is described by its members. */
function collect(
	shape: Shape,
	path: string,
	known: ReadonlyMap<string, ParameterFact>,
	found: Map<string, Shape>,
): void {
	for (const [name, nullable] of Object.entries(shape.properties ?? {})) {
		const inner = withoutNull(nullable);
		const at = path === '' ? name : `${path}.${name}`;
		const fact = known.get(at);
		const isObject = Object.keys(inner.properties ?? {}).length > 0;
		if (fact !== undefined || !isObject) found.set(at, inner);
		if (isObject && !(fact !== undefined && WHOLE.includes(fact.type))) collect(inner, at, known, found);
	}
}

function withoutNull(shape: Shape): Shape {
	return shape.anyOf?.find(({ type }) => type !== 'null') ?? shape;
}

const TYPES: Record<ParameterFact['type'], readonly string[]> = {
	boolean: ['boolean'],
	integer: ['integer'],
	number: ['number'],
	string: ['string'],
	list: ['array'],
	object: ['object'],
	rows: ['array', 'object'],
};

function departuresOf(facts: Facts, fact: ParameterFact, shape: Shape): string[] {
	const entry = shape.items === undefined ? shape : withoutNull(shape.items);
	return [
		...(shape.type === undefined || TYPES[fact.type].includes(shape.type)
			? []
			: [`has the type ${shape.type} instead of ${fact.type}`]),
		...enumDepartures(valuesOf(facts, fact), entry),
		...boundDeparture('minimum', fact.min, shape.minimum),
		...boundDeparture('maximum', fact.max, shape.maximum),
		...(shape.maxItems === undefined
			? []
			: boundDeparture('maximum of entries', fact.maxItems, shape.maxItems)),
		...(entry.maxLength === undefined
			? []
			: boundDeparture('maximum length', fact.maxLength, entry.maxLength)),
	];
}

/** A schema without an enum leaves the values to the sandbox's rules. */
function enumDepartures(values: string[] | undefined, { enum: listed, const: only }: Shape): string[] {
	const accepted = listed ?? (only === undefined ? undefined : [only]);
	if (accepted === undefined) return [];
	if (values === undefined) return ['accepts certain values only'];
	return [
		...values.filter((value) => !accepted.includes(value)).map((value) => `does not accept ${value}`),
		...accepted
			.filter((value) => typeof value !== 'string' || !values.includes(value))
			.map((value) => `accepts ${String(value)}`),
	];
}

/** zod describes an integer by the range of JavaScript. */
const isReal = (bound: number | undefined) =>
	bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;

function boundDeparture(name: string, fact: number | undefined, bound: number | undefined): string[] {
	const given = isReal(bound) ? bound : undefined;
	return fact === given ? [] : [`has the ${name} ${given ?? 'none'} instead of ${fact ?? 'none'}`];
}
