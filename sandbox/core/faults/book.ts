import type { CallbackFault, RequestFault } from './schema';

export type { CallbackFault, RequestFault } from './schema';

type Fault = RequestFault | CallbackFault;

interface Page {
	readonly id: number;
	readonly fault: Fault;
	readonly path: RegExp | null;
	toSkip: number;
	/** Matching requests that passed since the fault applied last. */
	passed: number;
	left: number | null;
	struck: number;
}

/** The pending faults in the order in which they were added; the first one that matches applies. */
export class FaultBook {
	private pages: Page[] = [];
	private next = 1;

	/** Throws a `SyntaxError` if `match.path` is not a valid regular expression. */
	add(fault: Fault): number {
		const { path } = fault.match;
		const id = this.next++;
		this.pages.push({
			id,
			fault,
			path: path === undefined ? null : new RegExp(path),
			toSkip: fault.skip,
			passed: 0,
			left: fault.times,
			struck: 0,
		});
		return id;
	}

	list(): Array<{ id: number; fault: Fault; left: number | null; struck: number }> {
		return this.pages.map(({ id, fault, left, struck }) => ({ id, fault, left, struck }));
	}

	clear(): void {
		this.pages = [];
	}

	/**
	 * The fault for this request, which is counted as applied; `path` is the path after the vendor's prefix, with the
	 * query.
	 */
	takeRequest(request: { vendor: string; method: string; path: string }): RequestFault | null {
		return this.take(isRequestFault, request.vendor, request.path, request.method);
	}

	takeCallback(callback: { vendor: string; url: string }): CallbackFault | null {
		return this.take(isCallbackFault, callback.vendor, callback.url, 'POST');
	}

	private take<F extends Fault>(
		fits: (fault: Fault) => fault is F,
		vendor: string,
		path: string,
		method: string,
	): F | null {
		for (const page of this.pages) {
			const { fault } = page;
			if (!fits(fault) || page.left === 0) continue;
			if (fault.match.vendor !== undefined && fault.match.vendor !== vendor) continue;
			if (fault.match.method !== undefined && fault.match.method.toUpperCase() !== method) continue;
			if (page.path !== null && !page.path.test(path)) continue;
			if (page.toSkip > 0) {
				page.toSkip -= 1;
				continue;
			}
			page.passed += 1;
			if (page.passed < fault.every) continue;
			page.passed = 0;
			if (page.left !== null) page.left -= 1;
			page.struck += 1;
			return fault;
		}
		return null;
	}
}

function isCallbackFault(fault: Fault): fault is CallbackFault {
	return fault.kind.startsWith('callback-');
}

function isRequestFault(fault: Fault): fault is RequestFault {
	return !isCallbackFault(fault);
}
