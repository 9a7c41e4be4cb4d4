import './environment';

import { existsSync } from 'node:fs';
import path from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';
import {
	type IDataObject,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
	type IVersionedNodeType,
	type LoadedClass,
	NodeConnectionTypes,
	NodeHelpers,
	UserError,
} from 'n8n-workflow';

import type { CredentialTypes } from './credentials';

const PACKAGE_DIRECTORY = path.resolve(__dirname, '../../..');

/** The built package, loaded by n8n's own loader: classes, codex, icons, listed credentials. */
export interface LoadedPackage {
	/** npm name, the first part of every node type: `<name>.<node>`. */
	readonly name: string;
	readonly nodes: Record<string, LoadedClass<INodeType | IVersionedNodeType>>;
	readonly credentialType: CredentialTypes;
}

/**
 * Loads the package from its `dist`, by the lists in package.json.
 *
 * @throws UserError when the package is not built
 */
export async function loadPackage(directory = PACKAGE_DIRECTORY): Promise<LoadedPackage> {
	if (!existsSync(path.join(directory, 'dist'))) {
		throw new UserError(`No dist in ${directory}: run "npm run build" first`);
	}
	const loader = new PackageDirectoryLoader(directory);
	await loader.loadAll();
	return {
		name: loader.packageName,
		nodes: loader.nodeTypes,
		credentialType: (name) => loader.getCredential(name).type,
	};
}

/** A node that outputs its input, like n8n's Manual Trigger and No Operation. */
function passThrough(name: string, group: INodeTypeDescription['group'], inputs: ['main'] | []): INodeType {
	return {
		description: {
			displayName: name,
			name,
			group,
			version: 1,
			description: 'Hands its input on',
			defaults: { name },
			inputs,
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute() {
			return [this.getInputData()];
		},
	};
}

const BUILT_IN: Record<string, INodeType> = {
	'n8n-nodes-base.manualTrigger': passThrough('manualTrigger', ['trigger'], []),
	'n8n-nodes-base.noOp': passThrough('noOp', ['transform'], [NodeConnectionTypes.Main]),
};

/** n8n's registry of node types: the package's, the two built-in ones, and those a test brings along. */
export class NodeTypes implements INodeTypes {
	constructor(
		private readonly loaded: LoadedPackage,
		private readonly extra: Record<string, INodeType>,
		private readonly anyParameters = false,
	) {}

	/** Whether a test may only set parameters that the node has. Default: for nodes of the package. */
	isStrict(type: string): boolean {
		return !this.anyParameters && type.startsWith(`${this.loaded.name}.`);
	}

	getByName(type: string): INodeType | IVersionedNodeType {
		const [packageName, ...rest] = type.split('.');
		const known = this.extra[type] ?? BUILT_IN[type];
		if (known !== undefined) return known;
		const node = packageName === this.loaded.name ? this.loaded.nodes[rest.join('.')] : undefined;
		if (node === undefined) throw new UserError(`Unrecognized node type: ${type}`);
		return node.type;
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes(): IDataObject {
		return {};
	}

	/** The version of a new node of this type in n8n's editor. */
	newestVersion(type: string): number {
		const { description } = this.getByNameAndVersion(type);
		if (description.defaultVersion !== undefined) return description.defaultVersion;
		return Array.isArray(description.version) ? Math.max(...description.version) : description.version;
	}
}
