import type { IDataObject } from 'n8n-workflow';

import { firstExclusion, getPath, rule, type Rule } from '../../shared/fields/exclusions';
import { applyGroups } from '../../shared/fields/mapped';
import {
	checkField,
	fieldError,
	objectSchema,
	optionLabel,
	readJsonOption,
	type ParameterSource,
} from '../../shared/fields/parameters';
import { additionalOption, DEFAULT_MODEL, submissionGroups } from '../parameters/recognition';

/** The body of `POST /stt`, without the recording if that is a file. */
export interface Submission {
	/** Contains `wait` only if the JSON option sets it. */
	config: IDataObject;
	request: IDataObject;
	/** Additional members, set by the JSON option. */
	rest: IDataObject;
	/** `config` with the model under its other name; absent if the JSON option names the model. */
	otherConfig?: IDataObject;
}

/**
 * Reads the fields and the JSON option, which overrides them. `recording` is the member of `request` that comes from
 * the recording: its URL, or the file name as the default label.
 * @throws NodeOperationError for an invalid value, or for parameters that exclude each other
 */
export function readSubmission(
	source: ParameterSource,
	recording: { label?: string } | { uri: string },
): Submission {
	const label = optionLabel(additionalOption);
	const json = readJsonOption(source, additionalOption);
	const { config: jsonConfig = {}, request: jsonRequest = {}, ...rest } = json;
	const own = {
		config: checkField(source, `${label}: config`, objectSchema, jsonConfig),
		request: checkField(source, `${label}: request`, objectSchema, jsonRequest),
	};
	const conflict = firstExclusion('uri' in recording ? [...RULES, NO_WAIT] : RULES, own);
	if (conflict) throw fieldError(source, label, conflict.what, conflict.hint);

	const set: { config: IDataObject; request: IDataObject } = { config: {}, request: {} };
	applyGroups(source, submissionGroups, set);
	const { engine, model = engine ?? DEFAULT_MODEL, ...config } = set.config;
	const request = { ...recording, ...set.request, ...own.request };
	if (namesModel(own.config)) return { config: { ...config, ...own.config }, request, rest };
	const byName = {
		engine: { engine: model, ...config, ...own.config },
		model: { model, ...config, ...own.config },
	};
	return set.config.model === undefined
		? { config: byName.engine, request, rest, otherConfig: byName.model }
		: { config: byName.model, request, rest, otherConfig: byName.engine };
}

function namesModel({ engine, model }: IDataObject): boolean {
	return engine !== undefined || model !== undefined;
}

/** What the JSON option must not set: the recording, the model under both of its names, a wait that is not a boolean. */
const RULES: readonly Rule[] = [
	...['data', 'uri', 'audio'].map((name) =>
		rule(
			name,
			(own) => getPath(own, 'request', name) !== undefined,
			`must not set "request.${name}", because it is the recording itself`,
			'Use the "Recording" field instead.',
		),
	),
	rule(
		'model',
		(own) => getPath(own, 'config', 'engine') !== undefined && getPath(own, 'config', 'model') !== undefined,
		'must not set both "config.engine" and "config.model", because they are two names for the model',
		'Remove one of them.',
	),
	rule(
		'wait',
		(own) => !['undefined', 'boolean'].includes(typeof getPath(own, 'config', 'wait')),
		'must set "config.wait" to true or false',
		'Enter the value without quotes, or remove it.',
	),
];

const NO_WAIT = rule(
	'wait',
	(own) => getPath(own, 'config', 'wait') === true,
	'must not set "config.wait" to true while "Recording" is "URL"',
	'Prosa.ai only waits for recordings that are sent as a file.',
);
