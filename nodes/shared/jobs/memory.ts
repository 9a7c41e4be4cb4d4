import { createHash } from 'crypto';

import { isRecord } from '../core/json';
import type { ItemContext } from '../execution/runItems';
import { isToolExecution } from '../n8n/versions';

/**
 * What an item has bought so far, kept in the node's context. n8n hands the context to the next try of "Retry On Fail"
 * and to a manual "Retry execution", with the same run index; a new round of a loop has another index, a new execution
 * an empty context. It does not survive Stop, SIGTERM or a kill (n8n-core, `workflow-execute.js`).
 */
export interface Purchase {
	/** `sending` until it is known that the vendor took the request. */
	state: 'sending' | 'made';
	/** When it was sent first, in ms since 1970 by n8n's clock. */
	sentAt: number;
	/** `made`: the ID. `sending`: what it can be found by at the vendor, e.g. a mark. */
	handle: string;
}

export interface Memory {
	/** Tells purchases apart; the same for each try of the same one. */
	readonly digest: string;
	recall(): Purchase | undefined;
	remember(purchase: Purchase): void;
	forget(): void;
}

const KEY = 'purchases';

/** Calls of an agent in one execution that are remembered; more than any conversation makes. */
const MOST_TOOL_CALLS = 1_000;

/** What is bought for an item. An item may buy one of each kind. */
export type PurchaseKind = 'job' | 'upload';

/**
 * The memory of one purchase. `what` is everything that decides what is bought (recording, parameters): with other
 * parameters it is another purchase. In an AI agent equal calls of one execution are one purchase: an agent repeats
 * itself, and the same recording with the same settings has the same transcript.
 */
export function memoryOf(call: ItemContext, kind: PurchaseKind, what: unknown): Memory {
	const { context, itemIndex } = call;
	const digest = digestOf([purchaserOf(call), kind, what]);
	const isTool = isToolExecution(context);
	const run = isTool ? 'tool' : String(call.runIndex);
	const key = isTool ? digest : `${itemIndex}${kind === 'job' ? '' : kind}`;
	return {
		digest,
		recall: () => {
			const purchase = parse(entriesOf(call, run)[key]);
			return purchase?.digest === digest ? purchase : undefined;
		},
		remember: ({ state, sentAt, handle }) => {
			const entries = entriesOf(call, run);
			entries[key] = `${digest}${state === 'made' ? '=' : '?'}${sentAt.toString(36)} ${handle}`;
			const [oldest] = isTool ? Object.keys(entries) : [];
			if (oldest !== undefined && Object.keys(entries).length > MOST_TOOL_CALLS)
				Reflect.deleteProperty(entries, oldest);
		},
		forget: () => {
			Reflect.deleteProperty(entriesOf(call, run), key);
		},
	};
}

/** Node, operation and account. Not the values of the credential: a token may be renewed between two tries. */
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

const ENTRY = new RegExp(`^([0-9a-f]{${DIGEST_LENGTH}})([=?])([0-9a-z]+) (.*)$`, 's');

function parse(entry: unknown): (Purchase & { digest: string }) | undefined {
	const [, digest, sign, sentAt, handle] = typeof entry === 'string' ? (ENTRY.exec(entry) ?? []) : [];
	if (digest === undefined || sentAt === undefined || handle === undefined) return undefined;
	return { digest, state: sign === '=' ? 'made' : 'sending', sentAt: Number.parseInt(sentAt, 36), handle };
}

/**
 * The entries of a run, as they lie in n8n's execution data: plain data, about 80 bytes each. Those of other runs are
 * dropped, because n8n never goes back to one of them.
 */
function entriesOf({ context }: ItemContext, run: string): Record<string, unknown> {
	const node = context.getContext('node');
	const kept: unknown = node[KEY];
	if (isRecord(kept) && kept.run === run && isRecord(kept.entries)) return kept.entries;
	const entries: Record<string, unknown> = {};
	node[KEY] = { run, entries };
	return entries;
}
