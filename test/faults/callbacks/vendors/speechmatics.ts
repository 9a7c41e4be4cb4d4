import { vendorNamed } from '../../../../platform/vendors';
import { pick } from '../bodies';
import { forgeriesBySecret, withSecret } from '../bySecret';
import type { Delivery } from '../deliver';
import { SECRET, type CallbackVendor } from '../vendor';

function ofSpeechmatics(jobId: string): Delivery {
	return { query: `?id=${jobId}&status=success` };
}

export const callbacks: CallbackVendor = {
	...vendorNamed('speechmatics'),
	parameters: { events: ['completed', 'failed', 'fetchFailed', 'prepareFailed'], output: 'callback' },
	count: 3_300,
	accepted: 200,
	refusedStatus: 401,
	right: async (index, _stage, secret) =>
		await Promise.resolve(withSecret(ofSpeechmatics(`job${index}`), secret)),
	forgeries: (old) => [
		...forgeriesBySecret((index) => ofSpeechmatics(`forged${index}`), old),
		{
			title: 'the secret with a query of another kind',
			make: (index) =>
				withSecret(
					{
						query: pick(
							['', '?id=a', '?status=success', '?id=&status=success', '?id=a&id=b&status=success'].concat(
								['?id[]=a&status=success', '?id[x]=a&status=success', '?id=a&status=__proto__'],
								['?id=a&status=constructor', '?__proto__[id]=a&__proto__[status]=success'],
							),
							index,
						),
					},
					SECRET,
				),
			status: 422,
		},
	],
};
