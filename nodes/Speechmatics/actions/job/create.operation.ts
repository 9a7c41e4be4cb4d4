import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import type { ItemContext } from '../../../shared/execution/runItems';
import type { VendorClient } from '../../../shared/http/client';
import { jobSchema, type JobResponse } from '../../../shared/jobs/model';
import { costNotice } from '../../../shared/operations/costNotice';
import { clientFor, createdItem } from '../../../shared/operations/getJob';
import { newJobOnRetryOption, simplifyField } from '../../../shared/operations/jobFields';
import {
	AMONG_FIELDS,
	AMONG_OPTIONS,
	callbackFields as sharedCallbackFields,
	type CallbackLocation,
} from '../../../shared/webhook/callback';
import { languageOption } from '../../parameters/language';
import {
	callbackContentsField,
	createAlignment,
	createOptions,
	createTranscription,
	serverWaitOptions,
	readNotification,
} from '../../request/create';
import { jobConfigOption, jobFields, transcriptionFields } from '../../request/request';
import { recordingFields, textFields, textPropertyOption } from '../../request/sources';
import { speechmatics } from '../../vendor';

const callbackFields: readonly INodeProperties[] = [
	...sharedCallbackFields({ trigger: 'Speechmatics Trigger', ownHeader: true }),
	callbackContentsField,
];

const options: readonly INodeProperties[] = [
	...createOptions,
	...serverWaitOptions,
	jobConfigOption,
	newJobOnRetryOption,
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
	create: (call: ItemContext, client: VendorClient, callback?: IDataObject) => Promise<JobResponse>,
	callbackPlace: CallbackLocation,
): ItemOperation['execute'] {
	return async (call) => {
		const client = await clientFor(speechmatics, call);
		const created = await create(call, client, await readNotification(call, client, callbackPlace));
		return [createdItem(call, created)];
	};
}
