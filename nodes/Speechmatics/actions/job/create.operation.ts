import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import type { ItemContext } from '../../../shared/execution/runItems';
import type { VendorClient } from '../../../shared/http/client';
import { stopBeforeOption } from '../../../shared/jobs/budget';
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
import { identity } from '../../api/identity';
import type { JobType } from '../../parameters/jobType';
import { callbackContentsField } from '../../parameters/notifications';
import { createAlignment, createTranscription, readNotification } from '../../request/create';
import { onPremisesOptions, serverWaitOptions } from '../../request/createSettings';
import { jobConfigOption, jobFields } from '../../request/jobConfig';
import { recordingFields } from '../../request/recording';
import { textFields, textPropertyOption } from '../../request/spokenText';
import { speechmatics } from '../../vendor';

const callbackFields = (type: JobType): INodeProperties[] => [
	...sharedCallbackFields({ trigger: 'Speechmatics Trigger', ownHeader: true }),
	callbackContentsField(type),
];

const options: readonly INodeProperties[] = [
	...onPremisesOptions,
	...serverWaitOptions,
	jobConfigOption,
	newJobOnRetryOption,
	simplifyField,
	stopBeforeOption,
];

export const createJobOperation: ItemOperation = {
	name: 'Create',
	value: 'create',
	description: 'Start a transcription job and continue immediately without waiting for the result',
	action: 'Create a job',
	properties: [
		costNotice(identity.displayName),
		...recordingFields,
		...callbackFields('transcription'),
		...jobFields('transcription'),
		optionsField(options),
	],
	output: jobSchema,
	execute: creating(createTranscription, AMONG_FIELDS),
};

export const createAlignmentOperation: ItemOperation = {
	name: 'Create Alignment',
	value: 'createAlignment',
	description:
		'Start a job that finds when each word of a given text is spoken, and continue immediately without waiting for the result',
	action: 'Create an alignment job',
	properties: [
		costNotice(identity.displayName),
		...recordingFields,
		...textFields,
		...jobFields('alignment'),
		optionsField([...options, ...callbackFields('alignment'), textPropertyOption]),
	],
	output: jobSchema,
	execute: creating(createAlignment, AMONG_OPTIONS),
};

function creating(
	create: (call: ItemContext, client: VendorClient, callback?: IDataObject) => Promise<JobResponse>,
	callbackLocation: CallbackLocation,
): ItemOperation['execute'] {
	return async (call) => {
		const client = await clientFor(speechmatics, call);
		const created = await create(call, client, await readNotification(call, client, callbackLocation));
		return [createdItem(call, created)];
	};
}
