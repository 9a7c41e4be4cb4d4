import { setBounded } from '../../shared/core/boundedMap';
import { bareName } from './fileNames';

const MAX_ENTRIES = 10_000;

/** The recordings for which this process requested an upload slot, by their bare names. */
const created = new Map<string, true>();

export function rememberCreated(key: string): void {
	setBounded(created, bareName(key), true, MAX_ENTRIES);
}

/** Whether this process requested the upload slot of a recording; `false` if another process of n8n did. */
export function wasCreatedHere(name: string): boolean {
	return created.has(bareName(name));
}
