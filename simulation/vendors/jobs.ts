import type { Clock } from '../core/clock';
import type { Random } from '../core/random';
import type { Arrived } from '../network/message';

/** A job at a vendor. */
export interface JobRecord {
	id: string;
	/** The recording that is transcribed, see `Recording`. */
	recording: string;
	/** The parameters it was asked for with. */
	version: string;
	/** The request that made it. */
	requestId: number;
	/** Made by a request that arrived a second time: nobody could prevent it. */
	isCopy: boolean;
	createdAt: number;
	/** When the vendor's list shows it. */
	listedAt: number;
	endsAt: number;
	hasFailed: boolean;
	/** Where the vendor calls when the job has ended. */
	callbackUrl?: string;
	/** What the vendor keeps of the request, as the vendor keeps it. */
	kept: Record<string, unknown>;
	/** The requests that its transcript was given to. */
	fetchedBy: number[];
}

/** How long jobs take, and how they end. */
export interface JobsPlan {
	/** Each job takes so long, in ms. */
	processingMs: readonly [min: number, max: number];
	/** All jobs end at the same time: so many ms after the first was made. */
	endTogetherMs?: number;
	failureRate: number;
	/** The list, and the status where it is not a part of the job, may be so late, in ms. */
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

	/** Newest first, as a list shows them now. */
	get listed(): JobRecord[] {
		return this.all.filter(({ listedAt }) => listedAt <= this.clock.now).reverse();
	}

	/** The transcript goes out with the response, which nobody reads if the request arrived a second time. */
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

/** What is in the file of a recording, and what is said in it. */
export function contentOf(recording: string): string {
	return `RECORDING ${recording} ${'.'.repeat(200)}`;
}

/** The recording that a file holds; a file that broke off on the way holds none. */
export function recordingIn(content: string): string {
	return /^RECORDING (\S+) \.{200}$/.exec(content)?.[1] ?? 'broken';
}

export function addressOf(recording: string): string {
	return `https://media.example.com/${recording}.mp3`;
}

/** The recording behind an address. */
export function recordingAt(address: string): string {
	return /^https:\/\/media\.example\.com\/(.+)\.mp3$/.exec(address)?.[1] ?? 'unknown';
}
