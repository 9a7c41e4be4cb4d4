import { Stage } from './runSeed';
import { addTo, emptySummary, type Summary } from './summary';
import { VENDOR_NAMES, type VendorName } from './vendors/model';

/** The input of a worker process: where the bundled package is, and which lives to run. */
export interface Task {
	code: string;
	vendor: VendorName;
	from: number;
	to: number;
	/** One of this many seeds is run here. */
	step: number;
	/** Ends at the first life with a failure. */
	stopsEarly: boolean;
}

/** How often a worker reports its progress, in lives. */
const REPORT_EVERY = 50;

/** Creating stack traces takes longer than everything else that is done with errors. */
Error.stackTraceLimit = 0;

process.on('message', (message: unknown) => {
	if (isTask(message)) void work(message);
});

async function work({ code, vendor, from, to, step, stopsEarly }: Task): Promise<void> {
	const stage = new Stage(code);
	let summary = emptySummary();
	for (let seed = from; seed < to; seed += step) {
		addTo(summary, await stage.live(seed, vendor));
		const isLast = seed + step >= to || (stopsEarly && summary.failures.length > 0);
		if (isLast || summary.lives >= REPORT_EVERY) {
			await report(summary);
			summary = emptySummary();
		}
		if (isLast) break;
	}
	process.disconnect();
}

async function report(summary: Summary): Promise<void> {
	await new Promise<void>((resolve) => {
		process.send?.(summary, undefined, undefined, () => resolve());
	});
}

function isTask(message: unknown): message is Task {
	return (
		typeof message === 'object' &&
		message !== null &&
		'vendor' in message &&
		VENDOR_NAMES.some((name) => name === message.vendor)
	);
}
