import type { Core } from '../../core/vendor';
import { refusals } from '../errors';
import { bareId, uuidV7 } from '../ids';
import type { createSettings } from '../settings';
import { statusOf } from './answer';
import type { Entry, Outcome } from './model';
import { recordingOfUri, type Recording } from './recording';
import type { SubmitConfig, SubmitRequest } from './submit';

/** The jobs of all accounts; each key is an account. */
export interface JobStore {
	/** Starts a job; `recording` exists if it was part of the request or was already downloaded. */
	add(options: {
		account: string;
		config: SubmitConfig;
		request: SubmitRequest;
		recording: Extract<Recording, { kind: 'recording' }> | null;
	}): Entry;
	/** `id` has no dashes; archived jobs are only found while they are kept. */
	find(id: string, account: string): Entry | null;
	/** Oldest first, without archived jobs. */
	list(account: string): Entry[];
	/** Of all accounts, oldest first, including archived jobs. */
	ids(): string[];
	/** Archives a job, after cancelling it if it is queued; returns the time in epoch milliseconds. */
	archive(entry: Entry): number;
	reset(): void;
}

export function createJobStore(
	core: Core,
	settings: ReturnType<typeof createSettings>,
	ended: (entry: Entry) => void,
): JobStore {
	const entries = new Map<string, Entry>();
	let sequence = 0;

	return {
		add({ account, config, request, recording }) {
			const current = settings.current();
			const recognised = (found: Extract<Recording, { kind: 'recording' }>): Outcome => ({
				status: 'complete',
				speech: core.recogniser(found.file, found.media, { language: 'id' }),
			});
			const fetched = async (): Promise<Outcome> => {
				const found = await recordingOfUri(core, request.uri ?? '', current, refusals(current));
				if (found.kind === 'refused') return { status: 'failed', error: found.refusal.body };
				entry.file = found.file;
				entry.media = found.media;
				await core.files.remove(found.file);
				return recognised(found);
			};
			const entry: Entry = {
				id: bareId(uuidV7()) ?? '',
				sequence: sequence++,
				account,
				config,
				request: { label: request.label, uri: request.uri },
				job: core.clock.start<Outcome>({
					work: recording === null ? fetched : () => recognised(recording),
					onEnd: () => {
						ended(entry);
					},
					lane: { name: `prosa:${account}`, limit: current.concurrency },
				}),
				file: recording?.file ?? null,
				media: recording?.media ?? null,
				archived: null,
			};
			entries.set(entry.id, entry);
			return entry;
		},
		find(id, account) {
			const entry = entries.get(id);
			if (entry === undefined || entry.account !== account) return null;
			return entry.archived === null || settings.current().archivedJobs === 'kept' ? entry : null;
		},
		list: (account) =>
			[...entries.values()].filter((entry) => entry.account === account && entry.archived === null),
		ids: () => [...entries.keys()],
		archive(entry) {
			const at = Date.now();
			const status = statusOf(entry);
			const ended = status === 'complete' || status === 'failed';
			if (!ended) entry.job.cancel();
			entry.archived = { at, status: ended ? status : 'cancelled' };
			return at;
		},
		reset() {
			entries.clear();
			sequence = 0;
		},
	};
}
