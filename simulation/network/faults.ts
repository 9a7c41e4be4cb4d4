import type { Random, Weighted } from '../core/random';

/** The purpose of a request. */
export type RequestKind =
	| 'create'
	| 'upload'
	| 'slot'
	| 'storage'
	| 'status'
	| 'result'
	| 'list'
	| 'endpoint'
	| 'token'
	| 'n8n'
	| 'other';

/** When a request takes effect: never, before its response, or this many ms after the sender has given up. */
type Effect = 'none' | 'now' | number;

/** What happens to one request. */
export type Fault =
	| { kind: 'none' }
	/** No connection: nothing was sent. */
	| { kind: 'unsent'; code: string; message: string }
	/** The connection is lost, or no response arrives in time. */
	| { kind: 'lost'; by: 'reset' | 'timeout'; effect: Effect; isHalfSent: boolean }
	/** The response is truncated, or stops arriving. */
	| { kind: 'cut'; by: 'end' | 'reset' | 'stall' }
	| { kind: 'status'; status: number; effect: Effect; form: 'vendor' | 'html' | 'empty'; retryAfter?: string }
	/** A web page of a gateway, with status 200. */
	| { kind: 'page'; effect: Effect }
	| { kind: 'redirect' }
	/** The request arrives a second time. */
	| { kind: 'twice' };

const NONE: Fault = { kind: 'none' };

/** The maximum delay of a request plus that of the vendor's list is shorter than the search of the package. */
export const LATEST_EFFECT_MS = 3_500;

/** Temporary faults: the same request may succeed later, so no job may fail because of them. */
export function isTransient(fault: Fault): boolean {
	if (fault.kind === 'unsent') return fault.code !== BAD_CERTIFICATE.code;
	if (fault.kind === 'status') return fault.status >= 500 || [408, 425, 429].includes(fault.status);
	return fault.kind !== 'redirect' && fault.kind !== 'page';
}

/** The kinds of faults that a life can have. */
export interface Weather {
	/** The probability of a fault per request, until the faults end. */
	readonly rate: number;
	readonly clearsAfterMs: number;
	/** Whether only temporary faults occur. */
	readonly onlyTransient: boolean;
	/** The probability of a fault for each of the first requests that create a job. */
	readonly createRate: number;
	/** Periods since the beginning in which every request has the same fault. */
	readonly outages: ReadonlyArray<{ fromMs: number; toMs: number; fault: Fault }>;
	/** Whether certificates are never trusted. */
	readonly hasBadCertificate: boolean;
}

export const CLEAR: Weather = {
	rate: 0,
	clearsAfterMs: 0,
	onlyTransient: true,
	createRate: 0,
	outages: [],
	hasBadCertificate: false,
};

const BAD_CERTIFICATE = {
	kind: 'unsent',
	code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	message: 'unable to verify the first certificate',
} as const;

/** The fault of a request that is sent this many ms after the beginning. */
export function faultAt(weather: Weather, kind: RequestKind, sinceMs: number, random: Random): Fault {
	if (kind === 'n8n') return random.chance(weather.rate / 4) ? lostFault(random, 'n8n') : NONE;
	if (weather.hasBadCertificate) return BAD_CERTIFICATE;
	const outage = weather.outages.find(({ fromMs, toMs }) => sinceMs >= fromMs && sinceMs < toMs);
	if (outage) return outage.fault;
	if (sinceMs >= weather.clearsAfterMs) return NONE;
	const rate = isPaid(kind) ? Math.max(weather.rate, weather.createRate) : weather.rate;
	return random.chance(rate) ? drawFault(random, kind, weather.onlyTransient) : NONE;
}

function isPaid(kind: RequestKind): boolean {
	return kind === 'create' || kind === 'storage' || kind === 'endpoint';
}

/** Statuses that gateways and vendors use, and occasionally any other of the class. */
const SERVER_ERRORS: readonly [number, ...number[]] = [
	500, 501, 502, 503, 503, 504, 507, 520, 522, 524, 529, 598,
];

const CLIENT_ERRORS: readonly [number, ...number[]] = [400, 401, 402, 403, 404, 407, 408, 409, 413, 422, 425];

