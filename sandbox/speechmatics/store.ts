import { randomInt } from 'node:crypto';
import type { Core } from '../core/vendor';
import { statusOf } from './answer';
import type { Caller } from './auth';
import { notify } from './callbacks/notify';
import type { Entry, JobState, Outcome } from './model';
import type { JobConfig } from './request/config';
import type { JobForm } from './request/form';
import type { createSettings } from './settings';
import { doWork } from './work';

const ID_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const ID_LENGTH = 10;

/** A successful job for the usage, which is kept after the job is deleted. */
export interface Finished {
	readonly account: string;
	readonly type: JobConfig['type'];
	readonly language: string;
	readonly model: string | null;
	/** Hours. */
	readonly hours: number;
	/** Epoch milliseconds. */
	readonly at: number;
}

/** The jobs of all accounts. */
export interface Store {
	/** Starts a job with a valid config; its files belong to the store from now on. */
	add(caller: Caller, config: JobConfig, form: JobForm): Entry;
	/** A job that the caller may access. */
	find(id: string, caller: Caller): Entry | null;
	/** Of any account; for pre-signed URLs. */
	findAny(id: string): Entry | null;
	/** The jobs that the caller may access, newest first. */
	list(caller: Caller): Entry[];
	/** Stops the job if it is running and deletes its content. */
	remove(entry: Entry): void;
	readonly finished: readonly Finished[];
	/** Of all accounts, oldest first. */
	ids(): string[];
	reset(): void;
}

export function createStore(core: Core, settings: ReturnType<typeof createSettings>): Store {
	const entries = new Map<string, Entry>();
	const finished: Finished[] = [];
	let sequence = 0;

	const visible = (entry: Entry, caller: Caller): boolean =>
		entry.caller.account === caller.account &&
		(caller.clientRef === null || entry.caller.clientRef === caller.clientRef);

	const dropFiles = async (state: JobState): Promise<void> => {
		for (const file of [state.data, state.text]) if (file !== null) await core.files.remove(file);
		state.data = null;
		state.text = null;
	};

	return {
		finished,
		ids: () => [...entries.keys()],
		add(caller, config, form) {
			const media = form.data?.file.media;
			const state: JobState = {
				errors: [],
				data: form.data?.file ?? null,
				text: form.text?.file ?? null,
				duration:
					media === undefined ? null : media.kind === 'media' ? Math.round(media.durationMs / 1000) : 0,
				deleted: false,
			};
			const job = core.clock.start<Outcome>({
				work: async () => {
					const outcome = await doWork(config, state, core, settings.current());
					state.duration ??= 0;
					if (state.deleted) await dropFiles(state);
					return outcome;
				},
				onEnd: (result) => {
					if (result.status === 'done') finished.push(toFinished(entry));
					notify(entry, result, core, settings.current());
				},
			});
			const entry: Entry = {
				id: newId(entries),
				sequence: sequence++,
				caller,
				config,
				createdAt: job.createdAt,
				dataName: form.data?.name ?? '',
				textName: config.type === 'alignment' ? (form.text?.name ?? '') : null,
				job,
				state,
			};
			entries.set(entry.id, entry);
			return entry;
		},
		find(id, caller) {
			const entry = entries.get(id);
			return entry !== undefined && visible(entry, caller) ? entry : null;
		},
		findAny: (id) => entries.get(id) ?? null,
		list: (caller) =>
			[...entries.values()]
				.filter((entry) => visible(entry, caller))
				.sort((a, b) => b.createdAt - a.createdAt || b.sequence - a.sequence),
		remove(entry) {
			if (statusOf(entry, settings.current()) === 'running') entry.job.cancel();
			entry.state.deleted = true;
			void dropFiles(entry.state);
		},
		reset() {
			entries.clear();
			finished.length = 0;
			sequence = 0;
		},
	};
}

function newId(taken: ReadonlyMap<string, Entry>): string {
	for (;;) {
		const id = Array.from({ length: ID_LENGTH }, () => ID_LETTERS[randomInt(ID_LETTERS.length)]).join('');
		if (!taken.has(id)) return id;
	}
}

function toFinished(entry: Entry): Finished {
	const { config, caller } = entry;
	const transcription = config.transcription_config;
	const aligning = config.type === 'alignment';
	return {
		account: caller.account,
		type: config.type,
		language: (aligning ? config.alignment_config?.language : transcription?.language) ?? 'en',
		model: aligning ? null : (transcription?.model ?? transcription?.operating_point ?? 'standard'),
		hours: (entry.state.duration ?? 0) / 3600,
		at: Date.now(),
	};
}
