import { Clock } from './core/clock';
import { Random } from './core/random';
import { Trace } from './core/trace';
import type { WorkflowModel } from './n8n/context';
import { savedCredential, CredentialStore } from './n8n/credentials';
import type { Process } from './n8n/process';
import type { AttemptRecord } from './n8n/record';
import type { Weather } from './network/faults';
import { Network, type Host } from './network/network';
import type { Machine } from './package/load';
import { assemblyAi } from './vendors/assemblyAi';
import { botlhale } from './vendors/botlhale';
import { Jobs } from './vendors/jobs';
import type { VendorModel, VendorName, VendorParts, VendorPlan } from './vendors/model';
import { prosa } from './vendors/prosa';
import { speechmatics } from './vendors/speechmatics';

const VENDORS: Record<VendorName, (parts: VendorParts) => VendorModel> = {
	assemblyAi,
	botlhale,
	prosa,
	speechmatics,
};

/** Something that must never happen. */
export interface Violation {
	rule: string;
	what: string;
}

/** Any day; every life begins there. */
const BEGINNING = Date.UTC(2026, 2, 2, 9, 0, 0);

export interface WorldOptions {
	seed: number;
	vendor: VendorName;
	vendorPlan: VendorPlan;
	weather: Weather;
	processes: readonly [Process, Process];
	/** Whether an AI agent calls the node. */
	isTool: boolean;
}

/** All that exists in a life: the time, the network, n8n's processes and the vendor. */
export class World {
	readonly clock: Clock;

	readonly trace: Trace;

	readonly network: Network;

	readonly vendor: VendorModel;

	readonly credentials: CredentialStore;

	readonly attempts: AttemptRecord[] = [];

	readonly violations: Violation[] = [];

	/** What was written to n8n's log. */
	readonly logged: string[] = [];

	readonly isTool: boolean;

	/** n8n's own address. */
	n8n: Host | undefined;

	readonly workflow: WorkflowModel;

	readonly began: number;

	private readonly own: Random;

	private readonly prefix: string;

	constructor({ seed, vendor, vendorPlan, weather, processes, isTool }: WorldOptions) {
		const random = new Random(`world ${seed}`);
		this.own = random.fork('machines');
		this.clock = new Clock(BEGINNING, random.fork('order'));
		this.began = this.clock.now;
		this.trace = new Trace(this.clock);
		const jobs = new Jobs(this.clock, random.fork('jobs'), vendorPlan);
		this.vendor = VENDORS[vendor]({
			clock: this.clock,
			random: random.fork('vendor'),
			jobs,
			plan: vendorPlan,
		});
		this.network = new Network(this.clock, random.fork('network'), this.trace, weather, (url) =>
			this.vendor.owns(url) ? this.vendor : url.host === 'n8n.example.com' ? this.n8n : undefined,
		);
		this.credentials = new CredentialStore(
			`${vendor}TranscriptionApi`,
			processes[0].code,
			savedCredential(vendor, seed),
		);
		this.isTool = isTool;
		// A process lives one life after the other, of any vendor: what it keeps must not be taken for its own by another.
		this.prefix = `${Object.keys(VENDORS).indexOf(vendor)}${seed}`;
		this.workflow = { id: `workflow-${this.prefix}`, isActive: true, isTest: false };
	}

	/** The ID of an execution; there are ten in a life at most. */
	executionId(number: number): string {
		return `${this.prefix}${number}`;
	}

	violation(rule: string, what: string): void {
		this.violations.push({ rule, what });
		this.trace.add('WRONG', `${rule}: ${what}`);
	}

	log(level: 'info' | 'warn', message: string): void {
		this.logged.push(message);
		this.trace.add('log', `${level}: ${message}`);
	}

	/** What the machine of a process gives to its code; nothing any more once the process is dead. */
	machineOf(process: Process): Machine {
		return {
			now: () => this.clock.now,
			random: () => this.own.next(),
			nextTurn: (callback) => void this.clock.after(0, callback, process),
			sleep: async (ms, signal) => {
				await new Promise<void>((resolve, reject) => {
					if (signal?.aborted === true) {
						reject(new Error('Aborted'));
						return;
					}
					const onAbort = () => {
						cancel();
						reject(new Error('Aborted'));
					};
					const wake = () => {
						signal?.removeEventListener('abort', onAbort);
						resolve();
					};
					const cancel = this.clock.after(ms, wake, process);
					signal?.addEventListener('abort', onAbort, { once: true });
				});
			},
		};
	}

	/** A process dies: nothing that it was doing goes on. */
	kill(process: Process): void {
		process.isAlive = false;
		this.clock.end(process);
		this.trace.add(process.name, 'is killed');
	}
}
