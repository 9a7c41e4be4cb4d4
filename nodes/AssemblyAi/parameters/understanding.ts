import type { INodeProperties } from 'n8n-workflow';

import { mappedGroup } from '../../shared/fields/mapped';
import { intelligenceFields, TASKS } from './intelligence';
import { speakersFields } from './speakers';

/** The tasks that also work for an existing transcript, with the same fields as those of a new job. */
export const tasksGroup = mappedGroup(
	'tasks',
	'Tasks',
	[...speakersFields, ...intelligenceFields]
		.filter(({ path }) => path.startsWith(`${TASKS}.`))
		.map((mapped) => ({ ...mapped, path: mapped.path.slice(TASKS.length + 1) })),
);

export const understandingNotice: INodeProperties = {
	displayName:
		'This operation is based on reports about the live API from September 2026 and has not been verified with it',
	name: 'unverifiedNotice',
	type: 'notice',
	default: '',
	displayOptions: { hide: { '@tool': [true] } },
};
