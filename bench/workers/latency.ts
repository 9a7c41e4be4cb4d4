import { setTimeout as delay } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';
import { chain, createEngine, send } from '../../test/support/engine/engine';

import { callerNode, clockNode, sleeperNode } from '../lib/benchNodes';
import { serve } from '../lib/child';
import { median } from '../lib/statistics';
import { credentialsFor } from '../lib/vendors';

const taskSchema = z.object({ sandboxUrl: z.string(), repetitions: z.number(), jobMs: z.number() });

/**
 * Milliseconds from the end of the job at the vendor to the node after ours, for each way to wait, and for the same in
 * n8n without our node.
 */
serve(taskSchema, async ({ sandboxUrl, repetitions, jobMs }) => {
	let reachedAt = 0;
	let wake: () => void = () => undefined;
	const engine = await createEngine({
		credentials: credentialsFor(sandboxUrl),
		nodeTypes: {
			'bench.clock': clockNode((at) => {
				reachedAt = at;
				wake();
			}),
			'bench.sleeper': sleeperNode,
			'bench.caller': callerNode('speechmaticsTranscriptionApi'),
		},
	});
	const reached = async (): Promise<void> => {
		await new Promise<void>((resolve) => {
			wake = resolve;
		});
	};
	const finish = async (): Promise<void> => {
		await fetch(`${sandboxUrl}/__sandbox/finish`, { method: 'POST' });
	};
	const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
	const clock = { name: 'Next', type: 'bench.clock' };
	const ours = (name: string, vendor: string, parameters: IDataObject) => ({
		name,
		type: `n8n-nodes-transcription.${vendor}`,
		parameters: { resource: 'job', ...parameters },
	});
	const create = (vendor: string, callback: string) =>
		ours('Create', vendor, {
			operation: 'create',
			recordingSource: 'url',
			url: `${sandboxUrl}/__sandbox/recordings/order-af.ogg`,
			callback,
		});
	const wait = (vendor: string, waitMode: string) => ours('Wait', vendor, { operation: 'wait', waitMode });

	/** The workflow waits in the node while the job runs. */
	const inside = async (nodes: Array<{ name: string; type: string }>): Promise<number> => {
		const all = [start, ...nodes, clock];
		const run = engine.run({ nodes: all, connections: chain(...all.map(({ name }) => name)) });
		await delay(jobMs);
		const ended = performance.now();
		await finish();
		const { status, error } = await run;
		if (status !== 'success') throw error ?? new Error(status);
		return reachedAt - ended;
	};
	/** The execution is suspended while the job runs. */
	const asleep = async (
		nodes: Array<{ name: string; type: string }>,
		end: (resumeUrl: string) => Promise<unknown>,
	): Promise<number> => {
		const all = [start, ...nodes, clock];
		const run = await engine.run({ nodes: all, connections: chain(...all.map(({ name }) => name)) });
		if (run.status !== 'waiting') throw run.error ?? new Error(run.status);
		const next = reached();
		const ended = performance.now();
		await end(run.resumeUrl);
		await next;
		await engine.finished(run.executionId);
		return reachedAt - ended;
	};
	const held = {
		name: 'Wait',
		type: 'bench.caller',
		parameters: { url: `=${sandboxUrl}/speechmatics/v2/jobs/{{ $json.jobId }}?wait=20` },
	};

	const ways = {
		poll: async () => await inside([create('assemblyAi', 'none'), wait('assemblyAi', 'poll')]),
		longPoll: async () => await inside([create('speechmatics', 'none'), wait('speechmatics', 'poll')]),
		longPollBare: async () => await inside([create('speechmatics', 'none'), held]),
		callback: async () =>
			await asleep([create('assemblyAi', 'resume'), wait('assemblyAi', 'suspend')], finish),
		callbackBare: async () =>
			await asleep([{ name: 'Wait', type: 'bench.sleeper' }], async (url) => await send(url)),
	};
	const measured: Record<string, number> = {};
	for (const [name, way] of Object.entries(ways)) {
		await way();
		const values: number[] = [];
		for (let repetition = 0; repetition < repetitions; repetition += 1) values.push(await way());
		measured[name] = median(values);
	}
	return measured;
});
