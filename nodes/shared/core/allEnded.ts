/** Waits until all have ended, even if one fails, so that none is still in progress afterwards. @throws the first error */
export async function allEnded<T>(work: ReadonlyArray<Promise<T>>): Promise<T[]> {
	await Promise.allSettled(work);
	return await Promise.all(work);
}
