import { z } from 'zod/v4';

import type { Progress } from '../../platform/progress';
import type { SandboxHandle } from '../../test/support/sandbox';

const goalSchema = z.union([z.object({ atLeast: z.number() }), z.object({ atMost: z.number() })]);
export type Goal = z.infer<typeof goalSchema>;

/** The unit of a value. `×` is a ratio of two values measured in the same run. */
const unitSchema = z.enum([
	'×',
	'MiB',
	'KB',
	'ms',
	'words/s',
	'%',
	'requests',
	'callbacks',
	'executions',
	'recordings',
	'/s',
]);

export const rowSchema = z.object({
	/** `<row of the bench>.<subject>`. */
	key: z.string(),
	/** What is measured, in a few words. */
	title: z.string(),
	/** The median of the runs. */
	value: z.number(),
	unit: unitSchema,
	goal: goalSchema.nullable(),
	goalMet: z.boolean().nullable(),
	/** The values of each run, by contender, in the order of the rounds; the names contain the units. */
	runs: z.record(z.string(), z.array(z.number())),
	measuredAt: z.string(),
	/** What is smaller or fewer than in a full run. */
	quick: z.boolean(),
});
/** One row of the table. */
export type Row = z.infer<typeof rowSchema>;

/** The input of a measurement. */
export interface Setting {
	readonly sandbox: SandboxHandle;
	readonly quick: boolean;
	/** At least 5. */
	readonly rounds: number;
	readonly progress: Progress;
	/** For large files; deleted at the end. */
	readonly folder: string;
	/** What `--night` is run with. */
	readonly night: NightSetting;
	/** Stores a picture in SVG beside the results. */
	keepPicture(svg: string): Promise<void>;
}

/** The size of a night. */
export interface NightSetting {
	/** Number of recordings of each part. */
	readonly recordings: number;
	/** The parts without kills are repeated until so many minutes have passed. */
	readonly minutes: number;
	/** Name of the vendor. */
	readonly vendor: string;
}

/** One of the measurements that can be selected with `--only`. */
export interface Measurement {
	readonly name: string;
	/** What its rows mean and what limits them: Markdown for docs/performance.md. */
	readonly explanation: string;
	/** Takes hours, and is only run with `--night`. */
	readonly atNight?: boolean;
	/** What must be true on every machine, however slow; says what is not, if anything. */
	fault?(rows: readonly Row[]): string | undefined;
	measure(setting: Setting): Promise<Row[]>;
}

/** A row from measured values; only this function decides whether the goal is met. */
export function toRow(
	setting: Pick<Setting, 'quick'>,
	line: Pick<Row, 'key' | 'title' | 'value' | 'unit' | 'runs'> & { goal?: Goal },
): Row {
	const { goal = null, value } = line;
	return {
		...line,
		goal,
		goalMet: goal === null ? null : 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost,
		measuredAt: new Date().toISOString(),
		quick: setting.quick,
	};
}
