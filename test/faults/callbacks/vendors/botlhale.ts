import { vendorNamed } from '../../../../platform/vendors';
import { firstText } from '../../../support/stage';
import { BOMBS, BROKEN, LARGE, OTHERS, pick, PROTOTYPES } from '../bodies';
import { json, withSecret } from '../bySecret';
import type { Delivery } from '../deliver';
import { SECRET, type CallbackVendor } from '../vendor';

const named = (filename: unknown): Delivery => ({ headers: json, body: JSON.stringify({ filename }) });
const UNUSABLE = [5, null, [], '../../auth/get_tokens', 'a/../b', '..', 'a\nb', 'a\u0000', 'a'.repeat(2000)];

/** Like every other callback, or a request to try again later after too many of them. */
const IGNORED = [200, 503];

/** Botlhale AI sends no secret: a callback is a hint at a job, which is then looked at. */
export const callbacks: CallbackVendor = {
	...vendorNamed('botlhale'),
	parameters: { events: ['completed', 'failed'], output: 'job' },
	count: 1_200,
	accepted: 200,
	right: async (_index, stage) => {
		const run = await stage.run({ resource: 'job', operation: 'create' }, [
			await stage.recording('dialogue-en.wav'),
		]);
		if (run.error !== undefined) throw run.error;
		return named(firstText(run, 'jobId'));
	},
	forgeries: (old) => [
		{ title: 'a job that there is not', make: (index) => named(`asr_forged_${index}.wav`), status: IGNORED },
		{ title: 'a job of others', make: (index) => named(`OtherOrg/asr_${index}.wav`), status: IGNORED },
		{ title: 'a query of its own', make: (index) => named(`asr_${index}.wav?org_id=x#y`), status: IGNORED },
		{ title: 'a secret', make: (index) => withSecret(named(`asr_${index}.wav`), SECRET), status: IGNORED },
		{ title: 'a name that is none', make: (index) => named(pick(UNUSABLE, index)), status: 422 },
		{ title: 'a JSON bomb', make: (index) => ({ headers: json, body: pick(BOMBS, index) }), status: 422 },
		{
			title: 'keys of prototypes',
			make: (index) => ({ headers: json, body: pick(PROTOTYPES, index) }),
			status: 422,
		},
		{
			title: 'a body of another vendor',
			make: (index) => ({
				headers: json,
				body: pick([OTHERS.assemblyai, OTHERS.prosa, OTHERS.speechmatics], index),
			}),
			status: 422,
		},
		{
			title: 'a body that is no JSON',
			make: (index) => ({ headers: json, body: pick(BROKEN, index) }),
			status: 422,
		},
		{ title: 'a body of 20 MB', make: () => ({ headers: json, body: LARGE }), status: 422, atMost: 3 },
		{ title: 'one that came before', make: () => old, status: 200 },
	],
};
