import type { TimedJob } from '../../core/clock';
import type { StoredFile } from '../../core/files';
import type { Media } from '../../core/media';
import type { Speech } from '../../core/speech/words';
import type { SubmitConfig, SubmitRequest } from './submit';

/** What a job ends with; `error` is the vendor's error body. */
export type Outcome = { status: 'complete'; speech: Speech } | { status: 'failed'; error: unknown };

/** One job of one account. */
export interface Entry {
	/** 32 lower-case hex digits. */
	readonly id: string;
	/** Counts up: the order of creation. */
	readonly sequence: number;
	readonly account: string;
	readonly config: SubmitConfig;
	readonly request: Pick<SubmitRequest, 'label' | 'uri'>;
	readonly job: TimedJob<Outcome>;
	/** The recording, once it is there; `null` for one that could not be fetched. */
	file: StoredFile | null;
	/** What the recording is, once it has been read. */
	media: Media | null;
	/** Epoch milliseconds; `status` is what the job was archived with. */
	archived: { at: number; status: 'complete' | 'failed' | 'cancelled' } | null;
}
