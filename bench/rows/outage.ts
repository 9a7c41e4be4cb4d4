import { z } from 'zod/v4';

import { vendors } from '../../platform/vendors';
import { startSandbox } from '../../test/support/sandbox';
import { inChild } from '../lib/child';
import { toRow, type Measurement, type Row, type Setting } from '../lib/row';

const JOBS = 200;
const OUTAGE_MS = 60_000;
const CALL_MS = 20;
/** All jobs are created before the outage, and end during it. */
const JOB_MS = 15_000;

const GOAL_CALLS = { atMost: 1.2 };
const GOAL_MS = { atMost: 5_000 };

const KINDS = {
	'503': 'status 503',
	refused: 'refused connections',
	hanging: 'no responses',
	'429': 'status 429',
	'429RetryAfter': 'status 429 with Retry-After',
	everyTenth: 'status 500 for every tenth request',
};

const resultSchema = z.object({
	seconds: z.number(),
	resumedMs: z.number(),
	texts: z.number(),
	sent: z.number(),
	needed: z.number(),
	jobs: z.number(),
	error: z.string(),
});

type Result = z.infer<typeof resultSchema>;

/** Row 10 of the bench: what an outage of the vendor costs. */
export const outage: Measurement = {
	name: 'outage',
	explanation: `Transcribe with ${JOBS} files at each vendor, whose server fails for ${OUTAGE_MS / 1000} s once all jobs are created, or for every tenth request.
Needed requests are those that receive a response, except the searches for jobs whose responses were lost. *Full speed* is
reached when 20 further requests have been answered, twice as many as may be in progress at once. Every run must return ${JOBS} transcripts from ${JOBS} jobs.
Measured once for each vendor and kind, with all vendors at the same time.`,
	measure: async (setting) => {
		const byVendor = await Promise.all(
			vendors.map(async ({ name, displayName }) => await measureVendor(setting, name, displayName)),
		);
		return byVendor.flat();
	},
};

async function measureVendor(setting: Setting, vendor: string, displayName: string): Promise<Row[]> {
	const { quick, progress } = setting;
	const items = quick ? 50 : JOBS;
	const outageMs = quick ? 20_000 : OUTAGE_MS;
	const sandbox = await startSandbox({ speed: { callMs: CALL_MS, queuedMs: 0, processingMs: JOB_MS } });
	const run = async (kind: string): Promise<Result> => {
		progress.update(`outage: ${displayName}, ${kind} …`);
		await sandbox.reset();
		const task = { vendor, sandboxUrl: sandbox.url, items, kind, outageMs };
		const result = await inChild('outage.ts', task, resultSchema);
		const { error, jobs, texts } = result;
		if (error !== '' || jobs !== items || texts !== items) {
			throw new Error(`${displayName}, ${kind}: ${texts} transcripts from ${jobs} jobs; ${error}`);
		}
		return result;
	};
	try {
		const rows: Row[] = [];
		for (const [kind, text] of Object.entries(KINDS)) {
			const result = await run(kind);
			rows.push(
				toRow(setting, {
					key: `outage.${vendor}.${kind}.calls`,
					title: `${displayName}, ${text}: requests for each needed one`,
					value: result.sent / result.needed,
					unit: '×',
					goal: GOAL_CALLS,
					runs: { sent: [result.sent], needed: [result.needed] },
				}),
			);
			if (kind === 'everyTenth') continue;
			rows.push(
				toRow(setting, {
					key: `outage.${vendor}.${kind}.after`,
					title: `${displayName}, ${text}: full speed after the outage`,
					value: result.resumedMs,
					unit: 'ms',
					goal: GOAL_MS,
					runs: { ms: [result.resumedMs] },
				}),
			);
		}
		return rows;
	} finally {
		await sandbox.stop();
	}
}
