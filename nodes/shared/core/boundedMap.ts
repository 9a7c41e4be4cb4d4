/** Adds an entry to the end of a map, and removes the first one if the map has more than `capacity` entries. */
export function setBounded<K, V>(map: Map<K, V>, key: K, value: V, capacity: number): void {
	map.delete(key);
	map.set(key, value);
	if (map.size <= capacity) return;
	const oldest = map.keys().next();
	if (!oldest.done) map.delete(oldest.value);
}
