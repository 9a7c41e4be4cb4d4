import type { INodeProperties } from 'n8n-workflow';

import { numberField, textField, textListField } from '../../shared/fields/define';
import { at, mappedGroup } from '../../shared/fields/mapped';

const details: INodeProperties = {
	displayName: 'Details (JSON)',
	name: 'details',
	type: 'json',
	default: '{}',
	description: 'Anything of your own',
};

export const trackingGroup = mappedGroup('tracking', 'Tracking', [
	at('tracking.title', textField('title', 'Title', 'Name of the job in lists', 'e.g. Clinic call 20 Nov')),
	at(
		'tracking.reference',
		textField(
			'reference',
			'Reference',
			'Your own key of the recording. With one, a job whose creation was not answered is found again instead of being made and paid twice.',
			'e.g. /crm/calls/7781',
		),
	),
	at('tracking.tags', textListField('tags', 'Tags', 'Any words, for your own lists', 'e.g. clinic')),
	at('tracking.details', details),
]);

export const captionsFileGroup = mappedGroup('srtOverrides', 'Captions by Speechmatics', [
	at(
		'output_config.srt_overrides.max_line_length',
		numberField(
			'max_line_length',
			'Max Line Length',
			'Characters a line in captions that Speechmatics makes; 37 where it is left out',
			{ minValue: 1, maxValue: 1000 },
			37,
		),
	),
	at(
		'output_config.srt_overrides.max_lines',
		numberField(
			'max_lines',
			'Max Lines',
			'Lines a caption that Speechmatics makes; 2 where it is left out',
			{ minValue: 1, maxValue: 100 },
			2,
		),
	),
]);
