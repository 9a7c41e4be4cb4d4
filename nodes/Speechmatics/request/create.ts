import type { IDataObject } from 'n8n-workflow';

import type { ItemContext } from '../../shared/execution/runItems';
import { getPath } from '../../shared/fields/exclusions';
import { readList } from '../../shared/fields/group';
import { fieldError, optionLabel } from '../../shared/fields/parameters';
import type { VendorClient } from '../../shared/http/client';
import { createOnce } from '../../shared/jobs/createOnce';
import type { CreatedJob } from '../../shared/jobs/vendor';
import { readCallback, type CallbackLocation } from '../../shared/webhook/callback';
import { createJob as postJob, getJob } from '../api/api';
import { findMarked, findRecent, markIn, withMark } from '../api/mark';
import type { JobDetails } from '../api/schemas';
import { withoutSecrets } from '../api/secrets';
import type { JobType } from '../parameters/jobType';
import { toNotification } from '../parameters/notifications';
import { newJob, toJob } from '../response/job';
import { readCreateSettings } from './createSettings';
import { jobConfigOption, readJobConfig, type JobParts } from './jobConfig';
import { readRecording } from './recording';
import type { Source } from './source';
import { readSpokenText } from './spokenText';

/**
 * Creates a transcription, with the file in the same request.
 * @param callback an entry of `notification_config`
 * @throws VendorError, ExplainedError, NodeOperationError
 */
export async function createTranscription(
	call: ItemContext,
	client: VendorClient,
	callback?: IDataObject,
): Promise<CreatedJob> {
	return await createJob(call, client, 'transcription', { recording: await readRecording(call), callback });
}

/** Creates an alignment, with recording and text in the same request. See `createTranscription`. */
export async function createAlignment(
	call: ItemContext,
	client: VendorClient,
	callback?: IDataObject,
): Promise<CreatedJob> {
	const text = await readSpokenText(call);
	return await createJob(call, client, 'alignment', { recording: await readRecording(call), text, callback });
}

async function createJob(
	call: ItemContext,
	client: VendorClient,
	type: JobType,
	parts: JobParts,
): Promise<CreatedJob> {
	const { recording, text } = parts;
	const { config, ordered } = readJobConfig(call, type, parts);
	// With both, the job fails at Speechmatics after the upload.
	rejectSecondSource(call, 'Recording', recording, config.fetch_data);
	if (text) rejectSecondSource(call, 'Spoken Text', text, config.fetch_text);
	const settings = readCreateSettings(call, client);
	const traits = { fileName: recording.file?.fileName, url: getPath(config, 'fetch_data', 'url') };
	return await createOnce(call, client, {
		what: [ordered, settings, await recording.file?.identity(), await text?.file?.identity()],
		file: recording.file,
		send: async (mark) => {
			const created = await postJob(client, {
				config: withMark(config, mark),
				...(recording.file ? { recording: recording.file } : {}),
				...(text?.file ? { text: text.file } : {}),
				...settings,
			});
			return {
				job: newJob(created, config, traits.fileName),
				raw: withoutSecrets(created),
			};
		},
		resume: async (jobId, own) => toCreated(await getJob(own, jobId, 0)),
		reuse: {
			settings: [type, ordered, settings],
			find: async (isWanted) => {
				const found = await findRecent(client, (listed) => isWanted(markIn(listed), toJob(listed)));
				return found && toCreated(found);
			},
		},
		find: async (mark, since) => {
			const found = await findMarked(client, mark, traits, since);
			return found && toCreated(found);
		},
	});
}

function toCreated(details: JobDetails): CreatedJob {
	return { job: toJob(details), raw: withoutSecrets({ job: details }) };
}

function rejectSecondSource(call: ItemContext, label: string, source: Source, fetch: unknown): void {
	if (!source.file || fetch === undefined || fetch === null) return;
	throw fieldError(
		call,
		label,
		`is a file, but "${optionLabel(jobConfigOption)}" contains a URL`,
		'Remove one of the two: Speechmatics rejects jobs with both.',
	);
}

/**
 * The callback as an entry of `notification_config`; its body is empty unless contents are chosen.
 * @throws NodeOperationError
 */
export async function readNotification(
	call: ItemContext,
	client: VendorClient,
	location: CallbackLocation,
): Promise<IDataObject | undefined> {
	const callback = await readCallback(call, client, location);
	if (!callback) return undefined;
	const { url, header } = callback;
	const contents = readList(call, `${location.path}callbackContents`, location.label('Callback Contents'));
	return toNotification({ url, contents, auth_headers: header ? [header] : [] });
}
