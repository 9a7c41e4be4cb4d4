import type { INodeProperties } from 'n8n-workflow';

import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { toItemData } from '../../../shared/execution/toItemData';
import { dateSchema, dayOf } from '../../../shared/fields/dates';
import { checkField, readRequiredText, type ParameterSource } from '../../../shared/fields/parameters';
import { clientFor } from '../../../shared/operations/getJob';
import { getUsage } from '../../api/api';
import { speechmatics } from '../../vendor';

function dayField(name: 'since' | 'until', displayName: string, description: string): INodeProperties {
	return { displayName, name, type: 'dateTime', default: '', description };
}

export const getUsageOperation: ItemOperation = {
	name: 'Get',
	value: 'get',
	description: 'Get how many jobs have finished and how long their recordings were',
	action: 'Get usage',
	properties: [
		{
			displayName: 'Rows',
			name: 'rows',
			type: 'options',
			options: [
				{ name: 'Details', value: 'details', description: 'One item for each type, language and model' },
				{ name: 'Summary', value: 'summary', description: 'One item for each type of job' },
			],
			default: 'summary',
		},
		dayField('since', 'Since', 'First day (UTC); that of your first job where it is left out'),
		dayField('until', 'Until', 'Last day (UTC); yesterday where it is left out. Today is never counted.'),
		optionsField(),
	],
	execute: async (call) => {
		const query = { ...readDay(call, 'since', 'Since'), ...readDay(call, 'until', 'Until') };
		const rows = readRequiredText(call, 'rows', 'Rows');
		const client = await clientFor(speechmatics, call);
		const usage = await getUsage(client, query);
		const { since, until } = usage;
		return (rows === 'details' ? usage.details : usage.summary).map((row) => ({
			json: { since, until, ...toItemData(row) },
		}));
	},
};

function readDay(source: ParameterSource, name: 'since' | 'until', label: string): Record<string, string> {
	const value: unknown = source.context.getNodeParameter(name, source.itemIndex, '');
	return value === '' || value === undefined || value === null
		? {}
		: { [name]: dayOf(checkField(source, label, dateSchema, value)) };
}
