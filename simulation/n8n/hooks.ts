import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { commonContext, type ContextParts } from './context';
import type { RequestOptions } from './requestOptions';

/** The context of the methods that n8n calls when a workflow is published and unpublished. */
export function hookContext(
	parts: ContextParts,
	webhookUrl: string,
	staticData: IDataObject,
): IHookFunctions {
	const { helpers, parameter, requestWith, ...common } = commonContext(parts);
	const context = {
		...common,
		getMode: () => 'trigger',
		getNodeWebhookUrl: () => webhookUrl,
		getWorkflowStaticData: () => staticData,
		getNodeParameter: (name: string, fallback?: unknown) => parameter(name, 0, fallback, false),
		helpers: {
			...helpers,
			httpRequestWithAuthentication: async (_type: string, options: RequestOptions) =>
				await requestWith(options, undefined),
		},
	};
	if (!isHookContext(context)) throw new Error('The context is not complete');
	return context;
}

function isHookContext(context: object): context is IHookFunctions {
	return 'getNodeWebhookUrl' in context && 'helpers' in context;
}
