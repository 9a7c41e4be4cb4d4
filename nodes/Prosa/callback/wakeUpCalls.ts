import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';

import { messageOf } from '../../shared/core/messageOf';
import { createClient, type VendorClient } from '../../shared/http/client';
import type { WakeUpSubscription } from '../../shared/jobs/vendor';
import { deleteEndpoint, listEndpoints } from '../api/api';
import { prosaWebhooksHttp } from '../api/http';
import type { ProsaEndpoint } from '../api/schemas';
import { registerUrl } from './address';

/** Query parameter of an endpoint that resumes an execution: when the wait ends, in seconds since 1970. */
const UNTIL = 'wakes-until';

/** n8n checks once a minute which waiting executions are due. */
const GRACE_SECONDS = 300;

/** Within the 30 seconds that Prosa.ai waits for a response. */
const SETTINGS = { timeoutMs: 4_000, retries: 1 };

const callbackSchema = z.looseObject({ job_id: z.string().min(1) });

/**
 * Prosa.ai calls the webhook endpoints of an account (section 6 of its webhook pages), so each suspended execution
 * registers one until it resumes. Endpoints of executions that were stopped are removed by the next one.
 */
export const wakeUpCalls: WakeUpSubscription = {
	subscribe: async (context, url, untilMs) => {
		const client = await createClient(context, prosaWebhooksHttp);
		await removeExpired(client);
		const address = new URL(url);
		address.searchParams.set(UNTIL, String(Math.ceil(untilMs / 1000)));
		return (await registerUrl(client, { url: address.href, sslVerification: true })).id;
	},
	unsubscribe: async (context, id) =>
		await deleteEndpoint(await createClient(context, prosaWebhooksHttp, { settings: SETTINGS }), id),
};

/** The job of a callback. */
export function callbackJobId(context: IWebhookFunctions): string | undefined {
	const body = callbackSchema.safeParse(context.getBodyData());
	return body.success ? body.data.job_id : undefined;
}

async function removeExpired(client: VendorClient): Promise<void> {
	try {
		const expired = (await listEndpoints(client)).filter(isExpired);
		await Promise.all(expired.map(async ({ id }) => await deleteEndpoint(client, id)));
	} catch (error) {
		client.context.logger.warn(
			`Expired webhook endpoints could not be removed at Prosa.ai: ${messageOf(error)}`,
		);
	}
}

function isExpired({ url }: ProsaEndpoint): boolean {
	const until = URL.canParse(url) ? new URL(url).searchParams.get(UNTIL) : null;
	return until !== null && Number(until) + GRACE_SECONDS < Date.now() / 1000;
}
