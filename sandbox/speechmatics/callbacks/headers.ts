/** The vendor's user agent in notifications and downloads. */
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
