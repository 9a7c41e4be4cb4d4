import { cpus, totalmem } from 'node:os';

import { z } from 'zod/v4';

import { versions } from '../../platform/versions';

export const machineSchema = z.object({
	cpu: z.string(),
	cores: z.number(),
	memoryGiB: z.number(),
	node: z.string(),
	n8n: z.string(),
});
/** What the numbers were measured on. */
export type Machine = z.infer<typeof machineSchema>;

export function machine(): Machine {
	return {
		cpu: cpus()[0]?.model.trim() ?? 'unknown',
		cores: cpus().length,
		memoryGiB: Math.round(totalmem() / 2 ** 30),
		node: process.versions.node,
		n8n: versions.n8n,
	};
}
