import type { INodeProperties } from 'n8n-workflow';

import { cell, headersField, rowsField } from '../../shared/fields/rows';

/** Values of `contents` (API reference, «NotificationConfig»); a bare name means its default form. */
const CONTENTS = [
	{ name: 'Alignment', value: 'alignment' },
	{ name: 'Alignment, One per Line', value: 'alignment.one_per_line' },
	{ name: 'Alignment, Word Start and End', value: 'alignment.word_start_and_end' },
	{ name: 'Captions (SRT)', value: 'transcript.srt' },
	{ name: 'Job', value: 'jobinfo', description: 'Config, tracking, status and errors' },
	{ name: 'Recording', value: 'data' },
	{ name: 'Submitted Text', value: 'text' },
	{ name: 'Transcript', value: 'transcript' },
	{ name: 'Transcript (JSON)', value: 'transcript.json-v2' },
	{ name: 'Transcript (Text)', value: 'transcript.txt' },
];

export function contentsField(name: string, displayName: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'multiOptions',
		options: CONTENTS,
		default: [],
		description:
			'What the request brings along; nothing but ID and status where it is empty. Mind the size: n8n takes 16 MB in a JSON or text body by default.',
	};
}

/** `notification_config`, one row a request. */
export const notificationsField: INodeProperties = rowsField(
	'notifications',
	'Notifications',
	'Whom else Speechmatics calls when the job has ended; up to three with the callback',
	'Notification',
	[
		contentsField('contents', 'Contents'),
		headersField('auth_headers', 'Headers', 'Sent along, so that the receiver knows the caller'),
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
		cell('url', 'URL', 'e.g. https://example.com/transcribed', 'Speechmatics adds ?id=…&status=… to it'),
	],
);
