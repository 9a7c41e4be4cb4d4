import type { Clock } from '../core/clock';
import type { Random } from '../core/random';
import type { Trace } from '../core/trace';
import { describeFault, faultAt, IN_TEN_SECONDS, type Fault, type RequestKind, type Weather } from './faults';
import { readBody, type Answer, type Arrived, type Content } from './message';

/** A server on the network. */
export interface Host {
	kindOf(method: string, url: URL): RequestKind;
	/** Takes effect immediately; the response may be delayed. */
	handle(request: Arrived): Promise<Answer>;
	/** The body of an error in the server's own form. */
	errorBody(status: number): string;
	/** The time by its clock, in ms since 1970; `undefined` if its responses have no `Date`. */
	date(): number | undefined;
}

/** The sender: a process, and the purpose of its request. */
export interface Sender {
	/** Aborted by a kill: responses to requests in progress are no longer received. */
	readonly process: { readonly name: string; isAlive: boolean };
	/** Called for every request. */
	onSend(sent: Sent): void;
	/** Called when a request is aborted by a signal. */
	onAbort(sent: Sent): void;
}

export interface Outgoing {
	method: string;
	url: URL;
	headers: Readonly<Record<string, string>>;
	body: unknown;
	timeoutMs: number;
	/** Whether the sender waits for the whole body before it continues. */
	readsWhole: boolean;
	signal: AbortSignal | undefined;
}

/** The state of a request that was sent. */
export interface Sent {
	id: number;
	kind: RequestKind;
	at: number;
	fault: Fault;
	text: string;
	/** When the sender had received the whole response of the server itself. */
	deliveredAt?: number;
	/** Why the sender received no response. */
	failedWith?: string;
}

export interface Reply {
	status: number;
	headers: Record<string, string>;
	body: string | AsyncIterable<Buffer>;
}

/** Why there is no response, with the error code of Node.js or the HTTP client. */
export class NoReply extends Error {
	constructor(
		readonly code: string,
		message: string,
	) {
		super(message);
	}
}

/** The time that most requests need one way, in ms. */
const LATENCY = { min: 5, max: 400 };

/** Between n8n and its servers. */
export class Network {
	readonly sent: Sent[] = [];

	/** An exception in a server: a bug in the simulation. */
	readonly bugs: Error[] = [];

	private readonly began: number;

	constructor(
		private readonly clock: Clock,
		private readonly random: Random,
		private readonly trace: Trace,
		public weather: Weather,
		private readonly hostOf: (url: URL) => Host | undefined,
	) {
		this.began = clock.now;
	}

	/** @throws NoReply */
	async send(sender: Sender, request: Outgoing): Promise<Reply> {
		const host = this.hostOf(request.url);
		if (!host) throw new NoReply('ENOTFOUND', `getaddrinfo ENOTFOUND ${request.url.hostname}`);
		const kind = host.kindOf(request.method, request.url);
		const sent: Sent = {
			id: this.sent.length + 1,
			kind,
			at: this.clock.now,
			fault: faultAt(this.weather, kind, this.clock.now - this.began, this.random),
			text: `${request.method} ${request.url.pathname}`,
		};
		this.sent.push(sent);
		sender.onSend(sent);
		const fault = describeFault(sent.fault);
		this.trace.add(sender.process.name, `#${sent.id} ${sent.text}${fault === '' ? '' : ` (${fault})`}`);
		const { fault: what } = sent;
		const isHalf = what.kind === 'lost' && what.isHalfSent;
		const content = what.kind === 'unsent' ? NOTHING : await readBody(request.body, isHalf);
		return await new Promise<Reply>((resolve, reject) => {
			const { clock, random, trace, bugs } = this;
			new Exchange(
				{ clock, random, trace, bugs, sender, sent, request, host, content },
				resolve,
				reject,
			).begin();
		});
	}
}

const NOTHING: Content = { text: '', parts: [] };

interface Parts {
	clock: Clock;
	random: Random;
	trace: Trace;
	bugs: Error[];
	sender: Sender;
	sent: Sent;
	request: Outgoing;
	host: Host;
	content: Content;
}

/** One request and its response. */
class Exchange {
	private isSettled = false;

	private hasArrived = false;

	private cancelTimeout: () => void = () => undefined;

	constructor(
		private readonly parts: Parts,
		private readonly resolve: (reply: Reply) => void,
		private readonly reject: (error: NoReply) => void,
	) {}

	begin(): void {
		const { signal, timeoutMs } = this.parts.request;
		if (signal?.aborted === true) {
			this.fail('ERR_CANCELED', 'canceled');
			return;
		}
		signal?.addEventListener('abort', this.onAbort, { once: true });
		this.cancelTimeout = this.parts.clock.after(
			timeoutMs,
			() => this.fail('ECONNABORTED', `timeout of ${timeoutMs}ms exceeded`),
			this.parts.sender.process,
		);
		this.follow(this.parts.sent.fault);
	}

	private readonly onAbort = () => {
		if (this.isSettled) return;
		this.parts.sender.onAbort(this.parts.sent);
		this.fail('ERR_CANCELED', 'canceled');
	};

