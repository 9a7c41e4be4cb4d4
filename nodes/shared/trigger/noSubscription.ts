import type { INodeType } from 'n8n-workflow';

/** The `webhookMethods` of a trigger whose vendor has no subscriptions: there is nothing to register. */
export const noSubscription = {
	default: {
		checkExists: async () => await Promise.resolve(true),
		create: async () => await Promise.resolve(true),
		delete: async () => await Promise.resolve(true),
	},
} satisfies NonNullable<INodeType['webhookMethods']>;
