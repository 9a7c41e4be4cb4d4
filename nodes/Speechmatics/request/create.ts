import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { trimmedText } from '../../shared/core/trimmedText';
import type { ItemContext } from '../../shared/execution/runItems';
import { getPath } from '../../shared/fields/exclusions';
import { fieldError, optionLabel, readOptions } from '../../shared/fields/parameters';
import { showWhen } from '../../shared/fields/showWhen';
import type { VendorClient } from '../../shared/http/client';
import type { FormFile } from '../../shared/http/multipart';
import { createOnce } from '../../shared/jobs/createOnce';
import type { JobResponse } from '../../shared/jobs/model';
import { readCallback, type CallbackLocation } from '../../shared/webhook/callback';
import { createJob as postJob, listJobs, type NewJob } from '../api/api';
import type { CreatedJob, JobDetails } from '../api/schemas';
import { withoutSecrets } from '../api/secrets';
import { contentsField } from '../parameters/notifications';
import { minimalJob, fileNameOf, toJob } from '../response/job';
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
): Promise<JobResponse> {
	return await createJob(call, client, { type: 'transcription', text: {}, callback });
}

/** Creates an alignment, with recording and text in the same request. See `createTranscription`. */
export async function createAlignment(
	call: ItemContext,
	client: VendorClient,
	callback?: IDataObject,
): Promise<JobResponse> {
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
): Promise<JobResponse> {
	const recording = await readRecording(call);
	const config = readJobConfig(call, type, {
		fetchData: recording.fetch,
		fetchText: text.fetch,
		callback,
	});
	// Both at once make the job fail at the vendor, after the upload.
	rejectDuplicateSource(call, 'Recording', recording.file, config.fetch_data);
	rejectDuplicateSource(call, 'Spoken Text', text.file, config.fetch_text);
	const job: NewJob = {
		config,
		...(recording.file ? { recording: recording.file } : {}),
		...(text.file ? { text: text.file } : {}),
		...serverOptions(call),
	};
	const made = await createOnce<CreatedJob | JobDetails>(
		client,
		async (mayAlreadyExist) => await postJob(client, job, mayAlreadyExist),
		hasReference(config)
			? async (since) => await findByReference(client, config, since, recording.file?.fileName)
			: undefined,
		async (since) => await hasNewJobOf(client, config, since, recording.file?.fileName),
	);
	return { job: jobOf(made, config, recording), raw: withoutSecrets(made) };
}

function rejectDuplicateSource(
	call: ItemContext,
	label: string,
	file: FormFile | undefined,
	fetch: unknown,
): void {
	if (!file || fetch === undefined || fetch === null) return;
	throw fieldError(
		call,
		label,
		`is given as a file and also in «${optionLabel(jobConfigOption)}»`,
		'Remove one of the two: Speechmatics refuses both together.',
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

/**
 * The job that an unanswered create has made, by the person's own reference. It must be the only one since
 * then, and of the same file: a guess would give the transcript of another recording.
 */
async function findByReference(
	client: VendorClient,
	config: IDataObject,
	since: number,
	fileName: string | undefined,
): Promise<JobDetails | undefined> {
	const reference = getPath(config, 'tracking', 'reference');
	const jobs = await listJobs(client, { limit: 100 });
	const found = jobs.filter(
		(job) =>
			job.config?.tracking?.reference === reference &&
			Date.parse(job.created_at) >= since &&
			(fileName === undefined || isNamed(job, fileName)),
	);
	return found.length === 1 ? found[0] : undefined;
}

function hasReference(config: IDataObject): boolean {
	const reference = getPath(config, 'tracking', 'reference');
	return typeof reference === 'string' && reference !== '';
}

/** Whether a job of this file or address was made since then: perhaps the one whose answer was lost, perhaps another's. */
async function hasNewJobOf(
	client: VendorClient,
	config: IDataObject,
	since: number,
	fileName: string | undefined,
): Promise<boolean> {
	const url = getPath(config, 'fetch_data', 'url');
	const jobs = await listJobs(client, { limit: 100 });
	return jobs.some(
		(job) =>
			Date.parse(job.created_at) >= since &&
			(fileName === undefined ? job.config?.fetch_data?.url === url : isNamed(job, fileName)),
	);
}

/** A quotation mark in a form is sent as `%22`; whether it comes back as such is not documented. */
function isNamed({ data_name: name }: JobDetails, fileName: string): boolean {
	return (name ?? '').replaceAll('%22', '"') === fileName.replaceAll('%22', '"');
}

function jobOf(made: CreatedJob | JobDetails, config: IDataObject, recording: Source) {
	if (isDetails(made)) return toJob(made);
	const title = getPath(config, 'tracking', 'title');
	const url = getPath(config, 'fetch_data', 'url');
	const name =
		trimmedText(title) || (recording.file?.fileName ?? fileNameOf(typeof url === 'string' ? url : undefined));
	// The answer to a create that is not held is the ID alone; the job runs from then on.
	return minimalJob(made.id, made.status ?? 'running', name);
}

function isDetails(made: CreatedJob | JobDetails): made is JobDetails {
	return typeof made.created_at === 'string';
}
