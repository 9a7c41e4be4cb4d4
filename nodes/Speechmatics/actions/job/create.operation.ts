import { costNotice } from '../../../shared/jobs/costNotice';
import { jobSchema } from '../../../shared/jobs/model';
import type { INodeProperties } from 'n8n-workflow';

import { simplifyField } from '../../../shared/jobs/operations/fields';
import { clientFor, jobItem } from '../../../shared/jobs/operations/single';
import { onlyWhen } from '../../../shared/node/describe';
import type { ItemOperation } from '../../../shared/node/operation';
import { optionsField } from '../../../shared/node/requestOptions';
import { callbackFields, readCallback } from '../../../shared/webhook/callback';
import {
	callbackContentsField,
	createJob,
	createOptions,
	heldCreateOptions,
	recordingFields,
	textFields,
} from '../../create';
import { jobFields, transcriptionFields } from '../../request';
import { languageField } from '../../parameters/language';
import { speechmatics } from '../../vendor';

const jobTypeField: INodeProperties = {
	displayName: 'Job Type',
	name: 'jobType',
	type: 'options',
	options: [
		{
			name: 'Alignment',
			value: 'alignment',
			description: 'Find out when each word of a known text is spoken',
		},
		{ name: 'Transcription', value: 'transcription', description: 'Find out what is said' },
	],
	default: 'transcription',
	displayOptions: { hide: { '@tool': [true] } },
};

const groups = transcriptionFields
	.filter(({ name }) => name !== languageField.name)
	.map((field) => onlyWhen({ jobType: ['transcription'] }, field));

export const createJobOperation: ItemOperation = {
	name: 'Create',
	value: 'create',
	description: 'Start a transcription or an alignment and go on at once, without waiting for it',
	action: 'Create a job',
	properties: [
		costNotice(speechmatics.http.displayName),
		jobTypeField,
		...recordingFields,
		...textFields.map((field) => onlyWhen({ jobType: ['alignment'] }, field)),
		languageField,
		...callbackFields({ trigger: 'Speechmatics Trigger', ownHeader: true }),
		callbackContentsField,
		...groups,
		...jobFields,
		simplifyField,
		optionsField([...createOptions, ...heldCreateOptions]),
	],
	output: jobSchema,
	execute: async (call) => {
		const client = await clientFor(speechmatics, call);
		const created = await createJob(call, client, await readCallback(call, client));
		call.noteJob(created.job.jobId);
		return [jobItem(call, created)];
	},
};
