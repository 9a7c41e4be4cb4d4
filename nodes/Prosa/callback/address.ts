import { looksPublic } from '../../shared/core/network';
import { parseUrl } from '../../shared/core/webAddress';
import type { VendorClient } from '../../shared/http/client';
import { sendOnce } from '../../shared/jobs/sendOnce';
import { operationError } from '../../shared/n8n/errors';
import { createEndpoint, getEndpoint, listEndpoints, type EndpointEvents } from '../api/api';
import type { ProsaEndpoint } from '../api/schemas';

/**
 * Registers a URL that Prosa.ai calls whenever a job of the account finishes.
 * @throws NodeApiError; NodeOperationError for a URL that Prosa.ai cannot reach
 */
export async function registerUrl(
	client: VendorClient,
	endpoint: { url: string; sslVerification: boolean; events?: EndpointEvents },
): Promise<ProsaEndpoint> {
	checkReachable(client, endpoint.url);
	return await sendOnce(
		client,
		async () => await createEndpoint(client, endpoint),
		// No other endpoint has this URL.
		async () => {
			const made = await findEndpoint(client, endpoint.url);
			return made ? { made } : 'absent';
		},
	);
}

/** The endpoint of this URL with its secrets, which lists omit. @throws NodeApiError */
export async function findEndpoint(client: VendorClient, url: string): Promise<ProsaEndpoint | undefined> {
	const found = (await listEndpoints(client)).find((endpoint) => endpoint.url === url);
	return found && (await getEndpoint(client, found.id));
}

function checkReachable(client: VendorClient, url: string): void {
	if (!looksPublic(client.baseUrl) || (looksPublic(url) && url.startsWith('https://'))) return;
	throw operationError(
		client.context.getNode(),
		`Prosa.ai cannot call ${parseUrl(url)?.origin ?? 'this URL'}, because it must start with https:// and be reachable from the Internet`,
		{
			description:
				'Nothing was registered. Set the environment variable N8N_WEBHOOK_URL to the public URL of n8n on every process, including workers, and restart.',
		},
	);
}
