import './environment';

import { HookContext, LoadOptionsContext, WebhookContext } from 'n8n-core';

/*
 * n8n declares that `getWorkflow().name` may be undefined in the contexts it builds and may not in the
 * interfaces nodes see; under `exactOptionalPropertyTypes` these classes bring the two together.
 */

function named<T extends { name: string | undefined }>(workflow: T): T & { name: string } {
	return { ...workflow, name: workflow.name ?? '' };
}

/** What a node's `webhook()` gets as `this`. */
export class NodeWebhookContext extends WebhookContext {
	override getWorkflow() {
		return named(super.getWorkflow());
	}
}

/** What a node's registration methods get as `this`. */
export class NodeHookContext extends HookContext {
	override getWorkflow() {
		return named(super.getWorkflow());
	}
}

/** What the methods behind a node's lists get as `this`. */
export class NodeLoadOptionsContext extends LoadOptionsContext {
	override getWorkflow() {
		return named(super.getWorkflow());
	}
}
