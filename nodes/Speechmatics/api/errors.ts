import { z } from 'zod/v4';

import { parseJson } from '../../shared/core/json';
import type { VendorMessage } from '../../shared/http/types';

const errorBody = z.lazy(() =>
	z.looseObject({
		error: z.string().nullish(),
		detail: z.string().nullish(),
		details: z.string().nullish(),
	}),
);

/** Error texts of the API reference and the docs page "Troubleshooting", and what to do about each. */
const HINTS: ReadonlyArray<[RegExp, string]> = [
	[
		/Transcription not ready|Job In Progress/i,
		'Wait until the job finishes with Job: Wait for Completion, then run the node again.',
	],
	[
		/Resource Locked/i,
		'The job is still running. Wait until it finishes, or turn on "Force" to stop and delete it now.',
	],
	[
		/not of type alignment/i,
		'This job is a transcription: use Transcript: Get. Alignments are created with Job: Create Alignment.',
	],
	[/not of type transcription/i, 'This job is an alignment: use Transcript: Get Alignment.'],
	[
		/Job Expired|File Expired/i,
		'Speechmatics keeps jobs for seven days. Transcribe the recording again, and get the transcript sooner.',
	],
	[
		/Early Access Release/i,
		'Speechmatics does not know this release. Check "Early Access Release Tag" under "Options", or remove it.',
	],
	[
		/Entitlement check failed/i,
		'Your contract does not include a feature of this job, e.g. the language or the model. Choose another one, or contact Speechmatics.',
	],
	[/Invalid or missing license/i, 'Contact Speechmatics to check your license.'],
	[/Your limit is/i, 'You have used all hours of your plan. Wait for the next month, or change the plan.'],
	[
		/Max concurrent running jobs/i,
		'Your account runs too many jobs at once. Run the node again when some of them have finished.',
	],
	[/Missing data_file/i, 'Provide the recording as a file or a URL.'],
	[/Missing text_file/i, 'Provide the spoken text of the alignment as a file, as text or as a URL.'],
	[
		/Job config JSON is invalid|Job rejected/i,
		'Check the values of this node, especially "Options: Job Config (JSON)", against the Speechmatics API reference.',
	],
	[/path not found/i, 'Check the base URL in the credential: the Speechmatics API is not at this address.'],
	[
		/Job not found/i,
		'Check the ID, and the region in the credential. Jobs are only visible in the region that created them, and are deleted after seven days.',
	],
];

/** Characters; longer messages are not shown and not searched. */
const LONGEST_MESSAGE = 2_000;

/**
 * Reads an error response: `{code, error, detail?}`, or an HTML page of nginx for an invalid key.
 * @param body the text as it was received
 */
export function parseError(status: number, body: string): VendorMessage {
	const parsed = errorBody.safeParse(parseJson(body));
	const message = (parsed.success ? sentence(parsed.data) : plainText(body)).slice(0, LONGEST_MESSAGE);
	if (status === 401) return invalidKey(message);
	const hint = HINTS.find(([pattern]) => pattern.test(message))?.[1];
	return { message, ...(hint === undefined ? {} : { hint }) };
}

function sentence({ error, detail, details }: z.infer<typeof errorBody>): string {
	return [error, detail ?? details]
		.filter((part) => part !== null && part !== undefined && part !== '')
		.join(': ');
}

/** An HTML page of a web server contains nothing useful. */
function plainText(body: string): string {
	return /^\s*</.test(body) ? '' : body.trim().slice(0, 300);
}

/** Keys work in one region only; in all others, the response is an HTML page of nginx that does not say so. */
function invalidKey(message: string): VendorMessage {
	return {
		message: `the API key is not valid in this region${message === '' ? '' : `: ${message}`}`,
		hint: 'Check the key and the region in the credential. Keys only work in the region they were created in.',
	};
}
