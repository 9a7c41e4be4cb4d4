import type { LifeResult } from './runSeed';
import type { VendorName } from './vendors/model';

export interface Failure {
	vendor: VendorName;
	seed: number;
	violations: string[];
}

/** Counts of many lives. They show whether the lives differ. */
export interface Summary {
	lives: number;
	failures: Failure[];
	counts: Record<string, number>;
}

/** Maximum number of failed lives that are printed in full. */
const MOST_FAILURES = 20;

export function emptySummary(): Summary {
	return { lives: 0, failures: [], counts: {} };
}

export function addTo(summary: Summary, { plan, violations, counts }: LifeResult): void {
	summary.lives += 1;
	for (const [name, count] of Object.entries(counts)) increase(summary.counts, name, count);
	if (violations.length === 0) return;
	summary.failures.push({
		vendor: plan.vendor,
		seed: plan.seed,
		violations: violations.map(({ rule, what }) => `${rule}: ${what}`),
	});
}

export function merge(into: Summary, { lives, failures, counts }: Summary): void {
	into.lives += lives;
	into.failures.push(...failures.slice(0, Math.max(0, MOST_FAILURES - into.failures.length)));
	for (const [name, count] of Object.entries(counts)) increase(into.counts, name, count);
}

function increase(counts: Record<string, number>, name: string, by: number): void {
	counts[name] = (counts[name] ?? 0) + by;
}
