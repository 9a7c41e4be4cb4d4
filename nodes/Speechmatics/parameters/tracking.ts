import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { trimmedText } from '../../shared/core/trimmedText';
import { textField, textListField } from '../../shared/fields/define';
import { at, type MappedField } from '../../shared/fields/mapped';
import { cell, rowsField, rowsOf } from '../../shared/fields/rows';

const details: INodeProperties = rowsField(
	'details_rows',
	'Tracking: Details',
	'Other data of your own, returned with the job and its transcript',
	'Detail',
	[cell('name', 'Name', 'e.g. customer'), cell('value', 'Value', 'e.g. ACME')],
);

const detailsJson: INodeProperties = {
	displayName: 'Tracking: Details (JSON)',
	name: 'details',
	type: 'json',
	default: '{}',
	description: 'Details as JSON, for numbers, lists and nested values',
};

export const trackingFields: readonly MappedField[] = [
	at(
		'tracking.title',
		textField('title', 'Tracking: Title', 'Name of the job in lists', 'e.g. Clinic call 20 Nov'),
	),
	at(
		'tracking.reference',
		textField(
			'reference',
			'Tracking: Reference',
			'Your own ID of the recording, returned with the job and its transcript',
			'e.g. /crm/calls/7781',
		),
	),
	at('tracking.tags', textListField('tags', 'Tracking: Tags', 'Keywords of your own', 'e.g. clinic')),
	at('tracking.details', details, (rows) => unlessEmpty(toObject(rows))),
	at('tracking.details', detailsJson, unlessEmpty),
];

function toObject(rows: unknown): IDataObject {
	return Object.fromEntries(
		rowsOf(rows)
			.map(
				({ name, value }) => [trimmedText(name), typeof value === 'string' ? value.trim() : value] as const,
			)
			.filter(([name]) => name !== ''),
	);
}

function unlessEmpty(value: unknown): unknown {
	return typeof value === 'object' && value !== null && Object.keys(value).length === 0 ? undefined : value;
}
