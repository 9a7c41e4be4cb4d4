import { join } from 'node:path';

import { freePort } from '../../platform/ports';
import { startStage } from '../../platform/stage';
import { burst, type Burst } from '../../test/e2e/support/bursts';
import { vendors } from '../../test/e2e/support/vendors';
import { controlSandbox } from '../../test/support/sandbox';
import { toRow, type Measurement, type Row } from '../lib/row';
import { median } from '../lib/statistics';

/** Numbers of jobs that end at once. */
const SIZES = [20, 100, 500];

/** Row 8 of the bench: callbacks that arrive at the same time at a suspended execution in a real n8n. */
export const burstRow: Measurement = {
	name: 'burst',
	explanation: `A real n8n with SQLite and the packed package. A published workflow creates the jobs and is suspended; then all jobs end within
100 ms, and the sandbox sends all callbacks at once, with the timeouts and repetitions that the vendor documents. The time includes n8n's
own work: it prepares an isolated environment for expressions for each callback (see _Trigger_). Botlhale AI and Prosa.ai call the
[relay](decisions/relay.md) of the workflow.`,
	measure: async (setting) => {
		const { quick, rounds, progress, folder } = setting;
		const stage = await startStage({
			port: await freePort(),
			userFolder: join(folder, 'n8n-burst'),
			sandbox: { port: 0, speedMs: 0 },
			progress,
		});
		const surroundings = { ...stage, sandbox: controlSandbox(stage.sandbox.url) };
		const rows: Row[] = [];
		try {
			for (const facts of vendors.filter(({ suspends }) => suspends)) {
				for (const size of quick ? SIZES.slice(0, 1) : SIZES) {
					const runs: Burst[] = [];
					for (let round = 0; round < rounds; round += 1) {
						progress.update(`burst: ${facts.displayName}, ${size} jobs, round ${round + 1} of ${rounds} …`);
						runs.push(await burst(surroundings, facts, size));
					}
					const key = `burst.${facts.name}.${size}`;
					const what = `${facts.displayName}, ${size} jobs`;
					rows.push(
						toRow(setting, {
							key: `${key}.requests`,
							title: `${what}: requests for each job`,
							...medianOf(runs, 'requests', ({ requests }) => requests / size),
							unit: 'requests',
							goal: { atMost: (2 * size + 10) / size },
						}),
						toRow(setting, {
							key: `${key}.awake`,
							title: `${what}: from their end until the execution resumes`,
							...medianOf(runs, 'ms', ({ awakeMs }) => awakeMs),
							unit: 'ms',
							goal: { atMost: 30_000 },
						}),
						toRow(setting, {
							key: `${key}.failed`,
							title: `${what}: callbacks without a response, or with another status than 200`,
							...medianOf(runs, 'callbacks', failedIn),
							unit: 'callbacks',
							goal: { atMost: 0 },
						}),
					);
				}
			}
		} finally {
			await stage.stop();
		}
		return rows;
	},
};

function failedIn({ statuses }: Burst): number {
	return Object.entries(statuses).reduce((sum, [status, count]) => sum + (status === '200' ? 0 : count), 0);
}

function medianOf(
	runs: readonly Burst[],
	name: string,
	valueOf: (run: Burst) => number,
): Pick<Row, 'value' | 'runs'> {
	const values = runs.map(valueOf);
	return { value: median(values), runs: { [name]: values } };
}
