import type { INodeProperties } from 'n8n-workflow';

import { groupField, type LeadField } from '../../shared/fields/define';
import type { GroupValues } from '../../shared/fields/group';

/** A field of the editor and the member of the job config that it sets. */
export interface ConfigField {
	field: INodeProperties;
	/** Where the value goes, e.g. `transcription_config.domain`. */
	path: string;
	/** What is sent; `undefined` for nothing. The value itself where this is absent. */
	toValue?: (value: GroupValues[string]) => unknown;
}

/** A collection whose fields know their place in the job config. */
export interface ConfigGroup {
	property: INodeProperties;
	fields: readonly ConfigField[];
}

/** See `group`. */
export function configGroup(
	name: string,
	displayName: string,
	fields: readonly ConfigField[],
	lead?: Omit<LeadField, 'field'> & { field: ConfigField },
): ConfigGroup {
	return {
		property: groupField(
			name,
			displayName,
			fields.map(({ field }) => field),
			lead && { ...lead, field: lead.field.field },
		),
		fields: lead ? [lead.field, ...fields] : fields,
	};
}

/** Binds a field to `path`, and to what becomes of its value. */
export function at(
	path: string,
	field: INodeProperties,
	toValue?: (value: GroupValues[string]) => unknown,
): ConfigField {
	return { path, field, ...(toValue ? { toValue } : {}) };
}

/** For a feature that is asked for by an empty object. */
export function whenOn(value: GroupValues[string]): object | undefined {
	return value === true ? {} : undefined;
}
