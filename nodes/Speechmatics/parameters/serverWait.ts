import { enumField, numberField } from '../../shared/fields/define';
import { at, mappedGroup } from '../../shared/fields/mapped';

/** Query of a create whose request the server keeps open until the job has finished, options. */
export const serverWaitGroup = mappedGroup('options', 'Options', [
	at(
		'wait',
		numberField(
			'serverWait',
			'Server-Side Wait (Seconds)',
			'How long the server may keep the request open until the job finishes (newer servers only). Default: 0, which does not wait.',
			{ minValue: 0, maxValue: 3600 },
			60,
		),
		(value) => (value === 0 ? undefined : value),
	),
	at(
		'format',
		enumField(
			'serverWaitFormat',
			'Server-Side Wait: Format',
			'Format of the transcript in the response. Requires "Simplify" to be off.',
			[
				{ name: 'Captions (SRT)', value: 'srt' },
				{ name: 'JSON', value: 'json-v2' },
				{ name: 'Text', value: 'txt' },
			],
			'json-v2',
		),
	),
]);
