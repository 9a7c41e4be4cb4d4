import type { IDataObject } from 'n8n-workflow';

import type { NodeDefinition } from './engine';
import type { Stage } from './stage';
import type { TestedVendor } from './vendors';

interface Changes {
	/** Parameters of Create. */
	create?: IDataObject;
	/** Parameters of Wait for Completion. */
	wait?: IDataObject;
	/** Settings of the node that waits. Default: its name is "Wait". */
	node?: Partial<NodeDefinition>;
}

/** A trigger, Job: Create, named "Create", and a Wait for Completion that suspends the execution. */
export function createAndSuspend(
	stage: Stage,
	vendor: TestedVendor,
	{ create = {}, wait = {}, node = {} }: Changes = {},
): NodeDefinition[] {
	const callback = vendor.subscribes ? {} : { callback: 'resume' };
	return [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
		stage.node(
			{ resource: 'job', operation: 'create', ...callback, ...vendor.fromFile, ...create },
			{ name: 'Create' },
		),
		stage.node(
			{ resource: 'job', operation: 'wait', waitMode: 'suspend', output: 'text', ...wait },
			{ name: 'Wait', ...node },
		),
	];
}
