import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { z } from 'zod/v4';

import type { ItemContext } from './runItems';

interface OperationText {
	/** The entry of the "Operation" menu, in Title Case. */
	name: string;
	value: string;
	/** One sentence, which the editor shows below the name. */
	description: string;
	/** Shown in the node list, in sentence case without articles. */
	action: string;
	/** Its fields. `describeResources` adds the conditions under which they are shown. */
	properties: readonly INodeProperties[];
	/**
	 * Shape of an item's JSON with the default values of the fields. The build stores it next to the node, so that the
	 * editor can suggest its fields before the first run.
	 */
	output: z.ZodType;
}

/** An operation that runs once per item. */
export interface ItemOperation extends OperationText {
	execute(call: ItemContext): Promise<INodeExecutionData[]>;
}

/** An operation that runs once for all items, e.g. to suspend the execution. */
export interface RunOperation extends OperationText {
	executeAll(context: IExecuteFunctions): Promise<INodeExecutionData[]>;
}

export type Operation = ItemOperation | RunOperation;

/** An entry of the "Resource" menu. */
export interface Resource {
	name: string;
	value: string;
	operations: readonly Operation[];
	/** Value of the operation that is selected by default. */
	defaultOperation: string;
}
