import { createHash } from 'crypto';

import { isRecord } from '../core/json';
import type { ItemContext } from '../execution/runItems';
import { isToolExecution } from '../n8n/versions';

/**
 * A paid request of an item, stored in the node's context. n8n passes the context to the next attempt of "Retry On Fail"
 * and to a manual "Retry execution", with the same run index. The next iteration of a loop has another index, and a new
 * execution has an empty context. The context is lost on Stop, SIGTERM and SIGKILL (n8n-core, `workflow-execute.js`).
 */
export interface Purchase {
	/** `sending` until it is known that the vendor accepted the request. */
	state: 'sending' | 'made';
	/** When it was first sent, in ms since 1970 by n8n's clock. */
	sentAt: number;
	/** `made`: the ID. `sending`: what identifies it at the vendor, e.g. a mark. */
	handle: string;
	/** The ID of the failed job that this request replaces. */
	replaces?: string;
}

export interface Memory {
	/** Identifies the purchase; the same for each attempt. */
	readonly digest: string;
	recall(): Purchase | undefined;
	remember(purchase: Purchase): void;
	forget(): void;
}

const KEY = 'purchases';

/** Maximum number of tool calls of an agent that are remembered per execution; more than in any conversation. */
const MAX_TOOL_CALLS = 1_000;

/** What is paid for. An item may have one purchase of each kind. */
export type PurchaseKind = 'job' | 'upload';

/**
 * The memory of one purchase. `what` is everything that determines the result (recording, parameters), so other
 * parameters are another purchase. Equal calls of an AI agent in one execution are one purchase, because agents repeat
 * calls, and the same recording with the same settings has the same transcript.
 */
export function memoryOf(call: ItemContext, kind: PurchaseKind, what: unknown): Memory {
	const { context, itemIndex } = call;
	const digest = digestOf([purchaserOf(call), kind, what]);
	const isTool = isToolExecution(context);
	const run = isTool ? 'tool' : String(call.runIndex);
	const key = isTool ? digest : `${itemIndex}${kind === 'job' ? '' : kind}`;
	return {
		digest,
		recall: () => purchaseIn(entriesOf(call, run)[key], digest),
		remember: (purchase) => {
			const entries = entriesOf(call, run);
			entries[key] = entryOf(purchase, digest);
			if (!isTool) return;
			for (const old of Object.keys(entries).slice(0, -MAX_TOOL_CALLS)) Reflect.deleteProperty(entries, old);
		},
		forget: () => {
			Reflect.deleteProperty(entriesOf(call, run), key);
		},
	};
}

/** Operation and credential IDs. Not the values of the credential: a token may be renewed between two attempts. */
function purchaserOf({ context, itemIndex }: ItemContext): unknown[] {
	const { credentials } = context.getNode();
	const accounts = Object.entries(credentials ?? {}).map(([type, { id }]) => [type, id]);
	const operation: unknown = context.getNodeParameter('operation', itemIndex, '');
	return [accounts, operation];
}

const DIGEST_LENGTH = 16;

function digestOf(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, DIGEST_LENGTH);
}

/** The purchase as text: digest, `=` or `?`, time in base 36, comma and encoded ID of a replaced job, space, handle. */
function entryOf({ state, sentAt, handle, replaces }: Purchase, digest: string): string {
	const replaced = replaces === undefined ? '' : `,${encodeURIComponent(replaces)}`;
	return `${digest}${state === 'made' ? '=' : '?'}${sentAt.toString(36)}${replaced} ${handle}`;
}

/** The purchase in an entry; `undefined` if there is none or it is another purchase. */
function purchaseIn(entry: unknown, digest: string): Purchase | undefined {
	if (typeof entry !== 'string' || !entry.startsWith(digest)) return undefined;
	const state = entry.charAt(digest.length) === '=' ? 'made' : 'sending';
	const end = entry.indexOf(' ');
	const [time = '', replaced] = entry.slice(digest.length + 1, end).split(',');
	return {
		state,
		sentAt: Number.parseInt(time, 36),
		handle: entry.slice(end + 1),
		...(replaced === undefined ? {} : { replaces: decodeURIComponent(replaced) }),
	};
}

/**
 * The entries of a run in n8n's execution data: plain data, about 80 bytes each. The entries of other runs are deleted,
 * because n8n never returns to an earlier run.
 */
function entriesOf({ context }: ItemContext, run: string): Record<string, unknown> {
	const node = context.getContext('node');
	const kept: unknown = node[KEY];
	if (isRecord(kept) && kept.run === run && isRecord(kept.entries)) return kept.entries;
	const entries: Record<string, unknown> = {};
	node[KEY] = { run, entries };
	return entries;
}
