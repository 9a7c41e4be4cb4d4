import './environment';

import { Credentials } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type ICredentialsExpressionResolveValues,
	type ICredentialType,
	type IDataObject,
	type IExecuteData,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeParameters,
	type INodeCredentialsDetails,
	type INodeProperties,
	type INodeTypes,
	type IRequestOptionsSimplified,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
	deepCopy,
	ICredentialsHelper,
	isExpression,
	NodeHelpers,
	UserError,
	Workflow,
} from 'n8n-workflow';

import { isDataObject } from './guards';

export type CredentialTypes = (name: string) => ICredentialType;

const ID_OF_TEST_NODE = 'temp';

/**
 * Credentials like those of n8n's own helper (`n8n/dist/credentials-helper.js`), from fixtures instead of a database:
 * defaults are filled in, expressions resolved, `authenticate` and `preAuthentication` of the real credential class are
 * called, and the result of `preAuthentication` is stored for the next request.
 */
export class FixtureCredentials extends ICredentialsHelper {
	constructor(
		private readonly credentialTypes: CredentialTypes,
		private readonly nodeTypes: INodeTypes,
		private readonly stored: Map<string, ICredentialDataDecryptedObject>,
	) {
		super();
	}

	getParentTypes(name: string): string[] {
		const parents = this.credentialTypes(name).extends ?? [];
		return [...parents, ...parents.flatMap((parent) => this.getParentTypes(parent))];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.credentialTypes(type).properties;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		incoming: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const options: IHttpRequestOptions = 'url' in incoming ? incoming : { ...incoming, url: '' };
		const { authenticate } = this.credentialTypes(typeName);
		if (authenticate === undefined) return options;
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		if (workflow === undefined || node === undefined) {
			throw new UserError('Workflow and node are required for declarative credential authentication');
		}

		const resolve = (value: unknown): string => {
			if (typeof value !== 'string' || !isExpression(value)) return String(value);
			const additionalKeys = { $credentials: credentials };
			const result = workflow.expression.getSimpleParameterValue(
				node,
				value,
				'internal',
				additionalKeys,
				undefined,
				'',
			);
			return result ? String(result) : '';
		};
		const resolveAll = (values: IDataObject = {}): IDataObject =>
			Object.fromEntries(Object.entries(values).map(([key, value]) => [resolve(key), resolve(value)]));

		const { headers, qs, body, auth } = authenticate.properties;
		Object.assign(options, { headers: { ...options.headers, ...resolveAll(headers) } });
		if (qs) Object.assign(options, { qs: { ...options.qs, ...resolveAll(qs) } });
		if (auth) Object.assign(options, { auth: { ...options.auth, ...resolveAll({ ...auth }) } });
		if (body) {
			const before = isDataObject(options.body) ? options.body : {};
			Object.assign(options, { body: { ...before, ...resolveAll(body) } });
		}
		return options;
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { preAuthentication, properties } = this.credentialTypes(typeName);
		const token = properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable,
		);
		if (token === undefined || preAuthentication === undefined) return undefined;

		const isTest = node.id === ID_OF_TEST_NODE;
		if (credentials[token.name] !== '' && !credentialsExpired && !isTest) return undefined;

		const output = await preAuthentication.call(helpers, credentials);
		if (output[token.name] === undefined) return undefined;
		const kept = this.stored.get(typeName);
		if (kept !== undefined) Object.assign(kept, output);
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const output = await this.credentialTypes(typeName).preAuthentication?.call(helpers, credentials);
		return isCredentialData(output) ? output : undefined;
	}

	async getCredentials(details: INodeCredentialsDetails, type: string): Promise<Credentials> {
		const credentials = new Credentials({ id: details.id, name: details.name }, type);
		await credentials.setData(this.read(details, type));
		return credentials;
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		details: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		values?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const data = this.read(details, type);
		if (raw === true) return data;

		if (!isNodeParameters(data)) throw new UserError(`Credential "${type}" has no fields`);
		const properties = this.getCredentialsProperties(type);
		const complete = NodeHelpers.getNodeParameters(properties, data, true, false, null, null) ?? {};
		const resolved = values
			? values.workflow.expression.getParameterValue(
					complete,
					values.runExecutionData,
					values.runIndex,
					values.itemIndex,
					values.node.name,
					values.connectionInputData,
					mode,
					{},
					executeData,
					false,
					complete,
				)
			: this.blankWorkflow().expression.getComplexParameterValue(
					BLANK_NODE,
					complete,
					mode,
					{},
					undefined,
					undefined,
					complete,
				);
		if (!isCredentialData(resolved)) throw new UserError(`Credential "${type}" could not be resolved`);
		return resolved;
	}

	async updateCredentials(
		_details: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.stored.set(type, deepCopy(data));
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw new UserError('No credential of this package uses OAuth');
	}

	private read(details: INodeCredentialsDetails, type: string): ICredentialDataDecryptedObject {
		const data = this.stored.get(type);
		if (data === undefined) {
			throw new UserError(`Credential with ID "${String(details.id)}" does not exist for type "${type}".`);
		}
		return deepCopy(data);
	}

	private blankWorkflow(): Workflow {
		return new Workflow({ nodes: [BLANK_NODE], connections: {}, active: false, nodeTypes: this.nodeTypes });
	}
}

const BLANK_NODE: INode = {
	id: 'blank',
	name: 'Blank',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** The node under which n8n runs a credential's test request. */
export function nodeOfCredentialTest(type: string): INode {
	return {
		...BLANK_NODE,
		id: ID_OF_TEST_NODE,
		name: 'Temp-Node',
		credentials: { [type]: { id: type, name: type } },
	};
}

function isCredentialData(value: unknown): value is ICredentialDataDecryptedObject {
	return isDataObject(value);
}

function isNodeParameters(value: unknown): value is INodeParameters {
	return isDataObject(value);
}
