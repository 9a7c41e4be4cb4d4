import { toItemData } from '../../../shared/items/itemData';
import { limitFields, readLimit } from '../../../shared/items/limit';
import { simplifyField } from '../../../shared/jobs/operations/fields';
import { clientFor } from '../../../shared/jobs/operations/single';
import type { ItemOperation } from '../../../shared/node/operation';
import { optionsField } from '../../../shared/node/requestOptions';
import { readBoolean } from '../../../shared/items/parameters';
import { listModels } from '../../api';
import { prosa } from '../../vendor';

export const getManyModelsOperation: ItemOperation = {
	name: 'Get Many',
	value: 'getMany',
	description: 'List the models that your account may use',
	action: 'Get many models',
	properties: [...limitFields, simplifyField, optionsField()],
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