export function drawFault(random: Random, kind: RequestKind, onlyTransient: boolean): Fault {
	const choices: [Weighted<() => Fault>, ...Array<Weighted<() => Fault>>] = [
		[6, () => lostFault(random, kind)],
		[5, () => serverError(random)],
		[2, () => tooMany(random)],
		[2, () => ({ kind: 'unsent', ...random.pick(UNSENT) })],
		// The client notices immediately, because it reads the whole response of a token endpoint.
		[1, () => ({ kind: 'cut', by: kind === 'token' ? 'reset' : random.pick(['end', 'reset', 'stall']) })],
		[1, () => ({ kind: 'twice' })],
	];
	if (!onlyTransient) {
		choices.push(
			[2, () => clientError(random)],
			[1, () => ({ kind: 'page', effect: random.chance(0.5) ? 'now' : 'none' })],
			[0.3, () => ({ kind: 'redirect' })],
			[0.3, () => BAD_CERTIFICATE],
		);
	}
	return random.weighted(choices)();
}

const UNSENT: readonly [{ code: string; message: string }, ...Array<{ code: string; message: string }>] = [
	{ code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 192.0.2.1:443' },
	{ code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND vendor.example.com' },
	{ code: 'EAI_AGAIN', message: 'getaddrinfo EAI_AGAIN vendor.example.com' },
];

function lostFault(random: Random, kind: RequestKind): Fault {
	const isHalfSent = kind === 'storage' && random.chance(0.3);
	const by = random.chance(0.7) ? 'reset' : 'timeout';
	return { kind: 'lost', by, effect: isHalfSent ? 'none' : drawEffect(random), isHalfSent };
}

function drawEffect(random: Random): Effect {
	return random.weighted<() => Effect>([
		[2, () => 'none'],
		[3, () => 'now'],
		[2, () => random.between(50, LATEST_EFFECT_MS)],
	])();
}

function serverError(random: Random): Fault {
	const status = random.chance(0.2) ? random.whole(500, 599) : random.pick(SERVER_ERRORS);
	return {
		kind: 'status',
		status,
		effect: drawEffect(random),
		form: random.pick(['vendor', 'html', 'empty']),
		...(status === 503 && random.chance(0.3) ? { retryAfter: String(random.whole(1, 30)) } : {}),
	};
}

/** A placeholder for a date. */
export const IN_TEN_SECONDS = 'in 10 s';

function tooMany(random: Random): Fault {
	const retryAfter = random.pick([undefined, '1', '5', '30', '100', '7200', IN_TEN_SECONDS]);
	return {
		kind: 'status',
		status: 429,
		effect: 'none',
		form: random.pick(['vendor', 'html', 'empty']),
		...(retryAfter === undefined ? {} : { retryAfter }),
	};
}

function clientError(random: Random): Fault {
	const status = random.pick(CLIENT_ERRORS);
	return {
		kind: 'status',
		status,
		effect: status === 408 ? drawEffect(random) : 'none',
		form: random.pick(['vendor', 'html', 'empty']),
	};
}

/** The description of a fault, for the trace. */
export function describeFault(fault: Fault): string {
	switch (fault.kind) {
		case 'none':
			return '';
		case 'unsent':
			return fault.code;
		case 'lost':
			return `no answer (${fault.by}${fault.isHalfSent ? ', half sent' : ''}), ${describeEffect(fault.effect)}`;
		case 'cut':
			return `answer incomplete (${fault.by})`;
		case 'status':
			return `${fault.status} ${fault.form}${fault.retryAfter === undefined ? '' : `, Retry-After ${fault.retryAfter}`}, ${describeEffect(fault.effect)}`;
		case 'page':
			return `200 with a page, ${describeEffect(fault.effect)}`;
		case 'redirect':
			return '302';
		case 'twice':
			return 'arrives twice';
	}
}

function describeEffect(effect: Effect): string {
	if (effect === 'none') return 'no effect';
	return effect === 'now' ? 'with effect' : `with effect ${effect} ms later`;
}
