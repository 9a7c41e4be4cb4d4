import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

/** How long a URL is valid: a vendor may download a recording hours after the job was created. */
const VALID_FOR = '1 day';

/** n8n 1.100 has no signed URLs. */
type Helpers = Omit<IExecuteFunctions['helpers'], 'createBinarySignedUrl'> & {
	createBinarySignedUrl?: IExecuteFunctions['helpers']['createBinarySignedUrl'];
};

/**
 * A URL at which anyone who knows it can download a file from n8n for a day, as often as they like. Each call returns
 * another one. `undefined` if this version of n8n has none; files that n8n keeps in memory have none either.
 */
export function signedUrlOf(context: IExecuteFunctions, data: IBinaryData): string | undefined {
	const helpers: Helpers = context.helpers;
	return helpers.createBinarySignedUrl?.(data, VALID_FOR);
}
