import { sleep } from 'n8n-workflow';

/**
 * Keeps long work from holding n8n's event loop: call `due` often, it is cheap, and when it says so await
 * `rest`, which lets timers and sockets have their turn.
 */
export interface Pacer {
	due(): boolean;
	rest(): Promise<void>;
	/** Rests once more after work that took several slices, so that the caller begins with a fresh one. */
	finish(): Promise<void>;
}

/** @param slice milliseconds of work at a stretch */
export function createPacer(slice = 15): Pacer {
	let until = Date.now() + slice;
	let rested = false;
	const rest = async () => {
		await sleep(0);
		rested = true;
		until = Date.now() + slice;
	};
	return {
		due: () => Date.now() >= until,
		rest,
		async finish() {
			if (rested) await rest();
		},
	};
}
