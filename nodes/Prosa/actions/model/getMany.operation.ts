import { z } from 'zod/v4';

import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { toItemData } from '../../../shared/execution/toItemData';
import { limitFields, readLimit } from '../../../shared/fields/limit';
import { readBoolean } from '../../../shared/fields/parameters';
import { clientFor } from '../../../shared/operations/getJob';
import { simplifyField } from '../../../shared/operations/jobFields';
import { listModels } from '../../api/api';
import { prosa } from '../../vendor';

export const getManyModelsOperation: ItemOperation = {
	name: 'Get Many',
	value: 'getMany',
	description: 'List the models available to your account',
	action: 'Get many models',
	properties: [...limitFields, simplifyField, optionsField()],
	output: z.lazy(() =>
		z.object({ name: z.string(), label: z.string().nullable(), language: z.string().nullable() }),
	),
	execute: async (call) => {
		const limit = readLimit(call);
		const simplify = readBoolean(call, 'simplify', 'Simplify');
		const models = await listModels(await clientFor(prosa, call));
		return models.slice(0, limit === Infinity ? undefined : limit).map((model) => {
			const { name, label = null, language = null } = model;
			return { json: simplify ? { name, label, language } : toItemData(model) };
		});
	},
};
