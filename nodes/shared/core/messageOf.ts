/** The message of what was thrown or rejected, whatever it is. */
export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
