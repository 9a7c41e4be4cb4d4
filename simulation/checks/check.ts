import type { LifePlan } from '../lives/plan';
import type { Remains } from '../lives/run';
import type { SleepLife } from '../lives/sleep';
import type { TriggerLife } from '../lives/trigger';
import type { World } from '../world';

/** A life that is over, and what it has left behind. */
export interface Past {
	world: World;
	plan: LifePlan;
	remains: Remains | undefined;
	sleep: SleepLife | undefined;
	trigger: TriggerLife | undefined;
}

/** Looks for what must never happen and tells the world of it. */
export type Check = (past: Past) => void;
