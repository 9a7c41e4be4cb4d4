import type { IDataObject } from 'n8n-workflow';

import { applyGroups, labelOfPath } from '../../shared/fields/mapped';
import { fieldError, type ParameterSource } from '../../shared/fields/parameters';
import { TASKS } from '../parameters/intelligence';
import { tasksGroup } from '../parameters/understanding';
import { findConflict } from './exclusions';

/** The tasks of one item. @throws NodeOperationError if there is none, or for tasks that are not complete */
export function readTasks(source: ParameterSource): IDataObject {
	const tasks: IDataObject = {};
	applyGroups(source, [tasksGroup], tasks);
	if (Object.keys(tasks).length === 0) {
		throw fieldError(
			source,
			tasksGroup.property.displayName,
			'must have at least one task',
			'Add e.g. "Translation: Languages" or "Speech Understanding: Summary".',
		);
	}
	// Whether the job has labelled its speakers is known to AssemblyAI only.
	const conflict = findConflict({ speaker_labels: true, speech_understanding: { request: tasks } });
	if (conflict === undefined) return tasks;
	const path = conflict.parameter.slice(TASKS.length + 1);
	const label = labelOfPath([tasksGroup], path, tasks) ?? tasksGroup.property.displayName;
	throw fieldError(source, label, conflict.what, conflict.hint);
}
