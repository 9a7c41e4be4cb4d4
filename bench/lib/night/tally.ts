/** A transcript that a workflow returned. */
export interface Delivery {
	/** The name of its recording. */
	recording: string;
	jobId: string;
}

/** What became of recordings that each were to be transcribed once. */
export interface Tally {
	/** Recordings without a transcript. */
	lost: string[];
	/** Transcripts beyond the first of each recording, and those of recordings that were never ordered. */
	surplus: number;
	/** Jobs beyond the first of each recording. */
	paidTwice: number;
	/** Jobs whose transcripts were not returned. */
	undelivered: string[];
}

/**
 * Compares the recordings that were ordered with the jobs at the vendor and the transcripts that came back. A job without a
 * transcript is attributed to a recording without one, as long as there are any.
 */
export function tally(
	ordered: readonly string[],
	jobs: readonly string[],
	deliveries: readonly Delivery[],
): Tally {
	const expected = new Set(ordered);
	const byRecording = new Map<string, Set<string>>();
	for (const { recording, jobId } of deliveries) {
		if (!expected.has(recording)) continue;
		byRecording.set(recording, (byRecording.get(recording) ?? new Set()).add(sameSpelling(jobId)));
	}
	const lost = ordered.filter((recording) => !byRecording.has(recording));
	const delivered = new Set(deliveries.map(({ jobId }) => sameSpelling(jobId)));
	const undelivered = jobs.filter((jobId) => !delivered.has(sameSpelling(jobId)));
	const secondJobs = [...byRecording.values()].reduce((sum, { size }) => sum + size - 1, 0);
	return {
		lost,
		surplus: deliveries.length - byRecording.size,
		paidTwice: secondJobs + Math.max(0, undelivered.length - lost.length),
		undelivered,
	};
}

/** Prosa.ai writes an ID with or without dashes. */
function sameSpelling(jobId: string): string {
	return jobId.replaceAll('-', '').toLowerCase();
}

/** The number of recordings and jobs that are not as they should be. */
export function faultsIn({ lost, surplus, paidTwice }: Tally): number {
	return lost.length + surplus + paidTwice;
}
