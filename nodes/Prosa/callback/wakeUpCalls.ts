import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';

import { messageOf } from '../../shared/core/messageOf';
import { createClient, type VendorClient } from '../../shared/http/client';
import type { WakeUpSubscription } from '../../shared/jobs/vendor';
import { deleteEndpoint, listEndpoints } from '../api/api';
import { prosaWebhooksHttp } from '../api/http';
import type { ProsaEndpoint } from '../api/schemas';
import { registerAddress } from './address';

/** In the query of an endpoint that wakes an execution: when that ends, in seconds since 1970. */
const UNTIL = 'wakes-until';

/** n8n looks once a minute which executions have slept long enough. */
const GRACE_SECONDS = 300;

/** Within the 30 seconds that Prosa.ai waits for an answer. */
const SETTINGS = { timeoutMs: 4_000, retries: 1 };

const callbackSchema = z.looseObject({ job_id: z.string().min(1) });

/**
 * Prosa.ai calls the endpoints of an account (section 6 of its webhook pages), so each execution that sleeps has one
 * for the time. Those of executions that were stopped, or slept too long, are removed with the next one.
 */
export const wakeUpCalls: WakeUpSubscription = {
	subscribe: async (context, url, untilMs) => {
		const client = await createClient(context, prosaWebhooksHttp);
		await removeOld(client);
		const address = new URL(url);
		address.searchParams.set(UNTIL, String(Math.ceil(untilMs / 1000)));
		return (await registerAddress(client, { url: address.href, sslVerification: true })).id;
	},
	unsubscribe: async (context, id) =>
		await deleteEndpoint(await createClient(context, prosaWebhooksHttp, { settings: SETTINGS }), id),
};

/** The job that a call is about. */
export function callbackJobId(context: IWebhookFunctions): string | undefined {
	const body = callbackSchema.safeParse(context.getBodyData());
	return body.success ? body.data.job_id : undefined;
}

async function removeOld(client: VendorClient): Promise<void> {
	try {
		const old = (await listEndpoints(client)).filter(isOver);
		await Promise.all(old.map(async ({ id }) => await deleteEndpoint(client, id)));
	} catch (error) {
		client.context.logger.warn(`Old webhook endpoints are left at Prosa.ai: ${messageOf(error)}`);
	}
}

function isOver({ url }: ProsaEndpoint): boolean {
	const until = URL.canParse(url) ? new URL(url).searchParams.get(UNTIL) : null;
	return until !== null && Number(until) + GRACE_SECONDS < Date.now() / 1000;
}
