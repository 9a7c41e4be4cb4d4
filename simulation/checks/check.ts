import type { LifePlan } from '../lives/plan';
import type { Remains } from '../lives/run';
import type { SleepLife } from '../lives/sleep';
import type { TriggerLife } from '../lives/trigger';
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
