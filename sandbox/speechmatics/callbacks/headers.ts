/** What the vendor says it is, in notifications and when it fetches media. */
export const USER_AGENT = 'Speechmatics-API/2.0';

/** `Name: value` strings as headers. */
export function headersOf(lines: readonly string[] | null | undefined): Record<string, string> {
	return Object.fromEntries(
		(lines ?? []).map((line) => {
			const colon = line.indexOf(':');
			return [line.slice(0, colon), line.slice(colon + 1).trim()];
		}),
	);
}
