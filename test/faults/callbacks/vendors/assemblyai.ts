import { vendorNamed } from '../../../../platform/vendors';
import { BOMBS, OTHERS, pick, PROTOTYPES } from '../bodies';
import { forgeriesBySecret, json, withSecret } from '../bySecret';
import type { Delivery } from '../deliver';
import { SECRET, type CallbackVendor } from '../vendor';

function ofAssemblyAi(jobId: string): Delivery {
	return { headers: json, body: JSON.stringify({ transcript_id: jobId, status: 'completed' }) };
}

export const callbacks: CallbackVendor = {
	...vendorNamed('assemblyai'),
	parameters: { events: ['completed', 'failed'], output: 'callback' },
	count: 3_300,
	accepted: 200,
	refusedStatus: 401,
	right: async (index, _stage, secret) =>
		await Promise.resolve(withSecret(ofAssemblyAi(`job-${index}`), secret)),
	forgeries: (old) => [
		...forgeriesBySecret((index) => ofAssemblyAi(`forged-${index}`), old),
		{
			title: 'the secret with a body of another vendor',
			make: (index) => withSecret({ headers: json, body: pick(STRANGE, index) }, SECRET),
			status: 422,
		},
		{
			title: 'the secret with a status that there is not',
			make: (index) =>
				withSecret({ headers: json, body: `{"transcript_id":"x${index}","status":"__proto__"}` }, SECRET),
			status: 422,
		},
	],
};

/** Bodies that no call of AssemblyAI has. */
const STRANGE = [OTHERS.speechmatics, OTHERS.prosa, OTHERS.botlhale, ...PROTOTYPES, ...BOMBS];
