import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { VendorClient } from '../shared/http/client';
import type { FormFile } from '../shared/http/multipart';
import { inner } from '../shared/items/conflicts';
import { fieldError, readChoice, readOptions, readRequiredText } from '../shared/items/parameters';
import { binaryFile } from '../shared/items/recording';
import {
	readWebAddress,
	recordingFields as sharedRecordingFields,
	recordingSource,
} from '../shared/items/recordingFields';
import type { ItemCall } from '../shared/items/run';
import { textOf } from '../shared/items/textOf';
import { createOnce } from '../shared/jobs/createOnce';
import type { JobAnswer } from '../shared/jobs/model';
import { onlyWhen } from '../shared/node/describe';
import type { Callback } from '../shared/webhook/callback';
import { createJob as postJob, listJobs, type NewJob } from './api';
import { readHeaders } from './headers';
import { bareJob, fileNameOf, toJob } from './job';
import { contentsField } from './parameters/notifications';
import { headersField } from './parameters/rows';
import { readJobConfig, type JobType } from './request';
import type { CreatedJob, JobDetails } from './schemas';
import { withoutSecrets } from './secrets';

/** Docs page «Limits»: less than 1 GB in the body of a request. */
const LARGEST_UPLOAD_BYTES = 1e9;

/** Clocks of n8n and of the vendor may differ this much, in ms. */
const CLOCK_SKEW_MS = 10_000;

const NOT_FOR_AGENTS: Pick<INodeProperties, 'displayOptions'> = {
	displayOptions: { hide: { '@tool': [true] } },
};

/** Where the recording comes from, and the headers that fetching it takes. */
export const recordingFields: INodeProperties[] = [
	...sharedRecordingFields('Speechmatics'),
	onlyWhen(
		{ recordingSource: ['url'] },
		{
			...headersField('urlHeaders', 'URL Headers', 'Sent by Speechmatics when it fetches the recording'),
			...NOT_FOR_AGENTS,
		},
	),
];

/** Where the text of an alignment comes from. */
export const textFields: INodeProperties[] = [
	{
		displayName: 'Spoken Text',
		name: 'textSource',
		type: 'options',
		options: [
			{ name: 'File', value: 'binary', description: 'Binary data of the input item, plain text in UTF-8' },
			{ name: 'Text', value: 'text', description: 'Entered here, or from an expression' },
			{ name: 'URL', value: 'url', description: 'An address from which Speechmatics fetches the text' },
		],
		default: 'binary',
	},
	onlyWhen(
		{ textSource: ['binary'] },
		{
			displayName: 'Text Input Data Field Name',
			name: 'textBinaryPropertyName',
			type: 'string',
			default: 'text',
			required: true,
			hint: 'The name of the input field containing the text file',
		},
	),
	onlyWhen(
		{ textSource: ['text'] },
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			placeholder: 'e.g. It was a bright cold day in April…',
			description: 'What is said in the recording, word for word',
		},
	),
	onlyWhen(
		{ textSource: ['url'] },
		{
			displayName: 'Text URL',
			name: 'textUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com/interview.txt',
		},
	),
	onlyWhen(
		{ textSource: ['url'] },
		headersField('textUrlHeaders', 'Text URL Headers', 'Sent by Speechmatics when it fetches the text'),
	),
];

