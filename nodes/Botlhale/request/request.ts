import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { applyGroups } from '../../shared/fields/mapped';
import { readJsonOption, type ParameterSource } from '../../shared/fields/parameters';
import { LANGUAGES } from '../api/languages';
import type { NamedParameters } from '../api/names';
import { additionalOption, jobGroup, shortGroup, type NamedGroup } from '../parameters/recognition';

const job = jobGroup(LANGUAGES);
const short = shortGroup(LANGUAGES);

export const jobFields: INodeProperties[] = [job.property];
export const shortFields: INodeProperties[] = [short.property];

/** The parameters of a job; `notifyUrl` is called when it finishes. @throws NodeOperationError that names the field */
export function readJobParameters(source: ParameterSource, notifyUrl?: string): NamedParameters {
	return toParameters(source, job, notifyUrl === undefined ? {} : { notify_url: notifyUrl });
}

/** The parameters of the synchronous request. @throws NodeOperationError that names the field */
export function readShortParameters(source: ParameterSource): NamedParameters {
	return toParameters(source, short, {});
}

function toParameters(source: ParameterSource, group: NamedGroup, more: IDataObject): NamedParameters {
	const set: IDataObject = {};
	applyGroups(source, [group], set);
	const own = readJsonOption(source, additionalOption);
	const renamed = mapNames(set, (name) => group.oldNames[name] ?? name);
	return {
		snake: asTexts({ ...set, ...more, ...own }),
		old: asTexts({ ...renamed, ...more, ...own }),
	};
}

function mapNames(values: IDataObject, toName: (name: string) => string): IDataObject {
	return Object.fromEntries(Object.entries(values).map(([name, value]) => [toName(name), value]));
}

/** A form holds text only. */
function asTexts(values: IDataObject): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => [
			name,
			typeof value === 'string' ? value : JSON.stringify(value),
		]),
	);
}
