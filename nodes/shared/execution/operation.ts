import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { z } from 'zod/v4';

import type { ItemContext } from './runItems';

interface OperationText {
	/** What the person chooses, in Title Case. */
	name: string;
	value: string;
	/** One sentence under the name. */
	description: string;
	/** Shown in the node list, sentence case, no article. */
	action: string;
	/** Its fields; where they are shown is added by `describeResources`. */
	properties: readonly INodeProperties[];
	/**
	 * Shape of an item's JSON with the fields as they are set at first. The build writes it beside the node, so
	 * that the editor offers the fields before the first run.
	 */
	output?: z.ZodType;
}

/** One operation: what a person sees and what it does for one item. */
export interface ItemOperation extends OperationText {
	execute(call: ItemContext): Promise<INodeExecutionData[]>;
}

/** An operation that must see all items at once, e.g. to suspend the execution. */
export interface RunOperation extends OperationText {
	executeAll(context: IExecuteFunctions): Promise<INodeExecutionData[]>;
}

export type Operation = ItemOperation | RunOperation;

/** One entry of the «Resource» menu. */
export interface Resource {
	name: string;
	value: string;
	operations: readonly Operation[];
	/** Value of the operation that is chosen first. */
	defaultOperation: string;
}
