import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { applyGroups, propertiesOf } from '../../shared/fields/mapped';
import {
	fieldError,
	optionLabel,
	readJsonOption,
	type ParameterSource,
} from '../../shared/fields/parameters';
import type { VendorClient } from '../../shared/http/client';
import { LANGUAGES } from '../api/languages';
import type { NamedParameters } from '../api/names';
import { storableUrl } from '../api/notifyUrl';
import {
	additionalOption,
	jobParameters,
	shortParameters,
	type NamedFields,
} from '../parameters/recognition';

const job = jobParameters(LANGUAGES);
const short = shortParameters(LANGUAGES);

export const jobFields: INodeProperties[] = propertiesOf(job.groups);
export const shortFields: INodeProperties[] = propertiesOf(short.groups);

/**
 * The parameters of a job.
 * @param notifyUrl is called when it finishes; without one, the JSON option may set it
 * @throws NodeOperationError that names the field
 */
export function readJobParameters(
	source: ParameterSource,
	client: VendorClient,
	notifyUrl?: string,
): NamedParameters {
	const own = ownNotifyUrl(source, client);
	if (own !== undefined && notifyUrl !== undefined) {
		throw fieldError(
			source,
			OWN_NOTIFY_URL,
			'cannot be combined with "Callback"',
			'Remove it, or set "Callback" to "None".',
		);
	}
	const url = notifyUrl ?? own;
	return toParameters(source, job, url === undefined ? {} : { notify_url: url });
}

const OWN_NOTIFY_URL = `${optionLabel(additionalOption)}: notify_url`;

/** The callback URL in the JSON option, which follows the rules of the field. */
function ownNotifyUrl(source: ParameterSource, client: VendorClient): string | undefined {
	const { notify_url: given } = readJsonOption(source, additionalOption);
	if (given === undefined || given === null) return undefined;
	return storableUrl(source, client, OWN_NOTIFY_URL, typeof given === 'string' ? given : '');
}

/** The parameters of the synchronous request. @throws NodeOperationError that names the field */
export function readShortParameters(source: ParameterSource): NamedParameters {
	return toParameters(source, short, {});
}

function toParameters(source: ParameterSource, fields: NamedFields, more: IDataObject): NamedParameters {
	const set: IDataObject = {};
	applyGroups(source, fields.groups, set);
	const written = withWrittenBooleans(set);
	const own = readJsonOption(source, additionalOption);
	const renamed = mapNames(written, (name) => fields.oldNames[name] ?? name);
	return {
		snake: asTexts({ ...written, ...own, ...more }),
		old: asTexts({ ...renamed, ...own, ...more }),
	};
}

/** Booleans are `True` and `False` in all of Botlhale AI's examples. */
function withWrittenBooleans(values: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => [
			name,
			typeof value === 'boolean' ? (value ? 'True' : 'False') : value,
		]),
	);
}

function mapNames(values: IDataObject, toName: (name: string) => string): IDataObject {
	return Object.fromEntries(Object.entries(values).map(([name, value]) => [toName(name), value]));
}

/** A form holds text only; `null` is not sent. */
function asTexts(values: IDataObject): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values)
			.filter(([, value]) => value !== undefined && value !== null)
			.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
	);
}