/** What the callback brings along. */
export const callbackContentsField: INodeProperties = onlyWhen(
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
export const heldCreateOptions: INodeProperties[] = [
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
 * Creates the job, with the files in the same request.
 * @throws NodeApiError, NodeOperationError
 */
export async function createJob(
	call: ItemCall,
	client: VendorClient,
	callback?: Callback,
): Promise<JobAnswer> {
	const type = jobType(call);
	const recording = await readRecording(call);
	const text = type === 'alignment' ? await readSpokenText(call) : {};
	const config = readJobConfig(call, type, {
		fetchData: recording.fetch,
		fetchText: text.fetch,
		callback: callback && toNotification(call, callback),
	});
	// Both at once make the job fail at the vendor, after the upload.
	refuseTwice(call, 'Recording', recording.file, config.fetch_data);
	refuseTwice(call, 'Spoken Text', text.file, config.fetch_text);
	const job: NewJob = {
		config,
		...(recording.file ? { recording: recording.file } : {}),
		...(text.file ? { text: text.file } : {}),
		...serverOptions(call),
	};
	const began = Date.now();
	const made = await createOnce<CreatedJob | JobDetails>(
		client,
		async (mayBeMade) => await postJob(client, job, mayBeMade),
		async () => await findByReference(client, config, began - CLOCK_SKEW_MS, recording.file?.fileName),
	);
	return { job: jobOf(made, config, recording), raw: withoutSecrets(made) };
}

/** An agent cannot give the text of an alignment. */
export function jobType(call: ItemCall): JobType {
	if (call.context.isToolExecution()) return 'transcription';
	const type: unknown = call.context.getNodeParameter('jobType', call.itemIndex, 'transcription');
	return type === 'alignment' ? 'alignment' : 'transcription';
}

interface Source {
	file?: FormFile;
	fetch?: IDataObject;
}

async function readRecording(call: ItemCall): Promise<Source> {
	if (recordingSource(call) !== 'url')
		return { file: await readFile(call, 'binaryPropertyName', 'Input Data Field Name') };
	return { fetch: readFetch(call, 'url', 'URL', 'urlHeaders', 'URL Headers') };
}

async function readSpokenText(call: ItemCall): Promise<Source> {
	const source = readChoice(call, 'textSource', 'Spoken Text', ['binary', 'text', 'url'], 'binary');
	if (source === 'url')
		return { fetch: readFetch(call, 'textUrl', 'Text URL', 'textUrlHeaders', 'Text URL Headers') };
	if (source === 'binary') {
		const file = await readFile(call, 'textBinaryPropertyName', 'Text Input Data Field Name');
		return { file: { ...file, mimeType: 'text/plain' } };
	}
	const content = Buffer.from(readRequiredText(call, 'text', 'Text'), 'utf8');
	const open = async () => await Promise.resolve(content);
	return { file: { fileName: 'text.txt', mimeType: 'text/plain', size: content.length, open } };
}

async function readFile(call: ItemCall, name: string, label: string): Promise<FormFile> {
	const file = await binaryFile(call, readRequiredText(call, name, label), label);
	if (file.size >= LARGEST_UPLOAD_BYTES) {
		throw fieldError(
			call,
			label,
			`the file has ${(file.size / 1e9).toFixed(2)} GB, Speechmatics takes less than 1 GB in an upload`,
			'Put the file on a server and choose «URL», or compress it.',
		);
	}
	return file;
}

function readFetch(
	call: ItemCall,
	name: string,
	label: string,
	headersName: string,
	headersLabel: string,
): IDataObject {
	const url = readWebAddress(call, name, label);
	const given: unknown = call.context.getNodeParameter(headersName, call.itemIndex, {});
	const headers = readHeaders(call, headersLabel, given);
	return { url, ...(headers.length === 0 ? {} : { auth_headers: headers }) };
}

function refuseTwice(call: ItemCall, label: string, file: FormFile | undefined, fetch: unknown): void {
	if (!file || fetch === undefined || fetch === null) return;
	throw fieldError(
		call,
		label,
		'is given as a file and also in «Job Config (JSON)»',
		'Remove one of the two: Speechmatics refuses both together.',
	);
}

/** The callback as a row of `notification_config`; nothing in the body unless it is asked for. */
function toNotification(call: ItemCall, { url, header }: Callback): IDataObject {
	const contents: unknown = call.context.getNodeParameter('callbackContents', call.itemIndex, []);
	return {
		url,
		contents: Array.isArray(contents) ? contents.map(textOf) : [],
		...(header ? { auth_headers: [`${header.name}: ${header.value}`] } : {}),
	};
}

function serverOptions(call: ItemCall): Pick<NewJob, 'processing' | 'wait'> {
	const options = readOptions(call, 'options', 'Options');
	const engines = Number(options.parallelEngines ?? 0);
	const userId = textOf(options.processingUserId);
	const processing = {
		...(engines > 0 ? { parallel_engines: engines } : {}),
		...(userId === '' ? {} : { user_id: userId }),
	};
	const seconds = Number(options.serverWait ?? 0);
	return {
		...(Object.keys(processing).length > 0 ? { processing } : {}),
		...(seconds > 0 ? { wait: { seconds, format: textOf(options.serverWaitFormat) || 'json-v2' } } : {}),
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
	const reference = inner(config, 'tracking', 'reference');
	if (typeof reference !== 'string' || reference === '') return undefined;
	const jobs = await listJobs(client, { limit: 100 });
	const found = jobs.filter(
		(job) =>
			job.config?.tracking?.reference === reference &&
			Date.parse(job.created_at) >= since &&
			(fileName === undefined || job.data_name === fileName),
	);
	return found.length === 1 ? found[0] : undefined;
}

function jobOf(made: CreatedJob | JobDetails, config: IDataObject, recording: Source) {
	if (isDetails(made)) return toJob(made);
	const title = inner(config, 'tracking', 'title');
	const url = inner(config, 'fetch_data', 'url');
	const name =
		textOf(title) || (recording.file?.fileName ?? fileNameOf(typeof url === 'string' ? url : undefined));
	// The answer to a create that is not held is the ID alone; the job runs from then on.
	return bareJob(made.id, made.status ?? 'running', name);
}

function isDetails(made: CreatedJob | JobDetails): made is JobDetails {
	return typeof made.created_at === 'string';
}
