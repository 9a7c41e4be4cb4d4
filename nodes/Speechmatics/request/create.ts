import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { trimmedText } from '../../shared/core/trimmedText';
import type { ItemContext } from '../../shared/execution/runItems';
import { getPath } from '../../shared/fields/exclusions';
import { fieldError, optionLabel, readOptions } from '../../shared/fields/parameters';
import { showWhen } from '../../shared/fields/showWhen';
import type { VendorClient } from '../../shared/http/client';
import type { UploadFile } from '../../shared/http/multipart';
import { createOnce } from '../../shared/jobs/createOnce';
import type { CreatedJob } from '../../shared/jobs/vendor';
import { readCallback, type CallbackLocation } from '../../shared/webhook/callback';
import { createJob as postJob, getJob, type NewJob } from '../api/api';
import type { CreatedJob as NewJobResponse, JobDetails } from '../api/schemas';
import { withoutSecrets } from '../api/secrets';
import { contentsField } from '../parameters/notifications';
import { minimalJob, fileNameOf, toJob } from '../response/job';
import { findMarked, withMark } from './mark';
import { jobConfigOption, readJobConfig, type JobType } from './request';
import { readRecording, readSpokenText, type Source } from './sources';

/** What the callback brings along. */
export const callbackContentsField: INodeProperties = showWhen(
	{ callback: ['trigger', 'url'] },
	contentsField('callbackContents', 'Callback Contents'),
);

/** Options of a create, for servers on premises. */
export const createOptions: INodeProperties[] = [
	{
		displayName: 'On-Premises: Parallel Engines',
		name: 'parallelEngines',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1000 },
		default: 1,
		description: 'How many engines share the job, on a server of your own',
	},
	{
		displayName: 'On-Premises: User ID',
		name: 'processingUserId',
		type: 'string',
		default: '',
		description: 'For whom the job is counted, on a server of your own',
	},
];

/** Options of a create that the server may hold. */
export const serverWaitOptions: INodeProperties[] = [
	{
		displayName: 'Wait at Server (Seconds)',
		name: 'serverWait',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 3600 },
		default: 0,
		description:
			'How long a newer server may hold the call until the job has ended. With «Simplify» off the answer then holds the transcript.',
	},
	{
		displayName: 'Wait at Server: Format',
		name: 'serverWaitFormat',
		type: 'options',
		options: [
			{ name: 'Captions (SRT)', value: 'srt' },
			{ name: 'JSON', value: 'json-v2' },
			{ name: 'Text', value: 'txt' },
		],
		default: 'json-v2',
		description: 'Form of the transcript in the answer',
	},
];

/**
 * Creates a transcription, with the file in the same request; `callback` is a row of `notification_config`.
 * @throws NodeApiError, NodeOperationError
 */
export async function createTranscription(
	call: ItemContext,
	client: VendorClient,
	callback?: IDataObject,
): Promise<CreatedJob> {
	return await createJob(call, client, { type: 'transcription', text: {}, callback });
}

/** Creates an alignment, with recording and text in the same request. See `createTranscription`. */
export async function createAlignment(
	call: ItemContext,
	client: VendorClient,
	callback?: IDataObject,
): Promise<CreatedJob> {
	return await createJob(call, client, { type: 'alignment', text: await readSpokenText(call), callback });
}

interface NewJobParts {
	type: JobType;
	text: Source;
	callback: IDataObject | undefined;
}

async function createJob(
	call: ItemContext,
	client: VendorClient,
	{ type, text, callback }: NewJobParts,
): Promise<CreatedJob> {
	const recording = await readRecording(call);
	const sources = { fetchData: recording.fetch, fetchText: text.fetch };
	const asked = readJobConfig(call, type, { ...sources, callback: undefined });
	const config = callback ? readJobConfig(call, type, { ...sources, callback }) : asked;
	// Both at once make the job fail at the vendor, after the upload.
	rejectDuplicateSource(call, 'Recording', recording.file, config.fetch_data);
	rejectDuplicateSource(call, 'Spoken Text', text.file, config.fetch_text);
	const options = serverOptions(call);
	const like = { fileName: recording.file?.fileName, url: getPath(config, 'fetch_data', 'url') };
	return await createOnce(call, client, {
		what: [asked, options, await recording.file?.identity(), await text.file?.identity()],
		send: async (mark) => {
			const job: NewJob = {
				config: withMark(config, mark),
				...(recording.file ? { recording: recording.file } : {}),
				...(text.file ? { text: text.file } : {}),
				...options,
			};
			const made = await postJob(client, job);
			return { job: jobOf(made, config, recording), raw: withoutSecrets(made) };
		},
		resume: async (jobId) => toCreated(await getJob(client, jobId, 0)),
		find: async (mark, since) => {
			const found = await findMarked(client, mark, like, since);
			return found && toCreated(found);
		},
	});
}

function toCreated(details: JobDetails): CreatedJob {
	return { job: toJob(details), raw: withoutSecrets({ job: details }) };
}

function rejectDuplicateSource(
	call: ItemContext,
	label: string,
	file: UploadFile | undefined,
	fetch: unknown,
): void {
	if (!file || fetch === undefined || fetch === null) return;
	throw fieldError(
		call,
		label,
		`is a file and is also set in "${optionLabel(jobConfigOption)}"`,
		'Remove one of the two: Speechmatics rejects both together.',
	);
}

/**
 * The callback as a row of `notification_config`; nothing in the body unless it is asked for.
 * @throws NodeOperationError
 */
export async function readNotification(
	call: ItemContext,
	client: VendorClient,
	place: CallbackLocation,
): Promise<IDataObject | undefined> {
	const callback = await readCallback(call, client, place);
	if (!callback) return undefined;
	const { url, header } = callback;
	const name = `${place.path}callbackContents`;
	const contents: unknown = call.context.getNodeParameter(name, call.itemIndex, []);
	return {
		url,
		contents: Array.isArray(contents) ? contents.map(trimmedText) : [],
		...(header ? { auth_headers: [`${header.name}: ${header.value}`] } : {}),
	};
}

function serverOptions(call: ItemContext): Pick<NewJob, 'processing' | 'wait'> {
	const options = readOptions(call, 'options', 'Options');
	const engines = Number(options.parallelEngines ?? 0);
	const userId = trimmedText(options.processingUserId);
	const processing = {
		...(engines > 0 ? { parallel_engines: engines } : {}),
		...(userId === '' ? {} : { user_id: userId }),
	};
	const seconds = Number(options.serverWait ?? 0);
	return {
		...(Object.keys(processing).length > 0 ? { processing } : {}),
		...(seconds > 0 ? { wait: { seconds, format: trimmedText(options.serverWaitFormat) || 'json-v2' } } : {}),
	};
}

function jobOf(made: NewJobResponse | JobDetails, config: IDataObject, recording: Source) {
	if (isDetails(made)) return toJob(made);
	const title = getPath(config, 'tracking', 'title');
	const url = getPath(config, 'fetch_data', 'url');
	const name =
		trimmedText(title) || (recording.file?.fileName ?? fileNameOf(typeof url === 'string' ? url : undefined));
	// The answer to a create that is not held is the ID alone; the job runs from then on.
	return minimalJob(made.id, made.status ?? 'running', name);
}

function isDetails(made: NewJobResponse | JobDetails): made is JobDetails {
	return typeof made.created_at === 'string';
}
