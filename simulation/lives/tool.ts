import { Execution, runNode, textOfResult } from '../n8n/execution';
import type { Process } from '../n8n/process';
import type { World } from '../world';
import { toItems } from './items';
import { parametersFor, VERSIONS } from './parameters';
import type { LifePlan } from './plan';
import type { Remains } from './run';

/** How often an AI agent calls the tool for the same recordings. */
const CALLS = 2;

/** An AI agent that calls the node as its tool several times in one execution. */
export async function liveAsTool(world: World, plan: LifePlan, process: Process): Promise<Remains> {
	const version = VERSIONS[plan.vendor][0];
	const recordings = plan.rounds[0] ?? [];
	const execution = new Execution(world, process, world.executionId(0));
	const node = {
		...plan.node,
		name: 'Speech',
		type: plan.vendor,
		parameters: parametersFor(plan.vendor, plan.operation, plan.options, version),
	};
	const texts: string[] = [];
	for (let call = 0; call < CALLS; call += 1) {
		for (const item of toItems(recordings))
			texts.push(textOfResult(await runNode(execution, node, [item], call)));
	}
	const names = [...new Set(recordings.map(({ name }) => name))];
	return {
		asks: names.map((recording) => ({ recording, version, key: recording })),
		stored: [{ id: execution.id, texts, contexts: JSON.stringify([...execution.contexts.values()]) }],
		lost: new Set(),
	};
}
