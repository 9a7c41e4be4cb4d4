import { runItems } from '../../../nodes/shared/execution/runItems';
import { JobError } from '../../../nodes/shared/jobs/jobError';
import { fakeExecution } from '../../support/jobs';

/** The advice of a run in which one job has ended badly while others were created. */
async function adviceAfter(ended: string, created: readonly string[]): Promise<string> {
	const { context } = fakeExecution({
		functions: {
			getInputData: () => created.map(() => ({ json: {} })),
			getExecutionCancelSignal: () => undefined,
			getWorkflowDataProxy: () => ({ $runIndex: 0 }),
			getMode: () => 'trigger',
			continueOnFail: () => false,
		},
	});
	const settings = { timeoutMs: 1_000, retries: 0, concurrency: 1 };
	const run = runItems(context, settings, async (call) => {
		call.recordJob(created[call.itemIndex]);
		await Promise.resolve();
		if (call.itemIndex > 0) return [];
		throw new JobError(ended, `The job failed (job ${ended})`, 'Check the recording.', true);
	});
	const [result] = await Promise.allSettled([run]);
	const reason: unknown = result.status === 'rejected' ? result.reason : undefined;
	if (!(reason instanceof Error) || !('description' in reason)) throw new Error('The run has not failed');
	return String(reason.description);
}

describe('the jobs that an error lists as still running', () => {
	const ID = '0195c1d2-3e4f-7a6b-8c7d-9e0f1a2b3c4d';
	const OTHER = '0195c1d2-3e4f-7a6b-8c7d-9e0f1a2b3c4e';

	it.each([ID, ID.toUpperCase(), ID.replaceAll('-', ''), ID.replaceAll('-', '').toUpperCase()])(
		'do not include the one that has ended, in the form %s',
		async (ended) => {
			expect(await adviceAfter(ended, [ID])).toBe('Check the recording.');
			const advice = await adviceAfter(ended, [ID, OTHER]);
			expect(advice).toContain(`(still running at the vendor): item 1: ${OTHER}.`);
			expect(advice).not.toContain(ID);
		},
	);

	it.each([
		['org/asr_call-1-7.wav', 'org/asr_call-17.wav'],
		['org/asr_Call.wav', 'org/asr_call.wav'],
	])('include %s after the end of %s, because only UUIDs have several forms', async (open, ended) => {
		expect(await adviceAfter(ended, [ended, open])).toContain(`item 1: ${open}.`);
	});
});
