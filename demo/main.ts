import { freePort, isPortFree } from '../platform/ports';
import { stopEverything } from '../platform/processes';
import { consoleProgress } from '../platform/progress';
import { demonstrate, demonstrateOnce } from './demonstrate';
import { readOptions, usage } from './options';

const progress = consoleProgress();
const cleanups: Array<() => Promise<void>> = [];

/** Set when the shutdown has begun: later failures are caused by it. */
let ending = false;

async function main(): Promise<number> {
	const { help, port, once, fresh, speedMs } = readOptions(process.argv.slice(2));
	if (help) {
		process.stdout.write(`${usage}\n`);
		return 0;
	}
	const setting = {
		port: await choosePort(port),
		speedMs,
		progress,
		onEnd: (cleanup: () => Promise<void>) => void cleanups.push(cleanup),
	};
	if (!once) return await demonstrate(setting, { fresh });
	return (await demonstrateOnce(setting)) === 0 ? 0 : 1;
}

async function choosePort(wanted: number | undefined): Promise<number> {
	if (wanted === undefined) return await freePort();
	if (await isPortFree(wanted)) return wanted;
	throw new Error(
		`Port ${wanted} is in use, perhaps by another n8n. Stop that process, or choose another port: ` +
			`npm run demo -- --port ${wanted + 10}`,
	);
}

/** Ends the child processes, then this one, so that nothing is left running. */
async function end(code: number): Promise<never> {
	ending = true;
	await stopEverything();
	await Promise.all(cleanups.map(async (cleanup) => await cleanup()));
	process.exit(code);
}

function endOnSignals(): void {
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] satisfies NodeJS.Signals[];
	for (const signal of signals) {
		process.on(signal, () => {
			// npm and the shell forward the same Ctrl+C, so a second signal is not a second request.
			if (ending) return;
			progress.say('\nStopping …');
			void end(0);
		});
	}
}

endOnSignals();
main().then(
	async (code) => await end(code),
	async (error: unknown) => {
		if (ending) return;
		progress.say(error instanceof Error ? error.message : String(error));
		await end(1);
	},
);
