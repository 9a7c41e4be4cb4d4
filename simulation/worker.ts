import { Stage } from './runSeed';
import { addTo, emptySummary, type Summary } from './summary';
import { VENDOR_NAMES, type VendorName } from './vendors/model';

/** What a worker process is told: where the bundled package is, and which lives are its own. */
export interface Task {
	code: string;
	vendor: VendorName;
	from: number;
	to: number;
	/** Every so many seeds one is lived here. */
	step: number;
	/** Ends at the first life in which something was wrong. */
	stopsEarly: boolean;
}

/** How often a worker tells how far it is, in lives. */
const REPORT_EVERY = 50;

/** Building texts of where errors come from takes longer than everything else that is done with them. */
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
