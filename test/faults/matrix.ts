import type { FaultInput, RequestEntry } from '../support/sandbox';
import { cellsOf, type Cell } from './cells';
import { FAULTS, UNKNOWN_STATUS, type Fault } from './faults';
import { complaints } from './judge';
import { freePort, openLane, passOn, type CellSettings, type Ended, type Lane } from './lane';
import { captureLog } from './log';
import type { Call, Case, VendorTable } from './model';

/** Number of cells in progress at once. They mostly wait. */
const LANES = 8;

const RETRIES = 1;

/** Longer than any cell may take; if it takes longer, it hangs. */
const PATIENCE_MS = 120_000;

/** After this time, the host that initially refused connections accepts them. */
const REFUSES_FOR_MS = 150;

/** Minutes; for cells in which the time limit ends the waiting. */
const SHORT_LIMIT = 0.01;

const PAUSE_LIMIT = 0.1;

const LONG_LIMIT = 5;

/** Runs every cell of a vendor in the engine, several concurrently, and tests each outcome. */
export function describeFaults(vendor: VendorTable): void {
	const cells = cellsOf(vendor);
	const found = new Map<Cell, string[]>();
	const log = captureLog();

	beforeAll(async () => {
		const lanes = await Promise.all(Array.from({ length: LANES }, async () => await openLane(vendor, log)));
		try {
			const baselines = lanes.map(() => new Map<Case, Ended>());
			const work = async (queue: Cell[], index: number) => {
				const [lane, known] = [lanes[index], baselines[index]];
				for (let cell = queue.shift(); lane && known && cell; cell = queue.shift()) {
					found.set(cell, await judged(lane, vendor, cell, known));
				}
			};
			const common = cells.filter(({ fault }) => fault !== 'huge');
			await Promise.all(lanes.map(async (_lane, index) => await work(common, index)));
			// One response of 200 MB at a time, because several would slow each other down.
			await work(
				cells.filter(({ fault }) => fault === 'huge'),
				0,
			);
		} finally {
			log.end();
			await Promise.all(lanes.map(async (lane) => await lane.close()));
		}
	}, 1_500_000);

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

async function judged(
	lane: Lane,
	vendor: VendorTable,
	cell: Cell,
	baselines: Map<Case, Ended>,
): Promise<string[]> {
	const { from, operation, call } = cell;
	const fault: Fault = FAULTS[cell.fault];
	const known = baselines.get(from);
	const baseline =
		known ?? (await lane.run(from, operation, await lane.prepare(from), baselineSettings(vendor)));
	if (baseline.error !== undefined) return [`without a fault it stops: ${baseline.error.message}`];
	baselines.set(from, baseline);

	const input = await lane.prepare(from);
	const jobsBefore = await lane.sandbox.jobs(vendor.name);
	const { retryAfter, ...struck } = await strike(lane, vendor, cell, fault);
	const run = lane.run(from, operation, input, settingsFor(cell, fault, vendor));
	const ended = await Promise.race([run, patience()]);
	await struck.calm();
	const requests = await lane.sandbox.requests({ vendor: vendor.name, method: call.method });
	return complaints({
		vendor,
		cell,
		ended,
		baseline,
		jobsBefore,
		jobsAfter: await lane.sandbox.jobs(vendor.name),
		struck: typeof fault.strike === 'string' ? undefined : (await lane.sandbox.struck())[0],
		retries: RETRIES,
		pause: retryAfter === undefined ? undefined : pauseAfterFault(requests, call, retryAfter),
	});
}

/** A fault that is in effect. */
interface Struck {
	/** The header, if the fault sends one. */
	retryAfter?: string;
	/** Ends the fault. */
	calm(): Promise<void>;
}

async function strike(lane: Lane, vendor: VendorTable, cell: Cell, fault: Fault): Promise<Struck> {
	if (typeof fault.strike === 'string') return await refuse(lane, fault.strike);
	const { method, path, skip = 0, status = [] } = cell.call;
	const input: FaultInput = fault.strike({ body: vendor.errorBody(`Not now, ${vendor.secrets[0] ?? ''}`) });
	const fields = Object.fromEntries(status.map((each) => [each, UNKNOWN_STATUS]));
	await lane.sandbox.faults({
		...input,
		...(input.kind === 'set-fields' ? { fields } : {}),
		skip,
		match: { vendor: vendor.name, method, path },
	});
	const retryAfter = input.kind === 'status' ? input.headers?.['retry-after'] : undefined;
	return {
		...(retryAfter === undefined ? {} : { retryAfter }),
		calm: async () => await Promise.resolve(),
	};
}

/** A host that refuses connections, permanently or for a moment. */
async function refuse(lane: Lane, kind: 'refused' | 'refusedAtFirst'): Promise<Struck> {
	const port = await freePort();
	lane.reach(`http://127.0.0.1:${port}`);
	const open =
		kind === 'refused'
			? undefined
			: new Promise<() => Promise<void>>((resolve) => {
					setTimeout(() => {
						void passOn(port, lane.sandbox.url).then(resolve);
					}, REFUSES_FOR_MS);
				});
	return {
		calm: async () => {
			lane.reach();
			await (
				await open
			)?.();
		},
	};
}

function baselineSettings({ timeLimit }: VendorTable): CellSettings {
	return timeLimit === undefined ? {} : { timeLimit };
}

function settingsFor({ outcome, fault: name }: Cell, fault: Fault, { timeLimit }: VendorTable): CellSettings {
	const endsByTime = outcome.ends === 'stops' && outcome.attempts === 'untilTimeLimit';
	// The node pauses for an hour, or until the time limit, before which the first check must have ended.
	const pausesForLimit = name === 'status429Hour';
	return {
		retries: RETRIES,
		timeLimit: endsByTime ? SHORT_LIMIT : pausesForLimit ? PAUSE_LIMIT : (timeLimit ?? LONG_LIMIT),
		...(fault.requestTimeout === undefined ? {} : { requestTimeout: fault.requestTimeout }),
	};
}

async function patience(): Promise<Ended | undefined> {
	return await new Promise<Ended | undefined>((resolve) => {
		setTimeout(() => {
			resolve(undefined);
		}, PATIENCE_MS).unref();
	});
}

/** The pause between the request with the fault and the next one, and the pause that was requested. */
function pauseAfterFault(requests: RequestEntry[], call: Call, retryAfter: string) {
	const pattern = new RegExp(call.path);
	const same = requests.filter(({ path, query }) => pattern.test(withQuery(path, query)));
	const index = same.findIndex(({ fault }) => fault !== undefined);
	const [met, next] = [same[index], same[index + 1]];
	if (!met) return undefined;
	const metAt = Date.parse(met.at);
	const askedMs = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - metAt;
	return { askedMs, tookMs: next ? Date.parse(next.at) - metAt : undefined };
}

/** The patterns of the tables use at most the first query parameter. */
function withQuery(path: string, query: RequestEntry['query']): string {
	const text = new URLSearchParams(
		Object.entries(query).flatMap(([name, value]) =>
			[value].flat().map((each): [string, string] => [name, each]),
		),
	).toString();
	return text === '' ? path : `${path}?${text}`;
}
