import type { Clock } from '../core/clock';
import type { Random } from '../core/random';
import type { Arrived } from '../network/message';

/** A job at a vendor. */
export interface JobRecord {
	id: string;
	/** The recording that is transcribed, see `Recording`. */
	recording: string;
	/** The parameters of the request. */
	version: string;
	/** The request that created it. */
	requestId: number;
	/** Created by a duplicated request, which the package cannot prevent. */
	isCopy: boolean;
	createdAt: number;
	/** When the vendor's list shows it. */
	listedAt: number;
	endsAt: number;
	hasFailed: boolean;
	/** The callback URL. */
	callbackUrl?: string;
	/** What the vendor stores of the request, in the vendor's form. */
	kept: Record<string, unknown>;
	/** The requests that returned its transcript. */
	fetchedBy: number[];
}

/** How long jobs take, and how they end. */
export interface JobsPlan {
	/** Each job takes this long, in ms. */
	processingMs: readonly [min: number, max: number];
	/** All jobs end at the same time: this many ms after the first one was created. */
	endTogetherMs?: number;
	failureRate: number;
	/** The maximum delay of the list, and of the status if it is separate from the job, in ms. */
	lagMs: number;
}

/** The jobs of an account. */
export class Jobs {
	readonly all: JobRecord[] = [];

	onCreated: (job: JobRecord) => void = () => undefined;

	constructor(
		private readonly clock: Clock,
		private readonly random: Random,
		private readonly plan: JobsPlan,
	) {}

	create(
		id: string,
		{ id: requestId, isCopy }: Arrived,
		what: Pick<JobRecord, 'recording' | 'version' | 'kept'> & { callbackUrl?: string },
	): JobRecord {
		const { now } = this.clock;
		const { processingMs, endTogetherMs, failureRate, lagMs } = this.plan;
		const first = this.all[0]?.createdAt ?? now;
		const job: JobRecord = {
			...what,
			id,
			requestId,
			isCopy,
			createdAt: now,
			listedAt: now + this.random.between(0, lagMs),
			endsAt:
				endTogetherMs === undefined
					? now + this.random.between(...processingMs)
					: Math.max(now + 1, first + endTogetherMs),
			hasFailed: this.random.chance(failureRate),
			fetchedBy: [],
		};
		this.all.push(job);
		this.onCreated(job);
		return job;
	}

	get(id: string): JobRecord | undefined {
		return this.all.find((job) => job.id === id);
	}

	/** Newest first, as a list currently shows them. */
	get listed(): JobRecord[] {
		return this.all.filter(({ listedAt }) => listedAt <= this.clock.now).reverse();
	}

	/** The response contains the transcript; if the request was duplicated, the second response is not received. */
	fetched(job: JobRecord, { id, isCopy }: Pick<Arrived, 'id' | 'isCopy'>): void {
		if (!isCopy) job.fetchedBy.push(id);
	}

	hasEnded(job: JobRecord): boolean {
		return this.clock.now >= job.endsAt;
	}

	/** An ID of letters and digits. */
	newId(length: number): string {
		let id = '';
		while (id.length < length) id += this.random.whole(0, 35).toString(36);
		return id;
	}

	newUuid(): string {
		const hex = Array.from({ length: 32 }, () => this.random.whole(0, 15).toString(16)).join('');
		return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
	}
}

/** The content of a recording's file, and what is said in it. */
export function contentOf(recording: string): string {
	return `RECORDING ${recording} ${'.'.repeat(200)}`;
}

/** The recording in a file; `broken` for a truncated file. */
export function recordingIn(content: string): string {
	return /^RECORDING (\S+) \.{200}$/.exec(content)?.[1] ?? 'broken';
}

export function addressOf(recording: string): string {
	return `https://media.example.com/${recording}.mp3`;
}

/** The recording at a URL. */
export function recordingAt(address: string): string {
	return /^https:\/\/media\.example\.com\/(.+)\.mp3$/.exec(address)?.[1] ?? 'unknown';
}
