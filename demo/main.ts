import { freePort, isPortFree } from '../platform/ports';
import { stopEverything } from '../platform/processes';
import { consoleProgress } from '../platform/progress';
import { demonstrate, demonstrateOnce, Refusal } from './demonstrate';
import { readOptions, usage } from './options';

const progress = consoleProgress();
const tidying: Array<() => Promise<void>> = [];

/** Set once the end has begun: what then fails, fails because of it. */
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
		onEnd: (tidy: () => Promise<void>) => void tidying.push(tidy),
	};
	if (!once) return await demonstrate(setting, { fresh });
	return (await demonstrateOnce(setting)) === 0 ? 0 : 1;
}

async function choosePort(wanted: number | undefined): Promise<number> {
	if (wanted === undefined) return await freePort();
	if (await isPortFree(wanted)) return wanted;
	throw new Refusal(
		`Port ${wanted} is in use, perhaps by another n8n. Stop that one, or choose another port: ` +
			`npm run demo -- --port ${wanted + 10}`,
	);
}

/** Ends the children, then this process: nothing stays behind. */
async function end(code: number): Promise<never> {
	ending = true;
	await stopEverything();
	await Promise.all(tidying.map(async (tidy) => await tidy()));
	process.exit(code);
}

function endOnSignals(): void {
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] satisfies NodeJS.Signals[];
	for (const signal of signals) {
		process.on(signal, () => {
			// npm and the shell pass the same Ctrl-C on, so a second signal is no second wish.
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
