/** A read that began this long ago, in ms, is not too old to be shared. */
const SHARED_MS = 100;

interface Read<T> {
	readonly beganAt: number;
	readonly result: Promise<T>;
}

/** The reads of a run that items share, because they send the same request at almost the same time. */
export class SharedReads<T> {
	private readonly reads = new Map<string, Read<T>>();

	/** The result of `read`, or of one with this key that has just begun. */
	async read(key: string, read: () => Promise<T>): Promise<T> {
		const known = this.reads.get(key);
		if (known !== undefined && Date.now() - known.beganAt <= SHARED_MS) return await known.result;
		const own: Read<T> = { beganAt: Date.now(), result: read() };
		this.reads.set(key, own);
		try {
			return await own.result;
		} finally {
			if (this.reads.get(key) === own) this.reads.delete(key);
		}
	}
}
