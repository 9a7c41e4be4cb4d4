import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { z } from 'zod/v4';

import type { Field } from '../../../facts/compare/fields';
import { shortGroups } from '../../../nodes/AssemblyAi/parameters/short';
import { PARAMETER_GROUPS } from '../../../nodes/AssemblyAi/request/request';
import { LANGUAGES as BOTLHALE_LANGUAGES } from '../../../nodes/Botlhale/api/languages';
import { jobParameters, shortParameters } from '../../../nodes/Botlhale/parameters/recognition';
import { submissionGroups } from '../../../nodes/Prosa/parameters/recognition';
import type { MappedField, MappedGroup } from '../../../nodes/shared/fields/mapped';
import { CONFIG_GROUPS } from '../../../nodes/Speechmatics/request/jobConfig';
import { paramsSchema } from '../../../sandbox/assemblyai/request/params';
import { syncConfigSchema } from '../../../sandbox/assemblyai/routes/sync';
import { bodySchema } from '../../../sandbox/prosa/jobs/submit';
import { configSchema } from '../../../sandbox/speechmatics/request/config';

/** What facts are compared with: the fields of a vendor's node, and the sandbox's schema of the request if it has one. */
interface Compared {
	name: string;
	folder: string;
	fields: readonly Field[];
	request?: z.ZodType;
}

export const COMPARED: readonly Compared[] = [
	{
		name: 'assemblyai',
		folder: 'AssemblyAi',
		fields: [
			...fieldsOf(PARAMETER_GROUPS),
			...fieldsOf(shortGroups).map((field) => ({ ...field, path: `sync.${field.path}` })),
		],
		request: paramsSchema.extend({ sync: syncConfigSchema }),
	},
	{
		name: 'botlhale',
		folder: 'Botlhale',
		fields: fieldsOf([
			...jobParameters(BOTLHALE_LANGUAGES).groups,
			...shortParameters(BOTLHALE_LANGUAGES).groups,
		]),
	},
	{
		name: 'prosa',
		folder: 'Prosa',
		// The field chooses the name under which the model is sent.
		fields: fieldsOf(submissionGroups).filter(({ path }) => path !== 'config.model'),
		request: bodySchema,
	},
	{
		name: 'speechmatics',
		folder: 'Speechmatics',
		fields: fieldsOf([...CONFIG_GROUPS.transcription, ...CONFIG_GROUPS.alignment]),
		request: configSchema,
	},
];

/** One field per path: if several fields set a member, the first one with options, else the first one. */
function fieldsOf(groups: readonly MappedGroup[]): Field[] {
	const byPath = new Map<string, Field>();
	for (const field of groups.flatMap((group) => group.fields).map(toField)) {
		const earlier = byPath.get(field.path);
		if (earlier === undefined || (earlier.options === undefined && field.options !== undefined)) {
			byPath.set(field.path, field);
		}
	}
	return [...byPath.values()];
}

function toField({ path, field, toValue }: MappedField): Field {
	const { minValue, maxValue } = field.typeOptions ?? {};
	const options = optionsOf(field).flatMap(({ name, value, description = '' }) => {
		const sent = field.type === 'options' && toValue ? toValue(value, {}) : value;
		return typeof sent === 'string' && sent !== '' ? [{ name, value: sent, description }] : [];
	});
	return {
		path,
		description: field.description ?? '',
		...(options.length > 0 ? { options } : {}),
		...(minValue === undefined ? {} : { min: minValue }),
		...(maxValue === undefined ? {} : { max: maxValue }),
	};
}

function optionsOf({ options = [] }: INodeProperties): INodePropertyOptions[] {
	return options.filter((option): option is INodePropertyOptions => 'value' in option && !('type' in option));
}
