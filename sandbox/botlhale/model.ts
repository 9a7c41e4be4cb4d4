import type { TimedJob } from '../core/clock';
import type { Speech } from '../core/speech/words';

/** How the job of an upload ended. */
export type Outcome =
	| { readonly kind: 'failed' }
	| { readonly kind: 'finished'; readonly speech: Speech; readonly language: string | null };

/** The parameters of an upload slot. */
export interface SlotRequest {
	readonly org: string;
	/** The vendor's language code, or `null` to detect the language. */
	readonly language: string | null;
	readonly sampleRate: string | null;
	readonly diarization: boolean;
	readonly voiceId: string | null;
	readonly notifyUrl: string | null;
}

/** An upload slot, and its job after an upload. */
export interface Slot extends SlotRequest {
	/** Name in the storage, including the organisation prefix if the variant has one. */
	readonly key: string;
	/** Larger than 2^53, like the vendor's IDs. */
	readonly id: bigint;
	readonly inferenceId: string;
	/** Epoch milliseconds. */
	readonly createdAt: number;
	readonly expiresAt: number;
	job: TimedJob<Outcome> | null;
}
