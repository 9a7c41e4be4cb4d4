/** Adds an entry to the end of a map, and removes the first ones while the map has more than `capacity` entries. */
export function setBounded<K, V>(map: Map<K, V>, key: K, value: V, capacity: number): void {
	map.delete(key);
	map.set(key, value);
	for (const oldest of map.keys()) {
		if (map.size <= capacity) return;
		map.delete(oldest);
	}
}