	private follow(fault: Fault): void {
		switch (fault.kind) {
			case 'none':
				this.arrive(this.latency(), (answer) => this.reply(answer));
				return;
			case 'twice':
				this.arrive(this.latency(), (answer) => this.reply(answer));
				this.arrive(this.latency() + this.parts.random.between(0, 3000), () => undefined, true);
				return;
			case 'unsent':
				this.later(this.latency(), () => this.fail(fault.code, fault.message));
				return;
			case 'lost':
				if (fault.by === 'timeout')
					this.loseAfter(this.parts.request.timeoutMs, fault.effect, () => undefined);
				else
					this.loseAfter(2 * this.latency(), fault.effect, () => this.fail('ECONNRESET', 'socket hang up'));
				return;
			case 'cut':
				this.arrive(this.latency(), (answer) => this.replyCut(answer, fault.by));
				return;
			case 'status': {
				const { status, retryAfter, form } = fault;
				const headers: Record<string, string> =
					retryAfter === undefined ? {} : { 'retry-after': this.retryAfter(retryAfter) };
				const body = form === 'html' ? PAGE : form === 'empty' ? '' : this.parts.host.errorBody(status);
				this.loseAfter(2 * this.latency(), fault.effect, () => this.reply({ status, headers, body }));
				return;
			}
			case 'page':
				this.loseAfter(2 * this.latency(), fault.effect, () => this.reply({ status: 200, body: PAGE }));
				return;
			case 'redirect':
				this.later(2 * this.latency(), () =>
					this.reply({ status: 302, headers: { location: 'https://login.example.com/' }, body: '' }),
				);
				return;
		}
	}

	/** Sends something other than the server's response, after this many ms. */
	private loseAfter(delayMs: number, effect: 'none' | 'now' | number, tell: () => void): void {
		this.later(delayMs, tell);
		if (effect === 'now') this.arrive(Math.min(delayMs / 2, LATENCY.max), () => undefined);
		else if (effect !== 'none') this.arriveAfterEnd(delayMs, effect);
	}

	/** Takes effect this many ms after the sender has given up, which may be earlier than planned. */
	private arriveAfterEnd(delayMs: number, effectMs: number): void {
		const { clock, request } = this.parts;
		const arrive = () => {
			request.signal?.removeEventListener('abort', onAbort);
			this.arrive(effectMs, () => undefined);
		};
		const cancel = clock.after(delayMs, arrive);
		const onAbort = () => {
			cancel();
			arrive();
		};
		request.signal?.addEventListener('abort', onAbort, { once: true });
	}

	private arrive(delayMs: number, answered: (answer: Answer) => void, isCopy = false): void {
		this.parts.clock.after(delayMs, () => {
			// Aborted before it arrived: chance decides whether the rest was sent.
			const isGivenUp = this.parts.request.signal?.aborted === true && !this.hasArrived;
			if (isGivenUp && this.parts.random.chance(0.5)) return;
			this.hasArrived = true;
			const { method, url, headers } = this.parts.request;
			const arrived: Arrived = {
				id: this.parts.sent.id,
				isCopy,
				method,
				url,
				headers,
				body: this.parts.content,
			};
			void this.parts.host.handle(arrived).then(
				(answer) => this.later(this.latency(), () => answered(answer)),
				(error: unknown) =>
					this.parts.bugs.push(error instanceof Error ? error : new Error('A server failed')),
			);
		});
	}

	private reply(answer: Answer): void {
		if (!this.settle()) return;
		this.parts.trace.add('', `#${this.parts.sent.id} ${answer.status} ${shortened(answer.body)}`);
		const { sent, clock } = this.parts;
		if (sent.fault.kind === 'none' || sent.fault.kind === 'twice') sent.deliveredAt = clock.now;
		this.resolve({ status: answer.status, headers: this.headersOf(answer), body: answer.body });
	}

	private replyCut(answer: Answer, by: 'end' | 'reset' | 'stall'): void {
		if (this.parts.request.readsWhole && by !== 'end') {
			// If it stalls, the timeout ends it.
			if (by === 'reset') this.fail('ECONNRESET', 'aborted');
			return;
		}
		if (!this.settle()) return;
		this.parts.trace.add('', `#${this.parts.sent.id} ${answer.status}, cut (${by})`);
		if (answer.body === '' && by === 'end') this.parts.sent.deliveredAt = this.parts.clock.now;
		const body = answer.body.slice(0, Math.floor(answer.body.length / 2));
		this.resolve({
			status: answer.status,
			headers: this.headersOf(answer),
			body: by === 'end' ? body : breaking(body, by),
		});
	}

	private headersOf({ headers }: Answer): Record<string, string> {
		const date = this.parts.host.date();
		return { ...headers, ...(date === undefined ? {} : { date: new Date(date).toUTCString() }) };
	}

	private retryAfter(asked: string): string {
		return asked === IN_TEN_SECONDS
			? new Date((this.parts.host.date() ?? this.parts.clock.now) + 10_000).toUTCString()
			: asked;
	}

	private fail(code: string, message: string): void {
		if (!this.settle()) return;
		this.parts.trace.add('', `#${this.parts.sent.id} ${code}`);
		this.parts.sent.failedWith = code;
		this.reject(new NoReply(code, message));
	}

	/** Whether this is the first end of the exchange, and the sender still waits. */
	private settle(): boolean {
		if (this.isSettled || !this.parts.sender.process.isAlive) return false;
		this.isSettled = true;
		this.cancelTimeout();
		this.parts.request.signal?.removeEventListener('abort', this.onAbort);
		return true;
	}

	private later(delayMs: number, act: () => void): void {
		this.parts.clock.after(delayMs, act, this.parts.sender.process);
	}

	private latency(): number {
		return this.parts.random.between(LATENCY.min, LATENCY.max);
	}
}

const PAGE = '<html><head><title>Bad Gateway</title></head><body><h1>Please wait</h1></body></html>';

async function* breaking(body: string, by: 'reset' | 'stall'): AsyncGenerator<Buffer> {
	yield Buffer.from(body);
	if (by === 'stall') await new Promise<never>(() => undefined);
	throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
}

function shortened(text: string): string {
	return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
