import type { TimedJob } from '../../core/clock';
import type { StoredFile } from '../../core/files';
import type { Media } from '../../core/mediaModel';
import type { Speech } from '../../core/speech/words';
import type { SubmitConfig, SubmitRequest } from './submit';

/** The outcome of a job; `error` is the vendor's error body. */
export type Outcome = { status: 'complete'; speech: Speech } | { status: 'failed'; error: unknown };

/** One job of one account. */
export interface Entry {
	/** 32 lowercase hex digits. */
	readonly id: string;
	/** A running number, which is the order of creation. */
	readonly sequence: number;
	readonly account: string;
	readonly config: SubmitConfig;
	readonly request: Pick<SubmitRequest, 'label' | 'uri'>;
	readonly job: TimedJob<Outcome>;
	/** The recording when it is available; `null` if it could not be downloaded. */
	file: StoredFile | null;
	/** Information about the recording after it has been read. */
	media: Media | null;
	/** Epoch milliseconds; `status` is the status before the archiving. */
	archived: { at: number; status: 'complete' | 'failed' | 'cancelled' } | null;
}
