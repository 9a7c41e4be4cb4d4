import { z } from 'zod/v4';

import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { toItemData } from '../../../shared/execution/toItemData';
import { dayField, daySchema } from '../../../shared/fields/dates';
import { checkField, readRequiredText, type ParameterSource } from '../../../shared/fields/parameters';
import { clientFor } from '../../../shared/operations/getJob';
import { getUsage } from '../../api/api';
import { speechmatics } from '../../vendor';

export const getUsageOperation: ItemOperation = {
	name: 'Get',
	value: 'get',
	description: 'Get the number of finished jobs and the duration of their recordings',
	action: 'Get usage',
	properties: [
		{
			displayName: 'Rows',
			name: 'rows',
			type: 'options',
			options: [
				{ name: 'Details', value: 'details', description: 'One item per type, language and model' },
				{ name: 'Summary', value: 'summary', description: 'One item per type of job' },
			],
			default: 'summary',
		},
		dayField('since', 'Since', 'First day (UTC). Default: the day of your first job.'),
		dayField('until', 'Until', 'Last day (UTC). Default: yesterday. Today is never included.'),
		optionsField(),
	],
	output: z.lazy(() =>
		z.object({
			since: z.string(),
			until: z.string(),
			mode: z.string(),
			type: z.string().nullable(),
			count: z.number(),
			duration_hrs: z.number(),
		}),
	),
	execute: async (call) => {
		const query = { ...readDay(call, 'since', 'Since'), ...readDay(call, 'until', 'Until') };
		const rows = readRequiredText(call, 'rows', 'Rows');
		const client = await clientFor(speechmatics, call);
		const usage = await getUsage(client, query);
		const { since, until } = usage;
		const found = rows === 'details' ? usage.details : usage.summary;
		return (found.length === 0 ? [NO_USAGE] : found).map((row) => ({
			json: { since, until, ...toItemData(row) },
		}));
	},
};

/** Without an item, n8n would end the workflow here without saying why. */
const NO_USAGE = { mode: 'batch', type: null, count: 0, duration_hrs: 0 };

function readDay(source: ParameterSource, name: 'since' | 'until', label: string): Record<string, string> {
	const value: unknown = source.context.getNodeParameter(name, source.itemIndex, '');
	return value === '' || value === undefined || value === null
		? {}
		: { [name]: checkField(source, label, daySchema, value) };
}
