import { z } from 'zod/v4';

import type { SandboxHandle } from './sandbox';

const record = z.record(z.string(), z.unknown());

/** What the creates so far brought: the parsed config, and name and size of each file. */
export async function sentForms(sandbox: SandboxHandle) {
	const requests = await sandbox.requests({
		vendor: 'speechmatics',
		method: 'POST',
		path: '^/v2/jobs',
	});
	return requests.map(({ details }) => {
		const { config, ...files } = details ?? {};
		return { config: record.parse(JSON.parse(z.string().parse(config))), ...files };
	});
}
