import type { FaultInput, RequestEntry } from '../support/sandbox';
import { cellsOf, type Cell } from './cells';
import { FAULTS, UNKNOWN_STATUS, type Fault } from './faults';
import { complaints } from './judge';
import { freePort, openLane, passOn, type CellSettings, type Ended, type Lane } from './lane';
import { captureLog } from './log';
import type { Case, VendorTable } from './model';

/** Cells that are under way at a time; most of their time they wait. */
const LANES = 5;

const RETRIES = 1;

/** Longer than any cell may take; then it hangs. */
const PATIENCE_MS = 60_000;

/** After this the address that refused at first accepts. */
const REFUSES_FOR_MS = 150;

/** Minutes; for cells in which waiting is ended by the time limit. */
const SHORT_LIMIT = 0.01;

/** Runs every cell of a vendor through the engine, several side by side, and tests each outcome. */
export function describeFaults(vendor: VendorTable): void {
	const cells = cellsOf(vendor);
	const found = new Map<Cell, string[]>();
	const log = captureLog();

	beforeAll(async () => {
		const lanes = await Promise.all(Array.from({ length: LANES }, async () => await openLane(vendor, log)));
		try {
			const queue = [...cells].sort(hugeLast);
			await Promise.all(
				lanes.map(async (lane) => {
					const baselines = new Map<Case, Ended>();
					for (let cell = queue.shift(); cell !== undefined; cell = queue.shift()) {
						found.set(cell, await judged(lane, vendor, cell, baselines));
					}
				}),
			);
		} finally {
			log.end();
			await Promise.all(lanes.map(async (lane) => await lane.close()));
		}
	}, 600_000);

	describe.each(Object.keys(vendor.operations))(`${vendor.displayName} %s`, (operation) => {
		const own = cells.filter((cell) => cell.operation === operation);
		it.each(own.map((cell) => ({ cell, title: cell.title.replace(operation, '').trim() })))(
			'$title',
			({ cell }) => {
				expect(found.get(cell)).toEqual([]);
			},
		);
	});

	it('writes no secret into the log', () => {
		const telling = log.lines().filter((line) => vendor.secrets.some((secret) => line.includes(secret)));
		expect(telling).toEqual([]);
	});
}

/** Answers of 200 MB come last, when fewer others are under way. */
function hugeLast(one: Cell, other: Cell): number {
	return Number(one.fault === 'huge') - Number(other.fault === 'huge');
}

async function judged(
	lane: Lane,
	vendor: VendorTable,
	cell: Cell,
	baselines: Map<Case, Ended>,
): Promise<string[]> {
	const { from, operation, call } = cell;
	const fault: Fault = FAULTS[cell.fault];
	const known = baselines.get(from);
	const baseline = known ?? (await lane.run(from, operation, await lane.prepare(from), {}));
	if (baseline.error !== undefined) return [`without a fault it stops: ${baseline.error.message}`];
	baselines.set(from, baseline);

	const input = await lane.prepare(from);
	const jobsBefore = await lane.sandbox.jobs(vendor.sandbox);
	const calm = await strike(lane, vendor, cell, fault);
	const run = lane.run(from, operation, input, settingsFor(cell, fault));
	const ended = await Promise.race([run, patience()]);
	await calm();
	const requests = await lane.sandbox.requests({ vendor: vendor.sandbox, method: call.method });
	return complaints({
		vendor,
		cell,
		ended,
		baseline,
		jobsBefore,
		jobsAfter: await lane.sandbox.jobs(vendor.sandbox),
		struck: typeof fault.strike === 'string' ? undefined : (await lane.sandbox.struck())[0],
		retries: RETRIES,
		pauseMs: pauseAfterFault(requests),
	});
}

/** Lets the fault loose; gives what ends it. */
async function strike(
	lane: Lane,
	vendor: VendorTable,
	cell: Cell,
	fault: Fault,
): Promise<() => Promise<void>> {
	if (typeof fault.strike === 'string') {
		const port = await freePort();
		lane.reach(`http://127.0.0.1:${port}`);
		const open =
			fault.strike === 'refused'
				? undefined
				: new Promise<() => Promise<void>>((resolve) => {
						setTimeout(() => {
							void passOn(port, lane.sandbox.url).then(resolve);
						}, REFUSES_FOR_MS);
					});
		return async () => {
			lane.reach();
			await (
				await open
			)?.();
		};
	}
	const { method, path, skip = 0, status = [] } = cell.call;
	const input: FaultInput = fault.strike({ body: vendor.errorBody(`Not now, ${vendor.secrets[0] ?? ''}`) });
	const fields = Object.fromEntries(status.map((each) => [each, UNKNOWN_STATUS]));
	await lane.sandbox.faults({
		...input,
		...(input.kind === 'set-fields' ? { fields } : {}),
		skip,
		match: { vendor: vendor.sandbox, method, path },
	});
	return async () => await Promise.resolve();
}

function settingsFor({ outcome, call }: Cell, { requestTimeout }: Fault): CellSettings {
	const endsByTime = call.kind === 'poll' && outcome.ends === 'stops' && outcome.attempts === 'all';
	return {
		retries: RETRIES,
		timeLimit: endsByTime ? SHORT_LIMIT : 5,
		...(requestTimeout === undefined ? {} : { requestTimeout }),
	};
}

async function patience(): Promise<Ended | undefined> {
	return await new Promise<Ended | undefined>((resolve) => {
		setTimeout(() => {
			resolve(undefined);
		}, PATIENCE_MS).unref();
	});
}

/** Milliseconds from the first request that met the fault to the next of its kind. */
function pauseAfterFault(requests: RequestEntry[]): number | undefined {
	const index = requests.findIndex(({ fault }) => fault !== undefined);
	const [met, next] = [requests[index], requests[index + 1]];
	return met && next ? Date.parse(next.at) - Date.parse(met.at) : undefined;
}
