import type { Random } from '../core/random';
import type { Answer } from '../network/message';
import type { JobRecord } from '../vendors/jobs';
import type { CallbackRequest, VendorName } from '../vendors/model';
import type { World } from '../world';

/** How vendors repeat a rejected callback: pauses in ms, and the statuses after which they repeat it. */
const REPETITIONS: Record<
	VendorName,
	{ pausesMs: readonly number[]; repeats: (status: number) => boolean; patienceMs: number }
> = {
	assemblyAi: {
		pausesMs: Array.from({ length: 9 }, () => 10_000),
		// A 4xx is permanent.
		repeats: (status) => status >= 500,
		patienceMs: 10_000,
	},
	speechmatics: {
		pausesMs: [15_000, 20_000, 30_000],
		repeats: (status) => status >= 300,
		patienceMs: 30_000,
	},
	prosa: {
		pausesMs: [60_000, 300_000, 1_800_000, 7_200_000],
		repeats: (status) => status >= 300,
		patienceMs: 30_000,
	},
	botlhale: { pausesMs: [], repeats: () => false, patienceMs: 10_000 },
};

/** A callback that was delivered. */
export interface Delivery {
	jobId: string;
	/** When n8n received it, in ms; the response may be much later. */
	at: number;
	status: number;
}

/** A late response, or none. */
const NO_ANSWER = 599;

/**
 * The vendor's callbacks to n8n: some are lost, duplicated, or arrive before the status says that the job has ended.
 */
export class Callbacks {
	readonly deliveries: Delivery[] = [];

	constructor(
		private readonly world: World,
		private readonly vendor: VendorName,
		private readonly random: Random,
		private readonly receive: (request: CallbackRequest) => Promise<Answer>,
		private readonly lossRate: number,
	) {
		world.vendor.jobs.onCreated = (job) => this.plan(job);
	}

	private plan(job: JobRecord): void {
		const { clock } = this.world;
		const delayMs = this.random.weighted([
			[6, () => this.random.between(5, 500)],
			[2, () => -this.random.between(5, 400)],
			[1, () => this.random.between(500, 20_000)],
		])();
		clock.after(job.endsAt - clock.now + delayMs, () => {
			for (const request of this.world.vendor.callbacks(job)) {
				const times = this.random.weighted([
					[this.lossRate, 0],
					[1, 1],
					[0.3, 2],
				]);
				for (let time = 0; time < times; time += 1) void this.deliver(job, request, 0);
			}
		});
	}

	private async deliver(job: JobRecord, request: CallbackRequest, attempt: number): Promise<void> {
		const { clock, trace } = this.world;
		const { pausesMs, repeats, patienceMs } = REPETITIONS[this.vendor];
		await clock.sleep(this.random.between(5, 200));
		const at = clock.now;
		trace.add('vendor', `calls about ${job.id}`);
		const status = await Promise.race([
			this.receive(request).then((answer) => answer.status),
			clock.sleep(patienceMs).then(() => NO_ANSWER),
		]);
		trace.add('vendor', `call about ${job.id} was answered ${status}`);
		this.deliveries.push({ jobId: job.id, at, status });
		const pause = pausesMs[attempt];
		if (!repeats(status) || pause === undefined) return;
		await clock.sleep(pause);
		await this.deliver(job, request, attempt + 1);
	}
}
