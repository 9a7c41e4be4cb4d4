import type { Sender } from '../network/network';
import type { World } from '../world';
import type { ContextParts, NodeModel } from './context';
import type { Process } from './process';

/** What a context outside an execution has: of a webhook, or of publishing a workflow. */
export function contextParts(world: World, process: Process, node: NodeModel): ContextParts {
	const sender: Sender = { process, onSend: () => undefined, onAbort: () => undefined };
	return {
		process,
		network: world.network,
		sender,
		credentials: world.credentials.in(process.code),
		node,
		workflow: world.workflow,
		log: (level, message) => world.log(level, message),
		scope: () => ({ json: {}, resumeUrl: '', contexts: new Map() }),
	};
}
