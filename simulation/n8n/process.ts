import type { INodeParameters } from 'n8n-workflow';

import type { PackageCode } from '../package/load';

export type NodeType = keyof PackageCode['nodes'];

/** A process of n8n with the package loaded in it. */
export class Process {
	isAlive = true;

	constructor(
		readonly name: string,
		readonly code: PackageCode,
	) {}

	/** All parameters of a node with their defaults. */
	parametersOf(type: NodeType, given: INodeParameters): INodeParameters {
		const key = `${type} ${JSON.stringify(given)}`;
		const known = parameters.get(this.code)?.get(key);
		if (known) return known;
		const all = this.code.withDefaults(this.code.nodes[type], given);
		const own = parameters.get(this.code) ?? new Map<string, INodeParameters>();
		parameters.set(this.code, own);
		if (own.size >= MOST_KEPT) own.clear();
		own.set(key, all);
		return all;
	}
}

/** Lives have few different parameters, and n8n needs milliseconds to fill in the defaults. */
const parameters = new WeakMap<PackageCode, Map<string, INodeParameters>>();

const MOST_KEPT = 2_000;
