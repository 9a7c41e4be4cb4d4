import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Sent } from '../network/network';
import type { NodeModel } from './context';

/** How a node ended: with items, or with the error that n8n shows. */
export type NodeResult = { kind: 'output'; items: INodeExecutionData[] } | { kind: 'error'; error: unknown };

/** What is known of an execution of a workflow. */
export interface ExecutionRecord {
	readonly id: string;
	readonly process: { readonly isAlive: boolean };
	/** What nodes keep, by the name of the node. */
	readonly contexts: ReadonlyMap<string, IDataObject>;
	/** When the person, or n8n, has ended it. */
	readonly stoppedAt: number | undefined;
}

/** What is known of one call of `execute`. */
export interface AttemptRecord {
	readonly execution: ExecutionRecord;
	readonly node: NodeModel;
	readonly items: readonly INodeExecutionData[];
	/** Which run of the node in the execution it is part of, from 0. */
	readonly runIndex: number;
	readonly requests: readonly Sent[];
	readonly startedAt: number;
	readonly endedAt: number | undefined;
	readonly result: NodeResult | undefined;
}
