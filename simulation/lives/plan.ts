import { Random } from '../core/random';
import type { NodeModel } from '../n8n/context';
import { drawFault, type Weather } from '../network/faults';
import type { VendorName, VendorPlan } from '../vendors/model';
import { drawRecordings, type Recording } from './items';
import type { NodeOptions, Operation } from './parameters';

/** How an execution is ended from outside, and when, in ms after its beginning. */
export interface Interruption {
	kind: 'stop' | 'kill' | 'terminate' | 'timeOut';
	atMs: number;
}

/** The user selects "Retry execution" for a failed execution. */
interface ManualRetry {
	afterMs: number;
	/** With the current workflow, which has other parameters. */
	hasChanges: boolean;
	/** In a process that does not know the execution. */
	inOtherProcess: boolean;
}

/** The workflow of an execution that suspends. */
interface Publication {
	kind: 'published' | 'testRun' | 'unpublished';
	/** When it is unpublished while the execution sleeps, in ms after the beginning of the sleep. */
	endsAtMs: number | undefined;
}

/** The plan of a life; the seed determines all of it. */
export interface LifePlan {
	seed: number;
	vendor: VendorName;
	kind: 'run' | 'sleep' | 'trigger' | 'tool';
	operation: Operation;
	/** Whether Job: Wait for Completion comes after the operation. */
	waitsAfter: boolean;
	/** The iterations of a loop, each with its own items. */
	rounds: readonly Recording[][];
	options: NodeOptions;
	node: Pick<NodeModel, 'onError' | 'tries' | 'waitBetweenTriesMs'>;
	interruption: Interruption | undefined;
	publication: Publication;
	retries: readonly ManualRetry[];
	weather: Weather;
	vendorPlan: VendorPlan;
}

export function planLife(seed: number, vendor: VendorName): LifePlan {
	const random = new Random(`plan ${vendor} ${seed}`);
	const kind = drawKind(random, vendor);
	const operation = kind === 'sleep' ? 'create' : drawOperation(random, vendor, kind);
	const rounds = kind === 'run' && random.chance(0.2) ? random.whole(2, 3) : 1;
	const isPlain = kind === 'sleep' || kind === 'trigger';
	const reuse = new Random(`reuse ${vendor} ${seed}`);
	const reuses = kind === 'run' && operation === 'transcribe' && REUSING.has(vendor) && reuse.chance(0.2);
	const waitsAfter = kind === 'run' && operation === 'create' && random.chance(0.4);
	const drawn = Array.from({ length: rounds }, (_each, round) =>
		drawRecordings(random, vendor, `${seed}-${round}-`).map((each) => withSource(each, kind, operation)),
	);
	return {
		seed,
		vendor,
		kind,
		operation,
		waitsAfter,
		rounds: reuses && reuse.chance(0.7) ? again(drawn) : drawn,
		options: { ...drawOptions(random), reuseExistingJob: reuses },
		node: drawNode(random, isPlain),
		interruption: kind === 'run' || kind === 'sleep' ? drawInterruption(random) : undefined,
		publication: drawPublication(new Random(`publication ${vendor} ${seed}`), kind),
		retries: kind === 'run' ? drawRetries(random) : [],
		weather: drawWeather(random),
		vendorPlan: drawVendor(random, kind),
	};
}

/** The vendors whose list shows marks, so that they offer "Reuse Existing Job". */
const REUSING: ReadonlySet<VendorName> = new Set<VendorName>(['prosa', 'speechmatics']);

/** A loop that brings the recordings of its first iteration once more. */
function again([first = [], ...others]: readonly Recording[][]): Recording[][] {
	return [first, ...others, first];
}

function drawKind(random: Random, vendor: VendorName): LifePlan['kind'] {
	return random.weighted([
		[73, 'run'],
		[15, 'sleep'],
		[7, 'trigger'],
		// Recordings of Botlhale AI are files, which AI agents do not have.
		[vendor === 'botlhale' ? 0 : 5, 'tool'],
	]);
}

function drawOperation(random: Random, vendor: VendorName, kind: LifePlan['kind']): Operation {
	if (kind === 'tool') return 'transcribe';
	if (random.chance(0.6)) return 'transcribe';
	if (random.chance(0.6)) return 'create';
	if (vendor === 'assemblyAi') return 'upload';
	if (vendor === 'botlhale') return 'transcribeShort';
	return vendor === 'speechmatics' ? 'createAlignment' : 'create';
}

