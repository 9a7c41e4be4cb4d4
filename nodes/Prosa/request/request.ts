import type { IDataObject } from 'n8n-workflow';

import { firstExclusion, rule, type Rule } from '../../shared/fields/exclusions';
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

/** The body of `POST /stt` without the recording. */
export interface Submission {
	config: IDataObject;
	request: IDataObject;
	/** Additional members, set by the JSON option. */
	rest: IDataObject;
}

/**
 * Reads the fields and the JSON option, which overrides them. `fileName` is the default label.
 * @throws NodeOperationError for an invalid value, or for parameters that exclude each other
 */
export function readSubmission(source: ParameterSource, fileName: string | undefined): Submission {
	const config: IDataObject = {};
	const request: IDataObject = fileName ? { label: fileName } : {};
	applyGroups(source, submissionGroups, { config, request });
	const {
		config: ownConfig = {},
		request: ownRequest = {},
		...rest
	} = readJsonOption(source, additionalOption);
	const label = optionLabel(additionalOption);
	const namesModel = config.engine !== undefined || config.model !== undefined;
	const submission: Submission = {
		config: {
			...(namesModel ? {} : { engine: DEFAULT_MODEL }),
			...config,
			...checkField(source, `${label}: config`, objectSchema, ownConfig),
		},
		request: { ...request, ...checkField(source, `${label}: request`, objectSchema, ownRequest) },
		rest,
	};
	const conflict = firstExclusion(RULES, submission.request);
	if (conflict) throw fieldError(source, label, conflict.what, conflict.hint);
	return submission;
}

const WHERE = 'Use the "Recording" field instead.';

/** The recording comes from the "Recording" field. */
const RULES: readonly Rule[] = ['data', 'uri', 'audio'].map((name) =>
	rule(
		name,
		(request) => request[name] !== undefined,
		`must not set "request.${name}", because it is the recording itself`,
		WHERE,
	),
);
