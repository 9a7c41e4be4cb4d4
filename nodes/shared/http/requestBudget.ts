const MINUTE_MS = 60_000;

/** A request that was not sent because there were too many. */
export class TooManyRequests extends Error {
	constructor() {
		super('Too many callbacks');
	}
}

/** Limits the requests to a vendor that callbacks cause which anyone can send. */
export class RequestBudget {
	/** When requests were sent, in ms since 1970, at most a minute ago. */
	private readonly sentAtMs: number[] = [];

	constructor(private readonly requestsAMinute: number) {}

	/** @throws TooManyRequests if no further request is allowed now */
	check(now = Date.now()): void {
		while (this.sentAtMs[0] !== undefined && this.sentAtMs[0] <= now - MINUTE_MS) this.sentAtMs.shift();
		if (this.sentAtMs.length >= this.requestsAMinute) throw new TooManyRequests();
	}

	/** Counts a request. @throws TooManyRequests */
	spend(now = Date.now()): void {
		this.check(now);
		this.sentAtMs.push(now);
	}
}
