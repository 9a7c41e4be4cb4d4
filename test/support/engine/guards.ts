import type { IDataObject, IRunExecutionData } from 'n8n-workflow';

/** An object with string keys, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same as `isRecord`, for values that n8n types as `IDataObject`. */
export function isDataObject(value: unknown): value is IDataObject {
	return isRecord(value);
}

/** Run data like that of `createRunExecutionData`, for data that was parsed from text. */
export function isRunExecutionData(value: unknown): value is IRunExecutionData {
	return isRecord(value) && value.version === 1 && isRecord(value.resultData);
}
