import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { VendorClient } from '../../../shared/http/client';
import type { ItemCall } from '../../../shared/items/run';
import { costNotice } from '../../../shared/jobs/costNotice';
import { jobSchema, type JobAnswer } from '../../../shared/jobs/model';
import { simplifyField } from '../../../shared/jobs/operations/fields';
import { clientFor, createdItem } from '../../../shared/jobs/operations/single';
import type { ItemOperation } from '../../../shared/node/operation';
import { optionsField } from '../../../shared/node/requestOptions';
import {
	AMONG_FIELDS,
	AMONG_OPTIONS,
	callbackFields as sharedCallbackFields,
	type CallbackPlace,
} from '../../../shared/webhook/callback';
import {
	callbackContentsField,
	createAlignment,
	createOptions,
	createTranscription,
	heldCreateOptions,
	readNotification,
} from '../../create';
import { languageOption } from '../../parameters/language';
import { jobConfigOption, jobFields, transcriptionFields } from '../../request';
import { recordingFields, textFields, textPropertyOption } from '../../sources';
import { speechmatics } from '../../vendor';

const callbackFields: readonly INodeProperties[] = [
	...sharedCallbackFields({ trigger: 'Speechmatics Trigger', ownHeader: true }),
	callbackContentsField,
];

const options: readonly INodeProperties[] = [
	...createOptions,
	...heldCreateOptions,
	jobConfigOption,
	simplifyField,
];

export const createJobOperation: ItemOperation = {
	name: 'Create',
	value: 'create',
	description: 'Start a transcription and go on at once, without waiting for it',
	action: 'Create a job',
	properties: [
		costNotice(speechmatics.http.displayName),
		...recordingFields,
		...callbackFields,
		...transcriptionFields,
		...jobFields,
		optionsField(options),
	],
	output: jobSchema,
	execute: creating(createTranscription, AMONG_FIELDS),
};

export const createAlignmentOperation: ItemOperation = {
	name: 'Create Alignment',
	value: 'createAlignment',
	description: 'Find out when each word of a known text is spoken, without waiting for it',
	action: 'Create an alignment job',
	properties: [
		costNotice(speechmatics.http.displayName),
		...recordingFields,
		...textFields,
		...jobFields,
		optionsField([...options, ...callbackFields, languageOption, textPropertyOption]),
	],
	output: jobSchema,
	execute: creating(createAlignment, AMONG_OPTIONS),
};

function creating(
	create: (call: ItemCall, client: VendorClient, callback?: IDataObject) => Promise<JobAnswer>,
	callbackPlace: CallbackPlace,
): ItemOperation['execute'] {
	return async (call) => {
		const client = await clientFor(speechmatics, call);
		const created = await create(call, client, await readNotification(call, client, callbackPlace));
		call.noteJob(created.job.jobId);
		return [createdItem(call, created)];
	};
}
