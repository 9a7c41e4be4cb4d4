import type { TimedJob } from '../core/clock';
import type { Speech } from '../core/speech/words';

/** How the job of an upload ended. */
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
