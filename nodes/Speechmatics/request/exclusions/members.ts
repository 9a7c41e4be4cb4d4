import type { IDataObject } from 'n8n-workflow';

import { trimmedText } from '../../../shared/core/trimmedText';
import { isSetAt, listAt, rule, valueAt, type Rule } from '../../../shared/fields/exclusions';

/**
 * Members of a job config by their path, e.g. `transcription_config.domain`. Nothing is assumed about its structure,
 * because parts of it may be JSON of the user.
 */

export const CONFIG = 'transcription_config';
export const SPEAKERS = `${CONFIG}.speaker_diarization_config`;
export const FILTERING = `${CONFIG}.transcript_filtering_config`;
export const IDENTIFICATION = 'language_identification_config';

export const textAt = (config: IDataObject, path: string): string => trimmedText(valueAt(config, path));

/** Whether a member orders something: `false` and an empty list do not. */
export const isOn = (config: IDataObject, path: string): boolean => {
	const value = valueAt(config, path);
	return isSetAt(config, path) && value !== false && !(Array.isArray(value) && value.length === 0);
};

export const languageOf = (config: IDataObject): string => textAt(config, `${CONFIG}.language`);

/** Whether a model is chosen, by the newer or the older name of the setting. */
export const usesModel = (config: IDataObject, ...models: string[]): boolean =>
	[`${CONFIG}.model`, `${CONFIG}.operating_point`].some((path) => models.includes(textAt(config, path)));

export const isMelia = (config: IDataObject): boolean => usesModel(config, 'melia-1');

/** A member of a row; rows are unknown objects. */
export const cellOf = (row: unknown, key: string): unknown =>
	typeof row === 'object' && row !== null ? Reflect.get(row, key) : undefined;

/** A list in a row; empty if there is none. */
export const listOf = (row: unknown, key: string): unknown[] => {
	const list = cellOf(row, key);
	return Array.isArray(list) ? list : [];
};

export function atMost(path: string, limit: number, what: string): Rule {
	return rule(
		path,
		(config) => listAt(config, path).length > limit,
		`has more than ${limit} ${what}`,
		'Remove some.',
	);
}

/** A rule that each row of a list must follow. */
export function inEveryRow(
	path: string,
	isWrong: (row: object) => boolean,
	what: string,
	hint: string,
): Rule {
	return rule(
		path,
		(config) => listAt(config, path).some((row) => typeof row === 'object' && row !== null && isWrong(row)),
		what,
		hint,
	);
}
