import { randomBytes } from 'node:crypto';
import type { TimedJob } from '../core/clock';
import type { StoredFile } from '../core/files';
import type { Speech } from '../core/speech/words';
import type { Core } from '../core/vendor';
import { vendorTime } from './dates';
import { codeOf } from './languages';
import { bareName } from './names';
import { notify } from './notify';
import type { createSettings, Settings } from './settings';

export type Outcome =
	| { readonly kind: 'failed' }
	| { readonly kind: 'finished'; readonly speech: Speech; readonly language: string | null };

/** What was asked for with an upload slot. */
export interface SlotRequest {
	readonly org: string;
	/** The vendor's code, or `null` to detect it. */
	readonly language: string | null;
	readonly sampleRate: string | null;
	readonly diarization: boolean;
	readonly voiceId: string | null;
	readonly notifyUrl: string | null;
}

/** An upload slot, and the job once something was uploaded to it. */
export interface Slot extends SlotRequest {
	/** Name in the storage, org prefix included where the form has one. */
	readonly key: string;
	/** Beyond 2^53, as the vendor's are. */
	readonly id: bigint;
	readonly inferenceId: string;
	/** Epoch milliseconds. */
	readonly createdAt: number;
	readonly expiresAt: number;
	job: TimedJob<Outcome> | null;
}

export interface Store {
	addSlot(request: SlotRequest): Slot;
	/** By the key of its form. */
	findByKey(key: string): Slot | null;
	/** By organisation and any spelling of the file name. */
	findByName(org: string, name: string): Slot | null;
	/** Starts the job of a slot; a second upload replaces the first. */
	start(slot: Slot, file: StoredFile): void;
	/** Names of the slots to which something was uploaded, oldest first. */
	jobs(): string[];
	reset(): void;
}

const FIRST_ID = 207_891_841_473_145_364n;

export function createStore(core: Core, settings: ReturnType<typeof createSettings>): Store {
	const slots = new Map<string, Slot>();
	return {
		addSlot(request) {
			const createdAt = Date.now();
			const slot: Slot = {
				...request,
				key: storageKey(request, createdAt, settings.current().uploadForm),
				id: FIRST_ID + BigInt(slots.size),
				inferenceId: `org_${98_765 + slots.size}`,
				createdAt,
				expiresAt: createdAt + settings.current().slotSeconds * 1000,
				job: null,
			};
			slots.set(slot.key, slot);
			return slot;
		},
		findByKey: (key) => slots.get(key) ?? null,
		findByName(org, name) {
			const bare = bareName(name);
			return [...slots.values()].find((slot) => slot.org === org && bareName(slot.key) === bare) ?? null;
		},
		start(slot, file) {
			slot.job?.cancel();
			slot.job = core.clock.start<Outcome>({
				work: () => recognise(core, slot, file, settings.current()),
				onEnd: () => {
					notify(core, slot, settings.current());
				},
			});
		},
		jobs: () => [...slots.values()].filter((slot) => slot.job !== null).map((slot) => bareName(slot.key)),
		reset: () => slots.clear(),
	};
}

function recognise(core: Core, slot: Slot, file: StoredFile, settings: Settings): Outcome {
	const { media } = file;
	if (media.kind === 'not-media' || media.durationMs > settings.asyncLimitMinutes * 60_000) {
		return { kind: 'failed' };
	}
	const speech = core.recogniser(file, media, { language: slot.language ?? undefined });
	return { kind: 'finished', speech, language: slot.language ?? codeOf(speech.language) };
}

/**
 * The name of the upload. Form A: `<org>/asr_<12>_<language>_<rate>_<org>_<voice>_<diarization>_<notify
 * URL>_<12><DDMMYYYY>_<HHMMSS>.wav`, empty parts stay empty, `/` of the URL as `***` and `.` as `**`.
 */
function storageKey(request: SlotRequest, at: number, form: Settings['uploadForm']): string {
	const language = request.language ?? '';
	if (form === 'B') return `asr_uploads/audio_${randomName(12)}.wav`;
	if (form === 'C')
		return `asr_${randomName(12)}_${language}_${request.sampleRate ?? '16000'}_${randomName(12)}.wav`;
	const folded = (request.notifyUrl ?? '').replaceAll('.', '**').replaceAll('/', '***');
	const parts = [
		'asr',
		randomName(12),
		language,
		request.sampleRate ?? '16000',
		request.org,
		request.voiceId ?? '',
		request.diarization ? 'True' : 'False',
		folded,
		`${randomName(12)}${vendorTime(at).stamp}`,
	];
	return `${request.org}/${parts.join('_')}.wav`;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits, as the vendor's names have them. */
export function randomName(length: number): string {
	return [...randomBytes(length)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}
