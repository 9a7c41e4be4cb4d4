import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { trimmedText } from '../../shared/core/trimmedText';
import { toList } from '../../shared/fields/group';
import { at, type MappedField } from '../../shared/fields/mapped';
import { cell, headersField, rowsField, rowsOf } from '../../shared/fields/rows';
import { showWhen } from '../../shared/fields/showWhen';
import { toHeaderLines } from './headers';
import type { JobType } from './jobType';

const JOB = { name: 'Job', value: 'jobinfo', description: 'Config, tracking, status and errors' };
const RECORDING = { name: 'Recording', value: 'data' };

/** Values of `contents` (API reference, "NotificationConfig"); one without a format stands for its default format. */
const CONTENTS: Record<JobType, INodePropertyOptions[]> = {
	transcription: [
		{ name: 'Captions (SRT)', value: 'transcript.srt' },
		JOB,
		RECORDING,
		{ name: 'Transcript', value: 'transcript' },
		{ name: 'Transcript (JSON)', value: 'transcript.json-v2' },
		{ name: 'Transcript (Text)', value: 'transcript.txt' },
	],
	alignment: [
		{ name: 'Alignment', value: 'alignment' },
		{ name: 'Alignment, One per Line', value: 'alignment.one_per_line' },
		{ name: 'Alignment, Word Start and End', value: 'alignment.word_start_and_end' },
		JOB,
		RECORDING,
		{ name: 'Submitted Text', value: 'text' },
	],
};

function contentsField(type: JobType, name: string, displayName: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'multiOptions',
		options: CONTENTS[type],
		default: [],
		description:
			'What to send with the callback. If empty, only the job ID and status are sent. By default, n8n rejects JSON and text bodies over 16 MB.',
	};
}

/** Contents of the callback that the field "Callback" orders. */
export function callbackContentsField(type: JobType): INodeProperties {
	return showWhen(
		{ callback: ['trigger', 'url'] },
		contentsField(type, 'callbackContents', 'Callback Contents'),
	);
}

/** A row of the field, from the editor or from an expression. */
interface NotificationRow {
	url?: unknown;
	contents?: unknown;
	auth_headers?: unknown;
	method?: unknown;
}

/** `notification_config`, one row per request. */
export function notificationsField(type: JobType): MappedField {
	const field = rowsField(
		'notifications',
		'Notifications',
		'Further callbacks that Speechmatics sends when the job finishes, up to three including "Callback"',
		'Notification',
		[
			contentsField(type, 'contents', 'Contents'),
			headersField(
				'auth_headers',
				'Headers',
				'Headers of the request, so that the receiver can verify the sender',
			),
			{
				displayName: 'Method',
				name: 'method',
				type: 'options',
				options: [
					{ name: 'POST', value: 'post' },
					{ name: 'PUT', value: 'put' },
				],
				default: 'post',
			},
			cell('url', 'URL', 'e.g. https://example.com/transcribed', 'Speechmatics appends ?id=…&status=… to it'),
		],
	);
	return at('notification_config', field, (value) => rowsOf(value).map(toNotification));
}

/** One entry of `notification_config`; without contents its body is empty. */
export function toNotification({
	url,
	contents,
	auth_headers: headers,
	method,
}: NotificationRow): IDataObject {
	const lines = toHeaderLines(headers);
	return {
		url: trimmedText(url),
		contents: toList(contents),
		...(method === 'put' ? { method } : {}),
		...(lines.length === 0 ? {} : { auth_headers: lines }),
	};
}