/** An AI agent only has URLs, an upload only files. */
function withSource(recording: Recording, kind: LifePlan['kind'], operation: Operation): Recording {
	if (kind === 'tool') return { ...recording, source: 'url' };
	return operation === 'upload' && recording.source === 'url'
		? { ...recording, source: 'stored' }
		: recording;
}

function drawOptions(random: Random): Omit<NodeOptions, 'reuseExistingJob'> {
	return {
		timeLimitMinutes: random.pick([0, 0.05, 0.5, 2, 10, 60]),
		requestTimeoutSeconds: random.pick([5, 20, 60]),
		retries: random.pick([0, 1, 2, 4]),
		concurrency: random.pick([1, 2, 10]),
		onFailedJob: random.pick(['output', 'stop']),
		newJobOnRetry: random.chance(0.15),
		serverWait: random.pick(['auto', 'never']),
		output: random.pick(['transcript', 'text']),
	};
}

function drawNode(random: Random, isPlain: boolean): LifePlan['node'] {
	return {
		onError: random.weighted([
			[5, 'stopWorkflow'],
			[3, 'continueRegularOutput'],
			[2, 'continueErrorOutput'],
		]),
		tries: isPlain || random.chance(0.4) ? 1 : random.whole(2, 5),
		waitBetweenTriesMs: random.pick([0, 0, 1000, 5000]),
	};
}

function drawInterruption(random: Random): Interruption | undefined {
	if (random.chance(0.6)) return undefined;
	return {
		kind: random.weighted([
			[3, 'stop'],
			[3, 'kill'],
			[2, 'terminate'],
			[3, 'timeOut'],
		]),
		// Mostly within the first seconds, when jobs are created.
		atMs: Math.round(10 * 10 ** (random.next() * 4)),
	};
}

function drawPublication(random: Random, kind: LifePlan['kind']): Publication {
	const isForever = { kind: 'published', endsAtMs: undefined } as const;
	if (kind !== 'sleep') return isForever;
	return random.weighted<Publication>([
		[6, isForever],
		[1, { kind: 'published', endsAtMs: Math.round(10 * 10 ** (random.next() * 4)) }],
		[2, { kind: 'testRun', endsAtMs: undefined }],
		[1, { kind: 'unpublished', endsAtMs: undefined }],
	]);
}

function drawRetries(random: Random): ManualRetry[] {
	const count = random.weighted([
		[5, 0],
		[4, 1],
		[1, 2],
	]);
	return Array.from({ length: count }, () => ({
		afterMs: Math.round(1000 * 10 ** (random.next() * 3)),
		hasChanges: random.chance(0.25),
		inOtherProcess: random.chance(0.3),
	}));
}

function drawWeather(random: Random): Weather {
	const isClear = random.chance(0.1);
	const onlyTransient = random.chance(0.6);
	const outage = () => {
		const fromMs = Math.round(random.next() ** 2 * 60_000);
		const toMs = fromMs + Math.round(1000 * 10 ** (random.next() * 2));
		return { fromMs, toMs, fault: drawFault(random, 'status', true) };
	};
	return {
		rate: isClear ? 0 : random.pick([0, 0.05, 0.15, 0.4, 0.7]),
		clearsAfterMs: Math.round(5000 * 10 ** (random.next() * 2)),
		onlyTransient,
		createRate: isClear ? 0 : random.pick([0, 0.3, 0.8]),
		outages: !isClear && random.chance(0.25) ? [outage()] : [],
		hasBadCertificate: random.chance(0.01),
	};
}

function drawVendor(random: Random, kind: LifePlan['kind']): VendorPlan {
	const processingMs = random.pick<readonly [number, number]>([
		[0, 2_000],
		[1_000, 60_000],
		[30_000, 600_000],
	]);
	const together = kind === 'sleep' && random.chance(0.4);
	return {
		processingMs,
		...(together ? { endTogetherMs: random.between(1_000, 60_000) } : {}),
		failureRate: random.pick([0, 0, 0.3]),
		lagMs: random.pick([0, 500, 1_500]),
		skewMs: random.pick([0, 0, -30_000, 30_000, 600_000, -600_000, 1_500]),
		tellsDate: random.chance(0.95),
		variant: random.next(),
		tokenMs: random.pick([20_000, 600_000, 86_400_000]),
	};
}
