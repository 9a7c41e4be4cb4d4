import type { INodeProperties } from 'n8n-workflow';

import { ONLY_FILE } from '../../shared/fields/recordingFields';

const DESCRIPTION = `A WAV, FLAC, OGG or AMR file. ${ONLY_FILE}`;

/** Botlhale AI accepts files only, no URLs of recordings. */
export const recordingFields: INodeProperties[] = [
	{
		displayName:
			'AI agents cannot pass files, and Botlhale AI accepts no URLs. Let the agent call a workflow (Call n8n Workflow Tool) that downloads the recording as a file and transcribes it with this node.',
		name: 'agentNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { '@tool': [true] } },
	},
	{
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The name of the input field containing the recording',
		description: DESCRIPTION,
	},
];
