import { shortGroups } from '../../../nodes/AssemblyAi/parameters/short';
import { PARAMETER_GROUPS } from '../../../nodes/AssemblyAi/request/request';
import { fieldsOf } from './describeFacts';

/** The fields of AssemblyAI's node; those of the Sync API below `sync`, as in its facts. */
export const ASSEMBLYAI_FIELDS = [
	...fieldsOf(PARAMETER_GROUPS),
	...fieldsOf(shortGroups).map((field) => ({ ...field, path: `sync.${field.path}` })),
];
