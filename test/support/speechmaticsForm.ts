import { z } from 'zod/v4';

import type { SandboxHandle } from './sandbox';

const record = z.record(z.string(), z.unknown());

/** What the creates so far brought: the parsed config without our mark, and name and size of each file. */
export async function sentForms(sandbox: SandboxHandle) {
	const requests = await sandbox.requests({
		vendor: 'speechmatics',
		method: 'POST',
		path: '^/v2/jobs',
	});
	return requests.map(({ details }) => {
		const { config, ...files } = details ?? {};
		return { config: withoutMark(record.parse(JSON.parse(z.string().parse(config)))), ...files };
	});
}

const tracked = z.looseObject({ details: z.looseObject({ n8n: z.string().optional() }).optional() });

/** The config without the mark by which a job is found again; `engine/speechmatics/marks.test.ts` is about that. */
export function withoutMark({ tracking, ...config }: Record<string, unknown>): Record<string, unknown> {
	const { details = {}, ...others } = tracked.parse(tracking ?? {});
	const rest = Object.fromEntries(Object.entries(details).filter(([name]) => name !== 'n8n'));
	const kept = { ...others, ...(Object.keys(rest).length > 0 ? { details: rest } : {}) };
	return Object.keys(kept).length > 0 ? { ...config, tracking: kept } : config;
}
