import type {
	ExecutionError,
	IDataObject,
	INodeExecutionData,
	IRun,
	IRunExecutionData,
	ITaskData,
} from 'n8n-workflow';

/** The result of a run of a workflow, with the items of each node. */
export interface RunResult {
	readonly executionId: string;
	readonly status: IRun['status'];
	/** Set when the run as a whole failed or was cancelled. */
	readonly error: ExecutionError | undefined;
	/** Names of the nodes in the order in which they ended. */
	readonly order: readonly string[];
	/** Where a callback resumes the run while its status is `waiting`; carries n8n's token. */
	readonly resumeUrl: string;
	readonly data: IRunExecutionData;
	/** Whether the node was reached. */
	ran(node: string): boolean;
	/** The node's last run: status, error, times, metadata. */
	task(node: string): ITaskData;
	/** Items of one output of the node's last run; empty when nothing went there. */
	items(node: string, output?: number): INodeExecutionData[];
	/** `json` of those items. */
	json(node: string, output?: number): IDataObject[];
	/** For each of those items the indexes of the input items it is paired with. */
	pairs(node: string, output?: number): number[][];
}

function pairedIndexes(paired: INodeExecutionData['pairedItem']): number[] {
	if (paired === undefined) return [];
	if (Array.isArray(paired)) return paired.flatMap(pairedIndexes);
	return [typeof paired === 'number' ? paired : paired.item];
}

/** Wraps what the engine returns. */
export function toRunResult(
	executionId: string,
	run: Pick<IRun, 'data' | 'status'>,
	order: readonly string[],
	resumeUrl: string,
): RunResult {
	const { resultData } = run.data;
	const task = (node: string): ITaskData => {
		const last = resultData.runData[node]?.at(-1);
		if (last === undefined) {
			const reached = Object.keys(resultData.runData).join(', ') || 'none';
			throw new Error(`Node "${node}" did not run; nodes that did: ${reached}`, { cause: resultData.error });
		}
		return last;
	};
	const items = (node: string, output = 0): INodeExecutionData[] => task(node).data?.main?.[output] ?? [];
	return {
		executionId,
		status: run.status,
		error: resultData.error,
		order,
		resumeUrl,
		data: run.data,
		ran: (node) => (resultData.runData[node]?.length ?? 0) > 0,
		task,
		items,
		json: (node, output) => items(node, output).map((item) => item.json),
		pairs: (node, output) => items(node, output).map((item) => pairedIndexes(item.pairedItem)),
	};
}
