import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { INodeType, IVersionedNodeType } from 'n8n-workflow';
import { z } from 'zod/v4';

import { stateFolder } from '../../platform/paths';

const moduleSchema = z.object({
	HttpRequest: z.custom<new () => IVersionedNodeType>((value) => typeof value === 'function'),
});

/** n8n's own HTTP Request node of the pinned n8n, newest version. Call `ensureRuntime` first. */
export function httpRequestNode(): INodeType {
	const folder = join(stateFolder, 'runtime', 'node_modules', 'n8n-nodes-base');
	const load = createRequire(join(folder, 'package.json'));
	const { HttpRequest } = moduleSchema.parse(load('./dist/nodes/HttpRequest/HttpRequest.node.js'));
	return new HttpRequest().getNodeType();
}
