import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { Agent, request } from 'undici';
import { z } from 'zod/v4';

import { freePort } from '../../platform/ports';
import type { N8nClient, Workflow } from '../../platform/rest';
import { startStage, type Stage } from '../../platform/stage';
import { toRow, type Measurement, type Setting } from '../lib/row';
import { alternate, median, ratios } from '../lib/statistics';

const SECRET_HEADER = 'x-transcription-webhook-secret';
/** Number of requests in progress at once. */
const CONNECTIONS = 10;

/** Row 5 of the bench: callbacks to a real n8n. */
export const trigger: Measurement = {
	name: 'trigger',
	explanation: `A real n8n with the packed package and three published workflows: the AssemblyAI Trigger, which verifies the secret of every callback;
n8n's own Webhook node with header authentication; and a Webhook node without authentication. They are called alternately, with
${CONNECTIONS} simultaneous requests and the same body and headers. Each request starts an execution that n8n saves.

n8n 2.41 prepares an isolated environment for expressions for every request to a trigger, and another one for each credential
that it opens. Each takes about 20 ms on two cores. Only n8n's own Webhook node is exempt from the first one
(\`webhookPhaseNeedsIsolate\` in \`live-webhooks.js\`). Our triggers avoid most of the second one: in a series of callbacks, they use
the secrets from the last time the credential was opened, for one second at most.`,
	measure: async (setting) => {
		const rates = await ratesOf(setting);
		const compare = (
			key: string,
			title: string,
			ours: number[],
			theirs: number[],
			goal?: { atLeast: number },
		) =>
			toRow(setting, {
				key,
				title,
				value: median(ratios(ours, theirs)),
				unit: '×',
				...(goal ? { goal } : {}),
				runs: { ourPerSecond: ours, theirPerSecond: theirs },
			});
		return [
			compare(
				'trigger.callbacks',
				"Verified callbacks per second relative to n8n's Webhook node with header authentication",
				rates.trigger,
				rates.checking,
				{ atLeast: 0.9 },
			),
			compare(
				'trigger.open',
				"Verified callbacks per second relative to n8n's Webhook node without authentication",
				rates.trigger,
				rates.open,
			),
			compare(
				'trigger.check',
				"n8n's Webhook node with header authentication relative to the one without",
				rates.checking,
				rates.open,
			),
		];
	},
};

/** Responses per second of each workflow, by round. */
async function ratesOf({
	quick,
	progress,
	rounds,
	folder,
}: Setting): Promise<Record<'trigger' | 'checking' | 'open', number[]>> {
	const requests = quick ? 100 : 400;
	const stage = await startStage({
		port: await freePort(),
		userFolder: join(folder, 'n8n-trigger'),
		sandbox: { port: 0, speedMs: 0 },
		progress,
	});
	const agent = new Agent({ connections: CONNECTIONS });
	try {
		const targets = await publish(stage);
		const secret = secretOf(stage);
		const perSecond = (url: string) => async (round: number) => {
			progress.update(`trigger: round ${round + 1} of ${rounds} …`);
			const rate = await load(agent, url, requests, secret);
			await settled(stage.client);
			return rate;
		};
		for (const url of Object.values(targets)) await perSecond(url)(0);
		return await alternate(rounds, {
			trigger: perSecond(targets.trigger),
			checking: perSecond(targets.checking),
			open: perSecond(targets.open),
		});
	} finally {
		await agent.close();
		await stage.stop();
	}
}

/** Publishes the workflows and returns their URLs. */
async function publish(stage: Stage): Promise<{ trigger: string; checking: string; open: string }> {
	const { client, credentials, n8n } = stage;
	const credential = credentials.find(({ type }) => type === 'assemblyAiTranscriptionApi');
	if (credential === undefined) throw new Error('n8n does not know the AssemblyAI credential');
	const header = await client.createCredential('Header', 'httpHeaderAuth', {
		name: SECRET_HEADER,
		value: secretOf(stage),
	});
	const ids = { trigger: randomUUID(), checking: randomUUID(), open: randomUUID() };
	const nodes = {
		trigger: {
			type: 'n8n-nodes-transcription.assemblyAiTrigger',
			typeVersion: 2,
			parameters: { events: ['completed', 'failed'], output: 'callback', options: {} },
			credentials: { assemblyAiTranscriptionApi: { id: credential.id, name: credential.name } },
			webhookId: ids.trigger,
		},
		checking: {
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			parameters: { httpMethod: 'POST', path: ids.checking, authentication: 'headerAuth', options: {} },
			credentials: { httpHeaderAuth: { id: header.id, name: header.name } },
			webhookId: ids.checking,
		},
		open: {
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			parameters: { httpMethod: 'POST', path: ids.open, options: {} },
			webhookId: ids.open,
		},
	};
	for (const [name, node] of Object.entries(nodes)) {
		const workflow: Workflow = {
			name,
			nodes: [{ id: randomUUID(), name, position: [0, 0], ...node }],
			connections: {},
			settings: { executionOrder: 'v1' },
		};
		await client.activate(await client.createWorkflow(workflow));
	}
	// Their routes exist a moment later.
	await delay(2000);
	return {
		trigger: `${n8n.url}/webhook/${ids.trigger}/webhook`,
		checking: `${n8n.url}/webhook/${ids.checking}`,
		open: `${n8n.url}/webhook/${ids.open}`,
	};
}

function secretOf({ secrets }: Stage): string {
	const { data } = secrets.find(({ type }) => type === 'assemblyAiTranscriptionApi') ?? {};
	return z.string().parse(data?.webhookSecret);
}

/** Sends requests to the URL and returns the responses per second. */
async function load(agent: Agent, url: string, count: number, secret: string): Promise<number> {
	let sent = 0;
	const send = async (): Promise<void> => {
		while (sent < count) {
			sent += 1;
			const answer = await request(url, {
				method: 'POST',
				dispatcher: agent,
				headers: { 'content-type': 'application/json', [SECRET_HEADER]: secret },
				body: JSON.stringify({ transcript_id: randomUUID(), status: 'completed' }),
			});
			const text = await answer.body.text();
			if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}: ${text}`);
		}
	};
	const began = performance.now();
	await Promise.all(Array.from({ length: CONNECTIONS }, send));
	return count / ((performance.now() - began) / 1000);
}

const listSchema = z.object({ data: z.object({ results: z.array(z.unknown()) }) });

/** Waits until n8n has saved the executions. */
async function settled(client: N8nClient): Promise<void> {
	const filter = encodeURIComponent(JSON.stringify({ status: ['running', 'new'] }));
	for (;;) {
		await delay(500);
		const answer = await client.request('GET', `/rest/executions?filter=${filter}&limit=1`);
		if (listSchema.parse(await answer.json()).data.results.length === 0) return;
	}
}
