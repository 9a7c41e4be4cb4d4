import { sleep } from 'n8n-workflow';

/** Sleeps unless the signal ends it; resolves either way. */
export async function sleepUnlessAborted(ms: number, signal: AbortSignal | undefined): Promise<void> {
	await sleep(ms, signal).catch(() => undefined);
}
