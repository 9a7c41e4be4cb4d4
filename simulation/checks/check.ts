import type { LifePlan } from '../lives/plan';
import type { Remains } from '../lives/run';
import type { SleepLife } from '../lives/sleep';
import type { TriggerLife } from '../lives/trigger';
import { textAt } from '../network/message';
import type { World } from '../world';

/** A finished life and its data. */
export interface Past {
	world: World;
	plan: LifePlan;
	remains: Remains | undefined;
	sleep: SleepLife | undefined;
	trigger: TriggerLife | undefined;
}

/** Checks for something that must never happen, and reports it to the world. */
export type Check = (past: Past) => void;

/**
 * The job ID of an item, which a failed item of a suspended execution with an error output has in "details"; '' if
 * none.
 */
export function jobIdOf(json: unknown): string {
	return textAt(json, 'jobId') || textAt(json, 'details', 'jobId');
}
