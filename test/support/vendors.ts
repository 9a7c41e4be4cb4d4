import type { ICredentialTestRequest, IDataObject, INodeProperties } from 'n8n-workflow';

import { vendors, type Vendor } from '../../platform/vendors';
import { KEY } from '../../sandbox/core/credential';
import { builtCredential, builtNode } from '../../scripts/built';

/** A vendor, and what the editor shows of its nodes: what the suites that go over all vendors need. */
export interface TestedVendor extends Vendor {
	/** Whether its callbacks can resume a suspended execution. */
	suspends: boolean;
	/** Whether the trigger and the suspended execution subscribe to all jobs; otherwise each job names the URL. */
	subscribes: boolean;
	/** Whether only executions of published workflows can be suspended. */
	needsPublished: boolean;
	/** The callbacks that Create offers. */
	callbacks: string[];
	/** Whether jobs can be listed. */
	lists: boolean;
	/** Whether jobs can be deleted. */
	deletes: boolean;
	/** Whether it takes recordings by URL. */
	takesUrl: boolean;
	/** The parameters with which Create and Transcribe take a file. */
	fromFile: IDataObject;
	/** Options of Transcribe for waiting by polling, for vendors that may hold a request. */
	pollingOptions: IDataObject;
	/** A recording in a language of the vendor. */
	recording: string;
	/** The fields of the credential that make it invalid. */
	badSecret: Record<string, string>;
	/** What the test of a bad credential says, or its first words. */
	refusal: string;
	/** The fields of a credential that leads to the vendor at another address. */
	leadTo(address: string): Record<string, string | boolean>;
}

/** A vendor whose requests create jobs. */
export interface TestedJobVendor extends TestedVendor {
	looks: NonNullable<Vendor['looks']>;
}

/** All vendors, including those without jobs. */
export const allVendors: readonly TestedVendor[] = vendors.map((vendor) => {
	const { folder, name, credential, recordings } = vendor;
	const { description } = builtNode(folder, folder);
	const { test, preAuthentication } = builtCredential(`${folder}TranscriptionApi`);
	const fields = (resource: string, operation: string) =>
		description.properties.filter(
			({ displayOptions }) =>
				displayOptions?.show?.resource?.includes(resource) &&
				displayOptions.show.operation?.includes(operation),
		);
	const operations = namesIn(
		description.properties.find(
			(field) => field.name === 'operation' && field.displayOptions?.show?.resource?.includes('job'),
		),
	);
	const transcribe = fields('transcript', 'transcribe');
	const sources = namesIn(transcribe.find((field) => field.name === 'recordingSource'));
	const callbacks = namesIn(fields('job', 'create').find((field) => field.name === 'callback'));
	const options = namesIn(transcribe.find((field) => field.name === 'options'));
	return {
		...vendor,
		suspends: description.webhooks !== undefined,
		subscribes: callbacks.length === 0,
		needsPublished:
			callbacks.includes('resume') && (description.webhooks ?? []).some(({ name }) => name === 'setup'),
		callbacks: callbacks.filter((callback) => callback !== 'none'),
		lists: operations.includes('getMany'),
		deletes: operations.includes('delete'),
		takesUrl: sources.includes('url'),
		fromFile: sources.length > 0 ? { recordingSource: 'binary' } : {},
		pollingOptions: options.includes('wait') ? { wait: 'never' } : {},
		recording: recordings.at(-1) ?? '',
		badSecret: Object.fromEntries(
			Object.entries(credential('')).flatMap(([field, value]) => (value === KEY ? [[field, 'bad-key']] : [])),
		),
		refusal:
			preAuthentication === undefined ? refusalOf(test?.rules ?? []) : 'The refresh token was rejected',
		leadTo: (address) =>
			Object.fromEntries(
				Object.entries(credential('')).map(([field, value]) => [
					field,
					typeof value === 'string' ? value.replace(`/${name}`, address) : value,
				]),
			),
	};
});

/** The vendors with jobs. The engine tests of a vendor without jobs are in its own folder. */
export const testedVendors: readonly TestedJobVendor[] = allVendors.filter(hasJobs);

function hasJobs(vendor: TestedVendor): vendor is TestedJobVendor {
	return vendor.looks !== undefined;
}

/** What the test of a credential says of a rejected key. */
function refusalOf(rules: NonNullable<ICredentialTestRequest['rules']>): string {
	const rule = [...rules].find(({ properties }) => 'value' in properties && properties.value === 401);
	return rule?.properties.message ?? '';
}

/** The values of a menu, the names of the fields of a collection. */
function namesIn(field: INodeProperties | undefined): string[] {
	return (field?.options ?? []).map((option) => String('value' in option ? option.value : option.name));
}
