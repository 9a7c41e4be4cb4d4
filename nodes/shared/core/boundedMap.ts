/** Puts an entry last into a map, and takes the first out where it holds more than `most`. */
export function setBounded<K, V>(map: Map<K, V>, key: K, value: V, most: number): void {
	map.delete(key);
	map.set(key, value);
	if (map.size <= most) return;
	const oldest = map.keys().next();
	if (!oldest.done) map.delete(oldest.value);
}
