/** JSON in which a `bigint` is a number of any length, as the vendor's Python code writes it. */
export function toJson(value: unknown): string {
	if (typeof value === 'bigint') return value.toString();
	if (Array.isArray(value)) return `[${value.map(toJson).join(', ')}]`;
	if (typeof value === 'object' && value !== null) {
		const members = Object.entries(value).filter(([, member]) => member !== undefined);
		return `{${members.map(([name, member]) => `${JSON.stringify(name)}: ${toJson(member)}`).join(', ')}}`;
	}
	return JSON.stringify(value);
}
